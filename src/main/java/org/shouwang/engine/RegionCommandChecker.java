package org.shouwang.engine;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * Decides about access to a single task by the task's candidate group; the engine's own rules decide about everything else.
 */
class RegionCommandChecker extends AuthorizationCommandChecker {

    @Override
    public void checkReadTask(TaskEntity task) {
        requireCandidate(task, true);
    }

    @Override
    public void checkReadTaskVariable(TaskEntity task) {
        requireCandidate(task, true);
    }

    @Override
    public void checkTaskWork(TaskEntity task) {
        requireCandidate(task, false);
    }

    @Override
    public void checkTaskAssign(TaskEntity task) {
        requireCandidate(task, false);
    }

    @Override
    public void checkUpdateTaskVariable(TaskEntity task) {
        Authentication user = Context.getCommandContext().getAuthentication();
        if (user != null) {
            throw refusal(user, task);
        }
    }

    private static void requireCandidate(TaskEntity task, boolean adminMay) {
        Authentication user = Context.getCommandContext().getAuthentication();
        if (user == null || adminMay && isAdmin(user)) {
            return;
        }
        boolean candidate = user.getGroupIds() != null && task.getCandidates().stream()
                .map(link -> ((IdentityLinkEntity) link).getGroupId()).anyMatch(user.getGroupIds()::contains);
        if (!candidate) {
            throw refusal(user, task);
        }
    }

    private static boolean isAdmin(Authentication user) {
        return user.getGroupIds() != null && user.getGroupIds().contains(Groups.CAMUNDA_ADMIN);
    }

    private static AuthorizationException refusal(Authentication user, TaskEntity task) {
        return new AuthorizationException(user.getUserId(), "TASK_WORK", "Task", task.getId());
    }
}
