package org.shouwang.engine;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.camunda.bpm.engine.runtime.ProcessInstanceWithVariables;
import org.camunda.bpm.engine.task.Task;
import org.shouwang.security.EngineAuthority;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The product's one voice to its processes: begins those that nobody starts by a form, and tells running ones what has happened
 * elsewhere, in its transaction. Whoever calls has checked what the user may do.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class CaseProcesses {

    private static final String BODY = "#multiInstanceBody";

    private final ProcessEngine engine;
    private final CaseTasks tasks;
    private final EngineAuthority authority;

    CaseProcesses(@Lazy ProcessEngine engine, CaseTasks tasks, EngineAuthority authority) {
        this.engine = engine;
        this.tasks = tasks;
        this.authority = authority;
    }

    /**
     * Begins a process for a case that has just been stored.
     *
     * @param processKey the process
     * @param started    the case
     */
    public void start(String processKey, StartStep.StartedCase started) {
        begin(processKey, started);
    }

    ProcessInstanceWithVariables begin(String processKey, StartStep.StartedCase started) {
        Map<String, Object> variables = new HashMap<>(started.variables());
        if (started.countyCode() != null) {
            variables.put(CountyTenants.COUNTY, started.countyCode());
        }
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        return authority.asProgram(() -> ProcessInstantiationBuilderImpl
                .createProcessInstanceByKey(configuration.getCommandExecutorTxRequired(), processKey)
                .businessKey(started.caseNo()).setVariables(variables).executeWithVariablesInReturn());
    }

    /**
     * @param caseNo  a case whose process waits for the message
     * @param message the message's name
     */
    public void send(String caseNo, String message) {
        send(caseNo, message, Map.of());
    }

    /**
     * @param caseNo    a case whose process waits for the message
     * @param message   the message's name
     * @param variables what it brings along for the whole process
     */
    public void send(String caseNo, String message, Map<String, Object> variables) {
        correlate(message, to -> to.processInstanceBusinessKey(caseNo).setVariables(variables));
    }

    /**
     * @param caseNo    a case in whose process the message begins a task beside the others
     * @param message   the message's name
     * @param reference what that task is about, such as the id of a finding; no other task knows it
     */
    public void sendAbout(String caseNo, String message, long reference) {
        correlate(message, to -> to.processInstanceBusinessKey(caseNo).setVariableToTriggeredScope(TaskContext.REFERENCE, reference));
    }

    /**
     * @param instanceId the engine's id of an instance in which the message begins a task beside the others
     * @param message    the message's name
     * @param reference  what that task is about, such as the id of an objection; no other task knows it
     */
    public void sendToInstance(String instanceId, String message, long reference) {
        correlate(message, to -> to.processInstanceId(instanceId).setVariableToTriggeredScope(TaskContext.REFERENCE, reference));
    }

    private void correlate(String message, UnaryOperator<MessageCorrelationBuilder> to) {
        authority.asProgram(() -> to.apply(engine.getRuntimeService().createMessageCorrelation(message)).correlateWithResult());
    }

    /**
     * Adds another instance to a part of a process that is done several times at once.
     *
     * @param caseNo     the case
     * @param activityId that part
     * @param variables  what is its own
     * @return whether it was added: that part is being done at the moment
     */
    public boolean addInstance(String caseNo, String activityId, Map<String, Object> variables) {
        return authority.asProgram(() -> {
            RuntimeService runtime = engine.getRuntimeService();
            String instance = tasks.instanceOf(caseNo).orElseThrow();
            ActivityInstance[] bodies = runtime.getActivityInstance(instance).getActivityInstances(activityId + BODY);
            if (bodies.length == 0) {
                return false;
            }
            runtime.createProcessInstanceModification(instance).startBeforeActivity(activityId, bodies[0].getId())
                    .setVariablesLocal(variables).execute();
            return true;
        });
    }

    /**
     * @param caseNo    a case
     * @param reference what its task is about
     * @param due       the moment from which that task is overdue
     */
    public void taskDue(String caseNo, long reference, Instant due) {
        authority.asProgram(() -> {
            TaskService service = engine.getTaskService();
            service.createTaskQuery().processInstanceBusinessKey(caseNo).list().stream()
                    .filter(task -> Long.valueOf(reference).equals(service.getVariable(task.getId(), TaskContext.REFERENCE)))
                    .forEach(task -> {
                        task.setDueDate(Date.from(due));
                        service.saveTask(task);
                    });
            return null;
        });
    }

    /**
     * Moves a limit of a case: its timers, and the dates of all its open tasks. A timer that has fired already is gone for good.
     *
     * @param caseNo       a case
     * @param warningTimer the id of the timer that fires with the warning
     * @param warnAt       the new moment of the warning
     * @param dueTimer     the id of the timer that fires when the limit is over
     * @param dueAt        the new moment at which it is over
     */
    public void moveLimit(String caseNo, String warningTimer, Instant warnAt, String dueTimer, Instant dueAt) {
        authority.asProgram(() -> {
            engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(caseNo).list().forEach(instance -> {
                moveTimer(instance.getId(), warningTimer, warnAt);
                moveTimer(instance.getId(), dueTimer, dueAt);
            });
            for (Task task : engine.getTaskService().createTaskQuery().processInstanceBusinessKey(caseNo).list()) {
                task.setDueDate(Date.from(dueAt));
                task.setFollowUpDate(Date.from(warnAt));
                engine.getTaskService().saveTask(task);
            }
            return null;
        });
    }

    private void moveTimer(String instanceId, String activityId, Instant at) {
        ManagementService management = engine.getManagementService();
        management.createJobQuery().timers().processInstanceId(instanceId).activityId(activityId).list()
                .forEach(timer -> management.setJobDuedate(timer.getId(), Date.from(at)));
    }
}
