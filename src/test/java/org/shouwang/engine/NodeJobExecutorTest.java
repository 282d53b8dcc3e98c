package org.shouwang.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.deadline.LimitRule;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.SqlRecorder;
import org.shouwang.support.SqlRecorder.Recorded;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.TaskExecutor;
import org.springframework.transaction.support.TransactionTemplate;

/** How nodes take due jobs from each other. Jobs of other tests may be due too, so only those of these cases are looked at. */
class NodeJobExecutorTest extends IntegrationTest {

    private static final int ALL = 1_000_000;

    @Autowired
    private ProcessEngine engine;
    @Autowired
    private TransactionTemplate transactions;
    @Autowired
    @Qualifier("camundaTaskExecutor")
    private TaskExecutor threads;
    @Autowired
    private CamundaBpmProperties properties;
    @Autowired
    private AdjustableClock nodesClock;
    @Autowired
    private NotesOfJobs notes;

    @BeforeEach
    void nobodyTakesJobs() {
        jobExecutor.shutdown();
    }

    @Test
    void whatOneNodeIsTakingAnotherPassesOverWithoutWaiting() {
        CaseFlow first = shouwang.newCase(TestPeople.somebody(), TODAY);
        CaseFlow second = shouwang.newCase(TestPeople.somebody(), TODAY);
        clock.advanceDays(13);

        transactions.executeWithoutResult(open -> {
            takeOf(first);
            List<String> taken = CompletableFuture.supplyAsync(() -> ids(take())).orTimeout(5, TimeUnit.SECONDS).join();

            assertThat(taken).containsAll(due(second)).doesNotContainAnyElementsOf(due(first));
        });
    }

    @Test
    void jobsOfOneCaseAreTakenTogetherAndOnce() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        clock.advanceDays(16);
        List<String> due = due(flow);

        AcquiredJobs taken = take();

