package org.shouwang.engine;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.shouwang.security.EngineAuthority;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Begins processes that nobody starts by a form, and tells running ones what has happened elsewhere, in its transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class CaseProcesses {

    private static final String BODY = "#multiInstanceBody";

    private final ProcessEngine engine;
    private final RuntimeService runtimeService;
    private final CaseTasks tasks;
    private final EngineAuthority authority;

    CaseProcesses(@Lazy ProcessEngine engine, @Lazy RuntimeService runtimeService, CaseTasks tasks,
                  EngineAuthority authority) {
        this.engine = engine;
        this.runtimeService = runtimeService;
        this.tasks = tasks;
        this.authority = authority;
    }

    /**
     * Begins a process that the program itself starts, such as one for each row of a file; whoever calls has checked what the
     * user may do and stored what it is about.
     *
     * @param processKey the process
     * @param caseNo     the number of what it is about, which becomes the business key
     * @param variables  its first variables, nothing personal; {@code countyCode} makes the county its tenant
     */
    public void start(String processKey, String caseNo, Map<String, Object> variables) {
        authority.asProgram(() -> {
            var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
            return ProcessInstantiationBuilderImpl
                    .createProcessInstanceByKey(configuration.getCommandExecutorTxRequired(), processKey)
                    .businessKey(caseNo).setVariables(variables).executeWithVariablesInReturn();
        });
    }

    /**
     * @param caseNo    a case whose process waits for the message
     * @param message   the message's name
     * @param variables what it brings along
     */
    public void send(String caseNo, String message, Map<String, Object> variables) {
        authority.asProgram(() -> {
            runtimeService.createMessageCorrelation(message).processInstanceBusinessKey(caseNo).setVariables(variables).correlate();
            return null;
        });
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
            String instance = tasks.instanceOf(caseNo).orElseThrow();
            ActivityInstance[] bodies = runtimeService.getActivityInstance(instance).getActivityInstances(activityId + BODY);
            if (bodies.length == 0) {
                return false;
            }
            runtimeService.createProcessInstanceModification(instance).startBeforeActivity(activityId, bodies[0].getId())
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
            engine.getTaskService().createTaskQuery().processInstanceBusinessKey(caseNo).list().stream()
                    .filter(task -> Long.valueOf(reference).equals(engine.getTaskService().getVariable(task.getId(), TaskContext.REFERENCE)))
                    .forEach(task -> {
                        task.setDueDate(Date.from(due));
                        engine.getTaskService().saveTask(task);
                    });
            return null;
        });
    }
}
