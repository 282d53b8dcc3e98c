package org.shouwang.security;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.db.DbGroupQueryImpl;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;

/**
 * The engine's store of users and groups. It checks passwords and tells {@link AccountLog} of every change, whether the change
 * comes from Admin, from REST or from the program.
 */
public class LoggedIdentities extends DbIdentityServiceProvider {

    private final Supplier<AccountLog> log;

    LoggedIdentities(Supplier<AccountLog> log) {
        this.log = log;
    }

    /**
     * Does nothing. The engine would lock the user everywhere, so that anybody could keep the user out; {@link LoginThrottle}
     * counts failures instead.
     */
    @Override
    protected void lockUser(UserEntity user) {
    }

    @Override
    protected boolean isUserLocked(UserEntity user) {
        return false;
    }

    @Override
    public IdentityOperationResult saveUser(User user) {
        boolean password = ((UserEntity) user).hasNewPassword();
        if (password && !((UserEntity) user).checkPasswordAgainstPolicy()) {
            throw new BadUserRequestException("密码不符合要求：" + PasswordRules.TEXT);
        }
        IdentityOperationResult result = super.saveUser(user);
        if (isCreated(result)) {
            log.get().created(user.getId());
        } else if (password) {
            log.get().passwordSet(user.getId());
        } else {
            log.get().changed(user.getId(), "修改用户资料");
        }
        return result;
    }

    @Override
    public IdentityOperationResult deleteUser(String userId) {
        log.get().ending(userId, null);
        IdentityOperationResult result = super.deleteUser(userId);
        if (isEffective(result)) {
            log.get().deleted(userId);
        }
        return result;
    }

    /**
     * Finds groups. Users who ask for their own groups, as the engine does for a task query with a candidate user, also find
     * those of posts in which they stand in for somebody.
     */
    @Override
    public List<Group> findGroupByQueryCriteria(DbGroupQueryImpl query) {
        List<Group> found = super.findGroupByQueryCriteria(query);
        Authentication user = Context.getCommandContext().getAuthentication();
        boolean own = user != null && user.getUserId() != null && user.getUserId().equals(query.getUserId())
                && user.getGroupIds() != null && Stream.of(query.getId(), query.getIds(), query.getName(), query.getNameLike(),
                query.getType(), query.getTenantId()).allMatch(Objects::isNull);
        return !own ? found : Stream.concat(found.stream(), user.getGroupIds().stream()
                .filter(id -> found.stream().noneMatch(group -> group.getId().equals(id))).map(this::findGroupById)
                .filter(Objects::nonNull)).toList();
    }

    @Override
    public IdentityOperationResult saveGroup(Group group) {
        IdentityOperationResult result = super.saveGroup(group);
        log.get().changed(group.getId(), isCreated(result) ? "新建组" : "修改组");
        return result;
    }

    @Override
    public IdentityOperationResult deleteGroup(String groupId) {
        log.get().ending(null, groupId);
        return logged(super.deleteGroup(groupId), groupId, "删除组");
    }

    @Override
    public IdentityOperationResult createMembership(String userId, String groupId) {
        if (findUserById(userId) == null || findGroupById(groupId) == null) {
            throw new BadUserRequestException("没有用户“" + userId + "”或组“" + groupId + "”");
        }
        return logged(super.createMembership(userId, groupId), userId, "加入组 " + groupId);
    }

    @Override
    public IdentityOperationResult deleteMembership(String userId, String groupId) {
        log.get().ending(userId, groupId);
        return logged(super.deleteMembership(userId, groupId), userId, "移出组 " + groupId);
    }

    @Override
    public IdentityOperationResult saveTenant(Tenant tenant) {
        IdentityOperationResult result = super.saveTenant(tenant);
        log.get().changed(tenant.getId(), isCreated(result) ? "新建租户" : "修改租户");
        return result;
    }

    @Override
    public IdentityOperationResult deleteTenant(String tenantId) {
        return logged(super.deleteTenant(tenantId), tenantId, "删除租户");
    }

    @Override
    public IdentityOperationResult createTenantUserMembership(String tenantId, String userId) {
        return logged(super.createTenantUserMembership(tenantId, userId), userId, "加入租户 " + tenantId);
    }

    @Override
    public IdentityOperationResult deleteTenantUserMembership(String tenantId, String userId) {
        return logged(super.deleteTenantUserMembership(tenantId, userId), userId, "移出租户 " + tenantId);
    }

    @Override
    public IdentityOperationResult createTenantGroupMembership(String tenantId, String groupId) {
        return logged(super.createTenantGroupMembership(tenantId, groupId), groupId, "加入租户 " + tenantId);
    }

    @Override
    public IdentityOperationResult deleteTenantGroupMembership(String tenantId, String groupId) {
        return logged(super.deleteTenantGroupMembership(tenantId, groupId), groupId, "移出租户 " + tenantId);
    }

    private IdentityOperationResult logged(IdentityOperationResult result, String subject, String what) {
        if (isEffective(result)) {
            log.get().changed(subject, what);
        }
        return result;
    }

    private static boolean isCreated(IdentityOperationResult result) {
        return IdentityOperationResult.OPERATION_CREATE.equals(result.getOperation());
    }

    private static boolean isEffective(IdentityOperationResult result) {
        return !IdentityOperationResult.OPERATION_NONE.equals(result.getOperation());
    }
}