        assertThat(due).hasSize(2);
        assertThat(taken.getJobIdBatches()).anySatisfy(batch -> assertThat(batch).containsExactlyInAnyOrderElementsOf(due));
        assertThat(ids(take())).doesNotContainAnyElementsOf(due);
    }

    @Test
    void aJobWaitsWhileAnotherOfItsCaseIsAtWork() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        clock.advanceDays(13);
        List<String> warning = due(flow);
        assertThat(ids(take())).containsAll(warning);

        database.sql("update public.act_ru_job set duedate_ = now() - interval '1 year' where process_instance_id_ = ? and lock_owner_ is null")
                .param(processOf(flow.caseNo()).getId()).update();

        assertThat(due(flow)).hasSize(2);
        assertThat(ids(take())).doesNotContainAnyElementsOf(due(flow));
    }

    @Test
    void jobsOfANodeThatDiedAreTakenLater() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        clock.advanceDays(13);
        List<String> due = due(flow);
        assertThat(ids(take())).containsAll(due);

        clock.advanceDays(1);

        assertThat(ids(take())).containsAll(due);
    }

    @Test
    void warningsOfManyCasesAreGivenInOneTransaction() {
        List<CaseFlow> flows = casesWithWarning(3);
        List<String> jobs = flows.stream().flatMap(flow -> due(flow).stream()).toList();

        List<String> together = batchOf(jobs.get(0));
        carryOut(together);

        assertThat(together).containsAll(jobs);
        assertThat(flows).allSatisfy(flow -> assertThat(timesWarned(flow)).isEqualTo(1));
        assertThat(database.sql("select count(distinct xmin::text) from shouwang.deadline where case_no in (:cases) and warned_at is not null")
                .param("cases", flows.stream().map(CaseFlow::caseNo).toList()).query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void warningsOfManyCasesAreNotedByOneStatementBeforeTheEngineWrites() {
        List<CaseFlow> flows = casesWithWarning(9);
        List<String> jobs = flows.stream().flatMap(flow -> due(flow).stream()).toList();

        Recorded three = SqlRecorder.record(() -> carryOut(jobs.subList(0, 3)));
        Recorded six = SqlRecorder.record(() -> carryOut(jobs.subList(3, 9)));

        List<String> sent = six.statements().stream().map(statement -> statement.sql().strip().toLowerCase(Locale.ROOT)).toList();
        List<Integer> notes = IntStream.range(0, sent.size()).filter(i -> sent.get(i).startsWith("update shouwang.deadline")).boxed().toList();
        assertThat(notes).hasSize(1);
        assertThat(sent.subList(0, notes.get(0))).noneMatch(sql -> sql.matches("(?s)(insert|update|delete|with).*act_.*"));
        assertThat(sent.subList(notes.get(0), sent.size())).anyMatch(sql -> sql.contains("act_hi_actinst"));
        assertThat(six.trips()).isEqualTo(three.trips());
        assertThat(flows).allSatisfy(flow -> assertThat(timesWarned(flow)).isEqualTo(1));
    }

    @Test
    void oneThatFailsHoldsUpNoneOfTheOthersAndIsTakenAloneAfterwards() {
        List<CaseFlow> flows = casesWithWarning(4);
        CaseFlow broken = flows.get(1);
        CaseFlow later = flows.get(3);
        String job = due(broken).get(0);
        database.sql("update public.act_ru_job set handler_cfg_ = 'no_such_timer' where id_ = ?").param(job).update();

        carryOut(flows.subList(0, 3).stream().flatMap(flow -> due(flow).stream()).toList());

        assertThat(List.of(flows.get(0), flows.get(2))).allSatisfy(flow -> assertThat(timesWarned(flow)).isEqualTo(1));
        assertThat(timesWarned(broken)).isZero();
        assertThat(engine.getManagementService().createJobQuery().jobId(job).singleResult().getRetries()).isEqualTo(2);
        assertThat(take().getJobIdBatches()).contains(List.of(job)).anySatisfy(batch -> assertThat(batch).containsAll(due(later)));
    }

    @Test
    void twoNodesGiveEachWarningOnce() {
        List<CaseFlow> flows = casesWithWarning(12);
        NodeJobExecutor other = new NodeJobExecutor(threads, properties, database, nodesClock, notes);
        other.setMaxJobsPerAcquisition(2);
        other.registerProcessEngine((ProcessEngineImpl) engine);

        other.start();
        try {
            taking(2, () -> await().atMost(30, TimeUnit.SECONDS).until(() -> flows.stream().allMatch(flow -> due(flow).isEmpty())));
        } finally {
            other.shutdown();
        }

        assertThat(flows).allSatisfy(flow -> assertThat(timesWarned(flow)).isEqualTo(1));
    }

    /** Lets cases begin and the warnings of their first limit be due. */
    private List<CaseFlow> casesWithWarning(int count) {
        List<CaseFlow> flows = IntStream.range(0, count).mapToObj(i -> shouwang.newCase(TestPeople.somebody(), TODAY)).toList();
        clock.advanceDays(13);
        return flows;
    }

    private List<String> batchOf(String job) {
        return take().getJobIdBatches().stream().filter(batch -> batch.contains(job)).findFirst().orElseThrow();
    }

    /** Carries jobs out on this thread, as a node does that is at work but takes no others. */
    private void carryOut(List<String> jobs) {
        taking(0, () -> jobExecutor.getExecuteJobsRunnable(jobs, (ProcessEngineImpl) engine).run());
    }

    /** Does something while the node takes so many jobs at once. */
    private void taking(int most, Runnable meanwhile) {
        int usual = jobExecutor.getMaxJobsPerAcquisition();
        jobExecutor.setMaxJobsPerAcquisition(most);
        jobExecutor.start();
        try {
            meanwhile.run();
        } finally {
            jobExecutor.shutdown();
            jobExecutor.setMaxJobsPerAcquisition(usual);
        }
    }

    private long timesWarned(CaseFlow flow) {
        long fired = engine.getHistoryService().createHistoricActivityInstanceQuery().processInstanceId(processOf(flow.caseNo()).getId())
                .activityId(MonitoringIdentificationProcess.TIMER_IDENTIFICATION_WARNING).finished().count();
        assertThat(database.sql("select count(warned_at) from shouwang.deadline where case_no = ? and rule = ?")
                .params(flow.caseNo(), LimitRule.IDENTIFICATION_15D.name()).query(Long.class).single()).isEqualTo(fired);
        return fired;
    }

    private AcquiredJobs take() {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getCommandExecutorTxRequired()
                .execute(jobExecutor.getAcquireJobsCmd(ALL));
    }

    /** Locks the jobs of a case as if another node were taking them in this transaction. */
    private void takeOf(CaseFlow flow) {
        assertThat(database.sql("select id_ from public.act_ru_job where id_ in (:ids) for update").param("ids", due(flow))
                .query(String.class).list()).isNotEmpty();
    }

    private List<String> due(CaseFlow flow) {
        return engine.getManagementService().createJobQuery().processInstanceId(processOf(flow.caseNo()).getId()).executable().list().stream()
                .map(job -> job.getId()).toList();
    }

    private static List<String> ids(AcquiredJobs taken) {
        return taken.getJobIdBatches().stream().flatMap(List::stream).toList();
    }
}
