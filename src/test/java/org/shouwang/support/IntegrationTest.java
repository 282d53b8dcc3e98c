package org.shouwang.support;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDateTime;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.support.DependencyInjectionTestExecutionListener;

/**
 * A test of the whole product over real HTTP on a real PostgreSQL server, with the demonstration's regions and users. Every
 * test begins at nine in the morning of {@link #TODAY} and leaves data only in cases of its own. Spring only injects beans:
 * its other listeners would look for mocks in each bean before and after every test. All tests share one product, with the
 * procedures of the tests' folder, since the engine's REST door knows one engine per JVM.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "shouwang.procedures.folder=${procedures:src/test/resources/procedures}")
@ActiveProfiles("demo")
@Import(TestSupport.class)
@TestExecutionListeners(DependencyInjectionTestExecutionListener.class)
@ExtendWith(ApplicationEndsBeforeDatabase.class)
public abstract class IntegrationTest {

    /** The day on which every test begins. */
    protected static final String TODAY = "2026-03-02";
    /** The moment at which every test begins, in Asia/Shanghai. */
    protected static final LocalDateTime NOW = LocalDateTime.parse("2026-03-02T09:00:00");

    @Autowired
    protected TestClock clock;
    @Autowired
    protected Shouwang shouwang;
    @Autowired
    protected JdbcClient database;

    @Autowired
    protected JobExecutor jobExecutor;
    @Autowired
    private ManagementService managementService;
    @Autowired
    private ProcessEngine engine;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", TestDatabase::url);
        registry.add("shouwang.demo.households", () -> 0);
        // Every move of the clock makes the product check each login anew, so passwords have the lowest cost that bcrypt
        // allows.
        registry.add("shouwang.security.password-strength", () -> 4);
        registry.add("shouwang.webhooks.look-every", () -> "100ms");
        // The days of the tests' clock pass in seconds; a test that wants the daily counts asks for them.
        registry.add("shouwang.digest.look-every", () -> "1d");
        registry.add("shouwang.digest.address", () -> "https://shouwang.example/");
        registry.add("shouwang.files.clamav", PlayedClamav::address);
        registry.add("shouwang.webhooks.answer-timeout", () -> "3s");
        registry.add("shouwang.webhooks.max-attempts", () -> 4);
    }

    /**
     * Sets the clock to the morning. The engine's job executor is stopped meanwhile, so that no search for due timers begins
     * before the clock goes back and ends after it. Jobs that another test had locked in its own future become free.
     */
    @BeforeEach
    protected void beginInTheMorning() {
        jobExecutor.shutdown();
        database.sql("update public.act_ru_job set lock_owner_ = null, lock_exp_time_ = null where lock_owner_ is not null").update();
        // No list is dated before the last one, which another test may have made in its own future.
        database.sql("update shouwang.case_list set made_on = ?::date where made_on > ?::date").params(TODAY, TODAY).update();
        // All tests sign in from one address at one moment.
        database.sql("delete from shouwang.login_attempt").update();
        clock.setTo(NOW);
        jobExecutor.start();
        BpmnAwareTests.init(engine);
    }

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    /**
     * Returns the process instance of a case, running or ended, for the assertions of {@link BpmnAwareTests}. The notice of a
     * case is a process instance of its own.
     *
     * @param caseNo the number of a case, loan or problem
     */
    protected ProcessInstance processOf(String caseNo) {
        return CaseProcess.of(engine.getHistoryService().createHistoricProcessInstanceQuery().processInstanceBusinessKey(caseNo)
                .rootProcessInstances().singleResult());
    }

    /**
     * Returns the process instance of a notice, for the assertions of {@link BpmnAwareTests}.
     *
     * @param caseNo the number of a case whose public notice is running
     */
    protected ProcessInstance noticeOf(String caseNo) {
        return CaseProcess.of(engine.getHistoryService().createHistoricProcessInstanceQuery()
                .superProcessInstanceId(processOf(caseNo).getId()).unfinished().singleResult());
    }

    /** Waits until every timer that is due, and is not suspended, has fired. */
    protected void awaitTimers() {
        await().atMost(CaseFlow.TIMER).pollInterval(Duration.ofMillis(50)).until(() ->
                managementService.createJobQuery().timers().executable().active().count() == 0);
    }
}
