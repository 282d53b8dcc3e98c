package org.shouwang.security;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TenantEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.task.TaskQuery;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes users, groups and the few authorizations of the engine that the product uses. */
@Service
public class Accounts {

    private static final int MOST_PROGRAMS = 200;

    /** The least priority of a duty; what is only an offer has none and is no task that is due. */
    private static final int DUTY = 1;

    private final IdentityService identityService;
    private final AuthorizationService authorizationService;
    private final FilterService filterService;
    private final TaskService taskService;
    private final AccountLog log;
    private final Acts acts;
    private final ProcessEngineConfigurationImpl engine;

    Accounts(IdentityService identityService, AuthorizationService authorizationService, FilterService filterService,
             TaskService taskService, AccountLog log, Acts acts, ProcessEngineConfigurationImpl engine) {
        this.identityService = identityService;
        this.authorizationService = authorizationService;
        this.filterService = filterService;
        this.taskService = taskService;
        this.log = log;
        this.acts = acts;
        this.engine = engine;
    }

    /**
     * Makes what every installation needs: a group for each role, and the rights of each role to open webapps and start
     * processes.
     *
     * @param startable the keys of the processes that staff and other systems may start, each with the roles of which somebody may
     */
    @Transactional
    public void prepareRoles(Map<String, Set<Role>> startable) {
        together(() -> {
            for (Role role : Role.values()) {
                putGroup(role.group(), role.title());
            }
            prepareRights(startable, new Grants());
        });
    }

