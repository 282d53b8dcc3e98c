package org.shouwang.engine;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.AbstractNativeQuery;
import org.camunda.bpm.engine.impl.batch.DeleteBatchCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractCorrelateMessageCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractDeleteProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractDeleteProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractModificationCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractRestartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetStateCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetTaskPropertyCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractUpdateProcessInstancesSuspendStateCmd;
import org.camunda.bpm.engine.impl.cmd.AddCommentCmd;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CreateAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.CreateIncidentCmd;
import org.camunda.bpm.engine.impl.cmd.CreateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteDeploymentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteJobCmd;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.cmd.EvaluateStartConditionCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.MessageEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.ModifyProcessInstanceAsyncCmd;
import org.camunda.bpm.engine.impl.cmd.ModifyProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.PatchExecutionVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.PatchTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.RecalculateJobDuedateCmd;
import org.camunda.bpm.engine.impl.cmd.RemoveExecutionVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.RemoveTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveIncidentCmd;
import org.camunda.bpm.engine.impl.cmd.SaveAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.SaveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SetExecutionVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobDuedateCmd;
import org.camunda.bpm.engine.impl.cmd.SetProcessDefinitionVersionCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.SignalCmd;
import org.camunda.bpm.engine.impl.cmd.SignalEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.cmd.batch.CorrelateAllMessageBatchCmd;
import org.camunda.bpm.engine.impl.cmd.batch.DeleteProcessInstanceBatchCmd;
import org.camunda.bpm.engine.impl.cmd.batch.variables.SetVariablesToProcessInstancesBatchCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.migration.AbstractMigrationCmd;

/**
 * Reserves commands for the program, which runs them after {@link ProcessDoor} has checked the user's input: starting and
 * completing, and every other change of a task. No user, not even an administrator, can evade a task's form by another
 * command, query the database directly or deploy. Nobody changes the position of running instances either, unless an operator
 * has allowed repairs.
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
    private static final List<Class<?>> REPAIRS = List.of(
            ModifyProcessInstanceCmd.class, ModifyProcessInstanceAsyncCmd.class, AbstractModificationCmd.class,
            AbstractRestartProcessInstanceCmd.class, AbstractMigrationCmd.class, SetProcessDefinitionVersionCmd.class,
            SetExecutionVariablesCmd.class, RemoveExecutionVariablesCmd.class, PatchExecutionVariablesCmd.class,
            SetVariablesToProcessInstancesBatchCmd.class,
            AbstractCorrelateMessageCmd.class, CorrelateAllMessageBatchCmd.class, MessageEventReceivedCmd.class,
            SignalCmd.class, SignalEventReceivedCmd.class,
            AbstractSetStateCmd.class, AbstractUpdateProcessInstancesSuspendStateCmd.class,
            AbstractDeleteProcessInstanceCmd.class, DeleteProcessInstanceBatchCmd.class, DeleteBatchCmd.class,
            AbstractDeleteProcessDefinitionCmd.class, DeleteDeploymentCmd.class,
            SetJobDuedateCmd.class, RecalculateJobDuedateCmd.class, DeleteJobCmd.class, ExecuteJobsCmd.class,
            CreateIncidentCmd.class, ResolveIncidentCmd.class);

    private final List<Class<?>> kept;
    private final boolean repairs;

    /**
     * @param repairs whether administrators may change running instances
     */
    ProgramOnly(boolean repairs) {
        this.repairs = repairs;
        kept = repairs ? COMMANDS : Stream.concat(COMMANDS.stream(), REPAIRS.stream()).toList();
    }

    @Override
    public <T> T execute(Command<T> command) {
        boolean forSomebody = Context.getCommandContext().getAuthentication() != null;
        // DoorTaskService decides to whom a task may be assigned.
        if (forSomebody && !(command instanceof AssignTaskCmd) && kept.stream().anyMatch(type -> type.isInstance(command))) {
            boolean repair = !repairs && REPAIRS.stream().anyMatch(type -> type.isInstance(command));
            throw new AuthorizationException(repair ? EngineProperties.REPAIRS_ARE_OFF : "您没有调用此接口的权限");
        }
        return next.execute(command);
    }
}
