package org.shouwang.engine;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.VariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;

/**
 * Restricts every task query to the groups of the user who asks, so that nobody finds tasks of another region and a list does
 * not become slower as other people's tasks grow in number. There are no authorization rows for single tasks.
 */
public class RegionAuthorizationManager extends AuthorizationManager {

    private static final String NO_TASK = "none";

    private final Supplier<BarredTasks> barred;

    RegionAuthorizationManager(Supplier<BarredTasks> barred) {
        this.barred = barred;
    }

    @Override
    public void configureTaskQuery(TaskQueryImpl query) {
        Authentication user = getCurrentAuthentication();
        if (user == null || user.getUserId() == null || isCamundaAdmin(user)) {
            return;
        }
        List<String> mine = user.getGroupIds() == null ? List.of() : user.getGroupIds();
        if (query.getCandidateGroupLike() != null) {
            throw new BadUserRequestException("candidateGroupLike 不被接受");
        }
        if (mine.isEmpty() || isForSomebodyElse(query, user, mine)) {
            query.taskId(NO_TASK);
        } else if (query.getCandidateUser() == null && query.getCandidateGroup() == null) {
            List<String> asked = query.getCandidateGroupsInternal();
            if (asked == null) {
                query.taskCandidateGroupIn(mine);
                query.includeAssignedTasks();
            } else {
                List<String> shared = asked.stream().filter(mine::contains).toList();
                if (shared.isEmpty()) {
                    query.taskId(NO_TASK);
                } else {
                    query.taskCandidateGroupIn(shared);
                }
            }
        }
        barred.get().left(mine).ifPresent(left -> keepOnly(left, query));
    }

    private static void keepOnly(List<String> left, TaskQueryImpl query) {
        String[] ids = query.getTaskIdIn() == null ? left.toArray(String[]::new)
                : Arrays.stream(query.getTaskIdIn()).filter(new HashSet<>(left)::contains).toArray(String[]::new);
        query.taskIdIn(ids.length == 0 ? new String[] {NO_TASK} : ids);
    }

    /** Shows users only variables of tasks that they may see, for which the columns of a task list ask. */
    @Override
    protected void configureVariableInstanceQuery(VariableInstanceQueryImpl query) {
        Authentication user = getCurrentAuthentication();
        if (user == null || user.getUserId() == null || isCamundaAdmin(user)) {
            super.configureVariableInstanceQuery(query);
            return;
        }
        Set<String> visible = new HashSet<>();
        if (query.getVariableScopeIds() != null && query.getVariableScopeIds().length > 0) {
            TaskQueryImpl tasks = new TaskQueryImpl();
            tasks.taskIdIn(query.getVariableScopeIds());
            Context.getCommandContext().getTaskManager().findTasksByQueryCriteria(tasks).forEach(task ->
                    visible.addAll(List.of(task.getId(), task.getExecutionId(), task.getProcessInstanceId())));
            visible.retainAll(Arrays.asList(query.getVariableScopeIds()));
        }
        query.variableScopeIdIn(visible.isEmpty() ? new String[] {NO_TASK} : visible.toArray(new String[0]));
        query.getAuthCheck().setAuthorizationCheckEnabled(false);
    }

    /** Deletes no authorizations of single tasks and instances when they end, since there are none. */
    @Override
    public void deleteAuthorizationsByResourceId(Resource resource, String resourceId) {
        if (resource != Resources.TASK && resource != Resources.PROCESS_INSTANCE) {
            super.deleteAuthorizationsByResourceId(resource, resourceId);
        }
    }

    private static boolean isForSomebodyElse(TaskQueryImpl query, Authentication user, List<String> mine) {
        return query.getCandidateUser() != null && !query.getCandidateUser().equals(user.getUserId())
                || query.getCandidateGroup() != null && !mine.contains(query.getCandidateGroup());
    }
}