    private void prepareRights(Map<String, Set<Role>> startable, Grants grants) {
        for (Role role : Role.values()) {
            if (role == Role.ADMIN) {
                for (Resource resource : Resources.values()) {
                    grants.put(role, resource, "*", Permissions.ALL);
                }
                continue;
            }
            grants.put(role, Resources.PROCESS_INSTANCE, "*", Permissions.CREATE);
            startable.forEach((process, roles) -> {
                if (roles.contains(role)) {
                    grants.put(role, Resources.PROCESS_DEFINITION, process, Permissions.READ, Permissions.CREATE_INSTANCE);
                }
            });
            if (role.isRegional()) {
                grants.put(role, Resources.PROCESS_DEFINITION, "*", Permissions.READ);
                grants.put(role, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
                grants.put(role, Resources.APPLICATION, "welcome", Permissions.ACCESS);
            }
        }
        prepareFilters(grants);
    }

    /**
     * Makes the filters of Tasklist. A task's due date is the first moment after the last day of its limit; its follow-up date
     * is the moment of the warning.
     */
    private void prepareFilters(Grants grants) {
        prepareFilter(grants, "我的待办", 0, "#0b6e5f", "本岗位全部待办", taskService.createTaskQuery());
        prepareFilter(grants, "今日到期", 1, "#b45309", "今天是办理时限的最后一天", taskService.createTaskQuery()
                .dueAfterExpression("${deadlines.startOfToday()}").dueBeforeExpression("${deadlines.afterToday()}"));
        prepareFilter(grants, "即将到期", 2, "#9a7b00", "已到预警日，尚未超期", taskService.createTaskQuery()
                .followUpBeforeExpression("${now()}").dueAfterExpression("${now()}"));
        prepareFilter(grants, "已超期", 3, "#b42318", "已经超过办理时限", taskService.createTaskQuery()
                .dueBeforeExpression("${now()}"));
    }

    private void prepareFilter(Grants grants, String name, int position, String color, String description, TaskQuery query) {
        Filter filter = filterService.createFilterQuery().filterName(name).list().stream().findFirst()
                .orElseGet(() -> newFilter(name, position, color, description, query));
        TaskQueryImpl asked = filter.getQuery();
        if (asked.getMinPriority() == null) {
            filter.setQuery(asked.taskMinPriority(DUTY));
            filterService.saveFilter(filter);
        }
        for (Role role : Role.values()) {
            if (role.isRegional()) {
                grants.put(role, Resources.FILTER, filter.getId(), Permissions.READ);
            }
        }
    }

    private Filter newFilter(String name, int position, String color, String description, TaskQuery query) {
        Filter filter = filterService.newTaskFilter(name);
        filter.setQuery(query.active().taskMinPriority(DUTY));
        filter.setProperties(Map.of("priority", position, "color", color, "description", description, "refresh", true,
                "showUndefinedVariable", false, "variables", List.of(Map.of("name", "caseNo", "label", "案号"),
                        Map.of("name", "villageName", "label", "村"))));
        return filterService.saveFilter(filter);
    }

    /** Grants rights to the roles. The rights that exist already are read once, together. */
    private final class Grants {

        private record Place(String group, int resource, String id) {
        }

        private final Set<Place> places = authorizationService.createAuthorizationQuery()
                .groupIdIn(Stream.of(Role.values()).map(Role::group).toArray(String[]::new)).unlimitedList().stream()
                .map(each -> new Place(each.getGroupId(), each.getResourceType(), each.getResourceId()))
                .collect(Collectors.toCollection(HashSet::new));

        /**
         * Adds a grant unless there is one for the same role and resource; so the changes that an administrator has made to a
         * grant stay.
         */
        void put(Role role, Resource resource, String id, Permission... permissions) {
            if (!places.add(new Place(role.group(), resource.resourceType(), id))) {
                return;
            }
            Authorization authorization = authorizationService.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            authorization.setGroupId(role.group());
            authorization.setResource(resource);
            authorization.setResourceId(id);
            authorization.setPermissions(permissions);
            authorizationService.saveAuthorization(authorization);
        }
    }

    /**
     * Runs work that makes many posts and users, and writes them and their acts on record together at the end, which is much
     * faster.
     *
     * @param making the work; queries in it do not yet find what it has made
     */
    @Transactional
    public void together(Runnable making) {
        acts.together(() -> engine.getCommandExecutorTxRequired().execute(context -> {
            making.run();
            return null;
        }));
    }

    /**
     * Makes the group of a post if there is none.
     *
     * @param post a role in a region
     * @param name the group's display name
     */
    @Transactional
    public void putPost(Post post, String name) {
        boolean made = putGroup(post.group(), name);
        String county = post.countyCode();
        if (county != null) {
            joinTenant(county, post.group(), made);
        }
    }

    /**
     * Lets the city's people into a county's tenant, since a task of a county's case may be theirs and Tasklist asks the engine for the
     * tenants of a user.
     *
     * @param county the county's code
     */
    @Transactional
    public void letCityInto(String county) {
        joinTenant(county, Post.CITY.group(), false);
    }

    /** Makes a group a member of a county's tenant; {@code made} tells that it was made just now and is none yet. */
    private void joinTenant(String county, String group, boolean made) {
        if (made || identityService.createTenantQuery().tenantId(county).groupMember(group).count() == 0) {
            if (find(TenantEntity.class, county) == null) {
                identityService.saveTenant(identityService.newTenant(county));
            }
            identityService.createTenantGroupMembership(county, group);
        }
    }

    private boolean putGroup(String id, String name) {
        if (find(GroupEntity.class, id) != null) {
            return false;
        }
        Group group = identityService.newGroup(id);
        group.setName(name);
        group.setType(id.equals(Role.ADMIN.group()) ? "SYSTEM" : "WORKFLOW");
        identityService.saveGroup(group);
        return true;
    }

    /**
     * Finds an entity by its id, also one that was made in the same transaction and is not written yet; a query would ask the
     * database alone.
     */
    private <T extends DbEntity> T find(Class<T> type, String id) {
        return engine.getCommandExecutorTxRequired().execute(context -> context.getDbEntityManager().selectById(type, id));
    }

    /**
     * @return whether the group of a post exists
     */
    public boolean hasPost(Post post) {
        return find(GroupEntity.class, post.group()) != null;
    }

    /**
     * @return whether there is no user at all
     */
    public boolean isEmpty() {
        return identityService.createUserQuery().count() == 0;
    }

    /**
     * Makes a user with posts, who has to change the password at the first login.
     *
     * @param id       the user's id, letters and digits
     * @param name     the user's display name
     * @param password the password
     * @param posts    the posts; their groups have to exist
     * @throws InvalidInputException if the id has other characters, or the password breaks the password rules
     */
    @Transactional
    public void addUser(String id, String name, String password, Collection<Post> posts) {
        try {
            User user = newUser(id, name);
            user.setPassword(password);
            identityService.saveUser(user);
        } catch (BadUserRequestException e) {
            throw new InvalidInputException("password", "密码", "不符合要求：" + PasswordRules.TEXT);
        } catch (ProcessEngineException e) {
            throw new InvalidInputException("id", "用户名", "只能有字母和数字");
        }
        join(id, posts, new HashSet<>());
    }

    /**
     * Gives posts to a user. Posts that the user holds already stay.
     *
     * @param userId the user's id
     * @param posts  the posts; their groups have to exist
     * @throws ConflictException if the account belongs to the user who has signed in
     */
    @Transactional
    public void give(String userId, Collection<Post> posts) {
        if (log.isOwn(userId)) {
            throw new ConflictException(EngineUserPlugin.OWN);
        }
        join(userId, posts, new HashSet<>(groupsOf(userId)));
    }

    /**
     * Takes a post from a user, and the role with it if the user has no other post of that role.
     *
     * @param userId the user's id
     * @param post   a post that the user holds
     */
    @Transactional
    public void take(String userId, Post post) {
        boolean last = postsOf(userId).stream().filter(each -> each.role() == post.role()).count() == 1;
        identityService.deleteMembership(userId, post.group());
        if (last && post.role().isRegional() && groupsOf(userId).contains(post.role().group())) {
            identityService.deleteMembership(userId, post.role().group());
        }
    }

    /**
     * Returns the posts of a user, sorted by the ids of their groups. Those that were given in work that runs together are not
     * found yet.
     *
     * @param userId the user's id; any text is allowed
     */
    public List<Post> postsOf(String userId) {
        return groupsOf(userId).stream().flatMap(group -> Post.ofGroup(group).stream()).toList();
    }

    private List<String> groupsOf(String userId) {
        return identityService.createGroupQuery().groupMember(userId).orderByGroupId().asc().unlimitedList().stream().map(Group::getId).toList();
    }

    /**
     * Changes a user's name and mail address.
     *
     * @param userId the user's id
     * @param name   the name
     * @param mail   the address to which daily counts go; empty for none
     */
    @Transactional
    public void rename(String userId, String name, String mail) {
        User user = identityService.createUserQuery().userId(userId).singleResult();
        user.setFirstName(name);
        user.setEmail(mail.isEmpty() ? null : mail);
        identityService.saveUser(user);
    }

    /**
     * Returns the mail address of a user; empty if there is none.
     *
     * @param userId the user's id
     */
    public String mailOf(String userId) {
        String mail = identityService.createUserQuery().userId(userId).singleResult().getEmail();
        return mail == null ? "" : mail;
    }

    /**
     * Sets a user's password, which the user has to change at the next login. All sessions of the user end.
     *
     * @param userId   the user's id
     * @param password the password
     */
    @Transactional
    public void setPassword(String userId, String password) {
        User user = identityService.createUserQuery().userId(userId).singleResult();
        user.setPassword(password);
        identityService.saveUser(user);
    }

    /**
     * Makes a user for the demonstration. Everybody may know the password, and nobody has to change it.
     *
     * @param id       the user's id, letters and digits
     * @param name     the user's display name
     * @param password the password
     * @param post     the post; its group has to exist
     */
    @Transactional
    public void addDemoUser(String id, String name, String password, Post post) {
        saveWithHash(id, name, "", engine.getPasswordManager().encrypt(password));
        join(id, List.of(post), new HashSet<>());
    }

    /**
     * Makes a user for the demonstration with another user's password, so that its slow hash is not computed again.
     *
     * @param id       the user's id, letters and digits
     * @param name     the user's display name
     * @param likeUser the id of the user with the same password
     * @param post     the post; its group has to exist
     */
    @Transactional
    public void addUserLike(String id, String name, String likeUser, Post post) {
        UserEntity model = find(UserEntity.class, likeUser);
        saveWithHash(id, name, model.getSalt(), model.getPassword());
        join(id, List.of(post), new HashSet<>());
    }

    /**
     * Makes the account of another system for the demonstration, with another user's password.
     *
     * @param id       the user's id, letters and digits
     * @param name     the system's display name
     * @param likeUser the id of the user with the same password
     * @param served   the codes of the counties and the groups of the banks that the account serves
     */
    @Transactional
    public void addProgramLike(String id, String name, String likeUser, List<String> served) {
        addUserLike(id, name, likeUser, new Post(Role.PARTNER, null));
        log.serves(id, served);
    }

    /**
     * Sets what the account of another system serves, in place of what it served before.
     *
     * @param userId the user's id
     * @param served the codes of counties and the groups of banks; may be empty
     * @throws ConflictException if the account belongs to the user who has signed in
     * @throws NotFoundException if there is no such account of another system
     */
    @Transactional
    public void serve(String userId, List<String> served) {
        if (identityService.createUserQuery().userId(userId).memberOfGroup(Role.PARTNER.group()).count() == 0) {
            throw new NotFoundException("没有这个业务系统的账号");
        }
        if (log.isOwn(userId)) {
            throw new ConflictException(EngineUserPlugin.OWN);
        }
        log.serves(userId, served.stream().distinct().sorted().toList());
    }

    /**
     * @return the ids of the accounts of other systems, sorted; at most the first 200
     */
    public List<String> programs() {
        return identityService.createUserQuery().memberOfGroup(Role.PARTNER.group()).orderByUserId().asc().listPage(0, MOST_PROGRAMS)
                .stream().map(User::getId).toList();
    }

    /** Saves a user with a hashed password that the user does not have to change. */
    private void saveWithHash(String id, String name, String salt, String hash) {
        UserEntity user = newUser(id, name);
        user.setSalt(salt);
        user.setDbPassword(hash);
        identityService.saveUser(user);
        log.chosen(id);
    }

    private UserEntity newUser(String id, String name) {
        UserEntity user = (UserEntity) identityService.newUser(id);
        user.setFirstName(name);
        user.setLastName("");
        return user;
    }

    private void join(String userId, Collection<Post> posts, Set<String> held) {
        posts.stream().flatMap(post -> Stream.of(post.group(), post.role().group())).filter(held::add)
                .forEach(group -> identityService.createMembership(userId, group));
    }
}
