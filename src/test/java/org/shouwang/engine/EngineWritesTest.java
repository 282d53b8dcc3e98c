package org.shouwang.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.security.EngineAuthority;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests that the engine writes the same with fewer statements, and learns at once what others have changed (ADR 0061). */
class EngineWritesTest extends IntegrationTest {

    private static final List<String> RUNNING = List.of("act_ru_task", "act_ru_variable", "act_ru_event_subscr", "act_ru_execution");

    /** The engine looks at the clock once when it makes a task and once more when it writes that down. */
    private static final long CLOCK_MS = 1_000;

    @Autowired
    private ProcessEngine engine;
    @Autowired
    private EngineAuthority authority;

    @Test
    void theHistoryTellsHowEachTaskAndPartEndedAndNothingIsLeftRunning() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String instance = processOf(flow.caseNo()).getId();

        flow.untilApproval(clock).approved().announced().entered();

        HistoryService history = engine.getHistoryService();
        assertThat(asProgram(() -> history.createHistoricTaskInstanceQuery().processInstanceId(instance).list()))
                .hasSize(8).allSatisfy(task -> {
                    assertThat(task.getEndTime()).isAfterOrEqualTo(task.getStartTime());
                    assertThat(task.getDurationInMillis()).isCloseTo(task.getEndTime().getTime() - task.getStartTime().getTime(), within(CLOCK_MS));
                    assertThat(task.getTaskState()).isEqualTo("Completed");
                    assertThat(task.getDeleteReason()).isEqualTo("completed");
                });
        assertThat(asProgram(() -> history.createHistoricActivityInstanceQuery().processInstanceId(instance).list()))
                .isNotEmpty().allSatisfy(part -> {
                    assertThat(part.getEndTime()).isNotNull();
                    assertThat(part.isCanceled()).isEqualTo(false);
                });
        assertThat(RUNNING).allSatisfy(table -> assertThat(database.sql("select count(*) from public." + table + " where proc_inst_id_ = ?")
                .param(instance).query(Long.class).single()).as(table).isZero());
        assertThat(asProgram(() -> engine.getManagementService().createJobQuery().processInstanceId(instance).count())).isZero();
    }

    @Test
    void aTaskThatSomebodyElseHasChangedDoesNotEnd() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        Task task = asProgram(() -> engine.getTaskService().createTaskQuery().processInstanceBusinessKey(flow.caseNo()).singleResult());

        assertThatThrownBy(() -> asProgram(() -> ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired().execute(inside -> {
                    TaskEntity loaded = inside.getTaskManager().findTaskById(task.getId());
                    database.sql("update public.act_ru_task set rev_ = rev_ + 1 where id_ = ?").param(task.getId()).update();
                    loaded.delete("deleted", false);
                    return null;
                }))).isInstanceOf(OptimisticLockingException.class);

        assertThat(flow.verified().steps()).hasSize(1);
    }

    @Test
    void aSuspendedProcessDoesNotBeginUntilItIsActivated() {
        shouwang.newCase(TestPeople.somebody(), TODAY);
        Answer refused;
        program(() -> engine.getRepositoryService().suspendProcessDefinitionByKey(MonitoringIdentificationProcess.KEY));
        try {
            refused = shouwang.partner().startClue(Payloads.clue(TestPeople.somebody(), TODAY));
        } finally {
            program(() -> engine.getRepositoryService().activateProcessDefinitionByKey(MonitoringIdentificationProcess.KEY));
        }

        assertThat(refused.status()).isGreaterThanOrEqualTo(400);
        assertThat(shouwang.newCase(TestPeople.somebody(), TODAY).verified().steps()).hasSize(1);
    }

    @Test
    void aTimerWhoseDefinitionIsSuspendedWaits() {
        shouwang.newCase(TestPeople.somebody(), TODAY);
        CaseFlow suspended;
        program(() -> engine.getManagementService().suspendJobDefinitionByProcessDefinitionKey(MonitoringIdentificationProcess.KEY));
        try {
            suspended = shouwang.newCase(TestPeople.somebody(), TODAY);
        } finally {
            program(() -> engine.getManagementService().activateJobDefinitionByProcessDefinitionKey(MonitoringIdentificationProcess.KEY));
        }
        CaseFlow active = shouwang.newCase(TestPeople.somebody(), TODAY);

        assertThat(timers(suspended)).hasSize(2).allMatch(Job::isSuspended);
        assertThat(timers(active)).hasSize(2).noneMatch(Job::isSuspended);
    }

    private List<Job> timers(CaseFlow flow) {
        return asProgram(() -> engine.getManagementService().createJobQuery().processInstanceId(processOf(flow.caseNo()).getId()).list());
    }

    private <T> T asProgram(Supplier<T> work) {
        return authority.asProgram(work);
    }

    private void program(Runnable work) {
        asProgram(() -> {
            work.run();
            return null;
        });
    }
}
