package org.shouwang.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** How nodes take due jobs from each other. Jobs of other tests may be due too, so only those of these cases are looked at. */
class NodeJobExecutorTest extends IntegrationTest {

    private static final int ALL = 1_000_000;

    @Autowired
    private ProcessEngine engine;
    @Autowired
    private TransactionTemplate transactions;

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
