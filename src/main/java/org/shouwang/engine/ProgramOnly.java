package org.shouwang.engine;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.AbstractNativeQuery;
import org.camunda.bpm.engine.impl.cmd.AbstractSetTaskPropertyCmd;
import org.camunda.bpm.engine.impl.cmd.AddCommentCmd;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CreateAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.CreateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.cmd.EvaluateStartConditionCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.PatchTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.RemoveTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.SaveAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.SaveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Keeps for the program what only the program does, after the door has checked what a user wants: starting, completing,
 * and whatever else changes a task. Nobody who has signed in, administrators included, gets round a task's form by
 * another command, and nobody queries the database directly or deploys.
 */
final class ProgramOnly extends CommandInterceptor {

    private static final List<Class<?>> COMMANDS = List.of(
            StartProcessInstanceCmd.class, StartProcessInstanceAtActivitiesCmd.class, SubmitStartFormCmd.class,
            EvaluateStartConditionCmd.class,
            CompleteTaskCmd.class, SubmitTaskFormCmd.class, HandleTaskBpmnErrorCmd.class, HandleTaskEscalationCmd.class,
            DelegateTaskCmd.class, CreateTaskCmd.class, SaveTaskCmd.class, AbstractSetTaskPropertyCmd.class,
            DeleteIdentityLinkCmd.class,
            SetTaskVariablesCmd.class, RemoveTaskVariablesCmd.class, PatchTaskVariablesCmd.class,
            AddCommentCmd.class, CreateAttachmentCmd.class, SaveAttachmentCmd.class,
            AbstractNativeQuery.class, DeployCmd.class);

    @Override
    public <T> T execute(Command<T> command) {
        boolean forSomebody = Context.getCommandContext().getAuthentication() != null;
        // Whom a task is assigned to is decided by DoorTaskService.
        if (forSomebody && !(command instanceof AssignTaskCmd)
                && COMMANDS.stream().anyMatch(type -> type.isInstance(command))) {
            throw new AuthorizationException("您没有调用此接口的权限");
        }
        return next.execute(command);
    }
}
