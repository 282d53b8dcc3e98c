package org.shouwang.engine;

import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
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
 * Starts processes that begin without a form, and tells running processes what has happened elsewhere, in its transaction. The
 * caller has checked the user's rights.
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
     * Starts a process for a case that has just been stored.
     *
     * @param processKey the key of the process
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
     * Sends a message to the process of a case.
     *
     * @param caseNo  the number of a case whose process waits for the message
     * @param message the message's name
     */
    public void send(String caseNo, String message) {
        send(caseNo, message, Map.of());
    }

    /**
     * Sends a message with variables to the process of a case.
     *
     * @param caseNo    the number of a case whose process waits for the message
     * @param message   the message's name
     * @param variables variables for the whole process
     */
    public void send(String caseNo, String message, Map<String, Object> variables) {
        correlate(message, to -> to.processInstanceBusinessKey(caseNo).setVariables(variables));
    }

    /**
     * Sends a message that begins a task beside the others in the process of a case.
     *
     * @param caseNo    the number of the case
     * @param message   the message's name
     * @param reference the id of the task's subject, such as a finding; only this task knows it
     */
    public void sendAbout(String caseNo, String message, long reference) {
        correlate(message, to -> to.processInstanceBusinessKey(caseNo).setVariableToTriggeredScope(TaskContext.REFERENCE, reference));
    }

    /**
     * Sends a message that begins a task beside the others in a process instance.
     *
     * @param instanceId the engine's id of the instance
     * @param message    the message's name
     * @param reference  the id of the task's subject, such as an objection; only this task knows it
     */
    public void sendToInstance(String instanceId, String message, long reference) {
        correlate(message, to -> to.processInstanceId(instanceId).setVariableToTriggeredScope(TaskContext.REFERENCE, reference));
    }

    /**
     * Moves the process of a case to another version of its process. Its open tasks and running timers go on as they are. If the
     * process cannot be moved, the caller has to roll its transaction back.
     *
     * @param caseNo       the number of a case whose process runs
     * @param deploymentId the engine's id of the deployment with the other version
     * @return the element ids of the places at which it stands and which the other version lacks; empty if it was moved
     */
    public Set<String> moveTo(String caseNo, String deploymentId) {
        return authority.asProgram(() -> {
            RuntimeService runtime = engine.getRuntimeService();
            String instance = tasks.instanceOf(caseNo).orElseThrow();
            String from = runtime.createProcessInstanceQuery().processInstanceId(instance).singleResult().getProcessDefinitionId();
            String to = engine.getRepositoryService().createProcessDefinitionQuery().deploymentId(deploymentId).singleResult().getId();
            Set<String> lacking = new TreeSet<>();
            try {
                runtime.newMigration(runtime.createMigrationPlan(from, to).mapEqualActivities().build()).processInstanceIds(instance).execute();
            } catch (MigratingProcessInstanceValidationException e) {
                e.getValidationReport().getActivityInstanceReports().forEach(each -> lacking.add(each.getSourceScopeId()));
                e.getValidationReport().getTransitionInstanceReports().forEach(each -> lacking.add(each.getSourceScopeId()));
            }
            return lacking;
        });
    }

    /**
     * @param caseNo the number of a case
     * @return the element ids of the places at which its process stands, each as often as it stands there, in the order of the
     *     alphabet; empty if the process has ended
     */
    public List<String> placesOf(String caseNo) {
        return authority.asProgram(() -> tasks.instanceOf(caseNo).stream()
                .flatMap(instance -> namesOf(engine.getRuntimeService().getActivityInstance(instance))).sorted().toList());
    }

    /** Names a part of a process and all in it, with what the engine is about to do there. */
    private static Stream<String> namesOf(ActivityInstance part) {
        return Stream.of(Stream.of(part.getActivityId()), Arrays.stream(part.getChildTransitionInstances()).map(next -> "> " + next.getActivityId()),
                Arrays.stream(part.getChildActivityInstances()).flatMap(CaseProcesses::namesOf)).flatMap(names -> names);
    }

    private void correlate(String message, UnaryOperator<MessageCorrelationBuilder> to) {
        authority.asProgram(() -> to.apply(engine.getRuntimeService().createMessageCorrelation(message)).correlateWithResult());
    }

    /**
     * Adds an instance to a part of a process that has several instances at once.
     *
     * @param caseNo     the case's number
     * @param activityId the element id of that part
     * @param variables  the variables of the new instance
     * @return whether the instance was added, which is so if the process is at that part at the moment
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
     * Takes the process of a case back from where it stands to a task that was done before. The parts of the process in which
     * both lie go on, so that their limits do not begin anew.
     *
     * @param caseNo     the case's number
     * @param activityId the element id of the task
     * @param variables  variables for the whole process that have other values again
     * @return whether the process was taken back; it is not if it has ended or stands at several places at once
     */
    public boolean goBack(String caseNo, String activityId, Map<String, Object> variables) {
        return authority.asProgram(() -> {
            RuntimeService runtime = engine.getRuntimeService();
            String instance = tasks.instanceOf(caseNo).orElse(null);
            List<ActivityInstance> places = instance == null ? List.of() : placesIn(runtime.getActivityInstance(instance)).toList();
            if (places.size() != 1) {
                return false;
            }
            runtime.setVariables(instance, variables);
            // The task is begun before the place is left, since the part round both would end in between.
            runtime.createProcessInstanceModification(instance).startBeforeActivity(activityId)
                    .cancelActivityInstance(places.get(0).getId()).execute();
            return true;
        });
    }

    private static Stream<ActivityInstance> placesIn(ActivityInstance part) {
        return part.getChildActivityInstances().length == 0 ? Stream.of(part)
                : Arrays.stream(part.getChildActivityInstances()).flatMap(CaseProcesses::placesIn);
    }

    /**
     * Sets the time at which a task is overdue.
     *
     * @param caseNo    the case's number
     * @param reference the id of the task's subject
     * @param due       the moment from which the task is overdue
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
     * Moves a limit of a case: its timers, and the times of all open tasks. A timer that has fired already does not come back.
     *
     * @param caseNo       the case's number
     * @param warningTimer the element id of the timer that fires with the warning
     * @param warnAt       the new moment of the warning
     * @param dueTimer     the element id of the timer that fires after the last day
     * @param dueAt        the new end of the last day
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
