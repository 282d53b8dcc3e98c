package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.shouwang.shared.DatabaseLimits;
import org.shouwang.shared.LongWork;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** Tests that everything which holds the database or waits for it ends after a while, on the database server too. */
class TimeLimitsTest extends IntegrationTest {

    private static final List<String> LIMITS = List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout",
            "client_connection_check_interval");

    @Autowired
    private TransactionTemplate transactions;
    @Autowired
    private LongWork longWork;
    @LocalServerPort
    private int port;

    @Test
    void everyConnectionHasLimitsAndOnlyNamedWorkHasLongerOnes() {
        assertThat(limits()).containsExactly("30s", "10s", "1min", "2s");

        transactions.executeWithoutResult(status -> {
            longWork.begin(LongWork.Kind.IMPORT);
            assertThat(limits()).containsExactly("10min", "10min", "10min", "2s");
            status.setRollbackOnly();
        });
        transactions.executeWithoutResult(status -> assertThat(limits()).containsExactly("30s", "10s", "1min", "2s"));
    }

    @Test
    void whatTheDatabaseGivesUpIsKnownAsThatAndNothingElseIs() {
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
            database.sql("set local statement_timeout = 100").update();
            database.sql("select pg_sleep(20)").query(row -> { });
        })).matches(DatabaseLimits::isReached);
        assertThatThrownBy(() -> database.sql("select 1 / 0").query(Integer.class).single()).matches(e -> !DatabaseLimits.isReached(e));
    }

    @Test
    void whoeverWaitsForAnothersLockIsToldSoAtEveryDoorAndNothingIsHalfDone() {
        LoanFlow loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 20000).untilDisbursed();
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String visit = shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);
        BrowserSession bank = new BrowserSession(port);
        bank.signIn(LoanFlow.BANK, Shouwang.PASSWORD);
        bank.get("/loans/" + loan.loanNo() + "/repayment");
        Map<String, Object> found = shouwang.variables(Payloads.atRisk(flow.head(), TODAY));

        transactions.executeWithoutResult(status -> {
            longWork.begin(LongWork.Kind.IMPORT);
            lock(loan.loanNo());
            lock(flow.caseNo());
            CompletableFuture<Answer> program = CompletableFuture.supplyAsync(() -> loan.repay(1000));
            CompletableFuture<BrowserSession.Page> page = CompletableFuture.supplyAsync(() -> bank.post("/loans/" + loan.loanNo()
                    + "/repayment", new HashMap<>(Map.of("amount", "1000", "paidOn", clock.today().toString(), "receiptNo", ""))));
            CompletableFuture<Answer> engine = CompletableFuture.supplyAsync(() ->
                    shouwang.village().post("/engine-rest/task/" + visit + "/submit-form", found));
            await().atMost(Duration.ofSeconds(40)).until(() -> program.isDone() && page.isDone() && engine.isDone());

            assertThat(program.join().status()).as(program.join().text()).isEqualTo(503);
            assertThat(program.join().get("detail")).isEqualTo(DatabaseLimits.TOLD);
            assertThat(page.join().status()).isEqualTo(503);
            assertThat(page.join().text()).contains(DatabaseLimits.TOLD);
            assertThat(page.join().headers().firstValue("Retry-After")).isPresent();
            assertThat(engine.join().status()).as(engine.join().text()).isEqualTo(503);
            assertThat(engine.join().get("message")).isEqualTo(DatabaseLimits.TOLD);
            assertThat(database.sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query_start < "
                    + "clock_timestamp() - interval '11 seconds'").query(Long.class).single()).as("the server does not go on for nobody").isZero();
        });

        assertThat(loan.amount("outstanding")).isEqualByComparingTo("20000");
        assertThat(flow.steps()).isEmpty();
        assertThat(loan.repay(1000).status()).isEqualTo(201);
        assertThat(shouwang.village().post("/engine-rest/task/" + visit + "/submit-form", found).status()).isBetween(200, 204);
    }

    private void lock(String caseNo) {
        database.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))").param(caseNo).query(row -> { });
    }

    private List<String> limits() {
        return LIMITS.stream().map(limit -> database.sql("show " + limit).query(String.class).single()).toList();
    }
}
