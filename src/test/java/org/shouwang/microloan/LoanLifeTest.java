package org.shouwang.microloan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.shouwang.microloan.MicroLoanProcess.APPROVE_COMPENSATION;
import static org.shouwang.microloan.MicroLoanProcess.CHECK_USE;
import static org.shouwang.microloan.MicroLoanProcess.CLEAR_FINDING;
import static org.shouwang.microloan.MicroLoanProcess.COMPENSATION_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.DISBURSE;
import static org.shouwang.microloan.MicroLoanProcess.END_COMPENSATION_PAID;
import static org.shouwang.microloan.MicroLoanProcess.END_REPAID;
import static org.shouwang.microloan.MicroLoanProcess.RECOVERY_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.RECOVER_OVERDUE;
import static org.shouwang.microloan.MicroLoanProcess.SUB_PROCESS_POST_LOAN;
import static org.shouwang.microloan.MicroLoanProcess.TIMER_NEXT_USE_CHECK;
import static org.shouwang.microloan.MicroLoanProcess.USE_CHECK_OUTCOME;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shouwang.deadline.Escalation;
import org.shouwang.microloan.process.LoanSweeper;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.Shouwang;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Tests loans from the disbursement to the last repayment: repayments, extension, use checks, overdue loans and compensation
 * (LN-4 to LN-6).
 */
class LoanLifeTest extends IntegrationTest {

    @Autowired
    private LoanSweeper sweeper;

    @Autowired
    private Escalation escalation;
    @LocalServerPort
    private int port;

    @AfterEach
    void letTimersFire() {
        awaitTimers();
    }

    @Test
    void aLoanOfEightyThousandIsSubsidisedUpToFiftyAndClosedByTheLastRepayment() {
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        LoanFlow loan = LoanFlow.applied(shouwang, household.householdNo(), 80000);
        assertThat(loan.status()).isEqualTo("APPLIED");
        assertThat(loan.amount("principal")).isEqualByComparingTo("80000");
        assertThat(loan.amount("subsidisedPrincipal")).isEqualByComparingTo("50000");
        assertThat(loan.amount("outstanding")).isEqualByComparingTo("0");

        loan.investigated().approved();
        assertThat(loan.status()).isEqualTo("APPROVED");
        loan.confirmed().disbursed();

        assertThat(loan.status()).isEqualTo("DISBURSED");
        assertThat(loan.amount("outstanding")).isEqualByComparingTo("80000");
        assertThat(loan.dueOn()).isEqualTo(clock.today().plusMonths(12));
        assertThat(processOf(loan.loanNo())).task().hasDefinitionKey(CHECK_USE);
        assertThat(loan.repay(30000.55).status()).isEqualTo(201);
        assertThat(loan.amount("outstanding")).isEqualByComparingTo("49999.45");
        Answer last = loan.repay("49999.45");
        assertThat(last.get("status")).isEqualTo("REPAID");
        assertThat(processOf(loan.loanNo())).isEnded().hasPassed(END_REPAID).hasNotPassed(RECOVER_OVERDUE);
        assertThat(loan.repay(1).status()).isEqualTo(409);
        assertThat(LoanFlow.applied(shouwang, household.householdNo(), 100000).amount("subsidisedPrincipal"))
                .as("who has repaid may borrow again (LN-4)").isEqualByComparingTo("50000");
    }

    @Test
    void repaymentsThatMakeNoSenseChangeNothing() {
        LoanFlow loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 20000);
        assertThat(loan.repay(1).status()).as("before the disbursement").isEqualTo(409);
        loan.untilDisbursed();
        String path = "/api/loans/" + loan.loanNo() + "/repayments";
        clock.advanceDays(3);
        String today = clock.today().toString();
        assertThat(loan.bank().post(path, Map.of("amount", 100, "receiptNo", "P1")).status()).isEqualTo(201);
        String before = loan.view().text();

        for (Object amount : List.of(-1, 0, 0.001, 20000, "x", 1e30, true, List.of(1))) {
            assertThat(loan.bank().post(path, Map.of("amount", amount)).wrongFields()).as("%s", amount).containsExactly("amount");
        }
        assertThat(loan.bank().post(path, Map.of()).wrongFields()).containsExactly("amount");
        for (String day : List.of(clock.today().plusDays(1).toString(), clock.today().minusDays(1).toString(), "2026-13-01", "1800-01-01")) {
            assertThat(loan.bank().post(path, Map.of("amount", 1, "paidOn", day)).wrongFields()).as(day).containsExactly("paidOn");
        }
        assertThat(loan.bank().post(path, Map.of("amount", 1, "more", 1)).wrongFields()).containsExactly("more");
        for (String receipt : List.of("P1", "p1", "Ｐ１", "P 1", " P\u30001")) {
            assertThat(loan.bank().post(path, Map.of("amount", 1, "receiptNo", receipt, "paidOn", today)).status()).as(receipt).isEqualTo(409);
        }
        assertThat(loan.bank().post("/api/loans/XD-411081-2026-999999/repayments", Map.of("amount", 1)).status()).isEqualTo(404);
        assertThat(shouwang.as("bank411024").post(path, Map.of("amount", 1)).status()).isEqualTo(404);
        assertThat(shouwang.village().post(path, Map.of("amount", 1)).status()).isEqualTo(403);

        assertThat(loan.view().text()).isEqualTo(before);
    }

    @Test
    void theSameRepaymentWithTheSameKeyCountsOnce() {
        LoanFlow loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 20000).untilDisbursed();
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Idempotency-Key", "repay-" + loan.loanNo());
        String path = "/api/loans/" + loan.loanNo() + "/repayments";

        Answer first = shouwang.partner().send("POST", path, "{\"amount\":5000}", headers);
        Answer again = shouwang.partner().send("POST", path, "{\"amount\":5000}", headers);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.get("outstanding")).isEqualTo(first.get("outstanding"));
        assertThat(loan.amount("outstanding")).isEqualByComparingTo("15000");
        assertThat(shouwang.partner().send("POST", path, "{\"amount\":5001}", headers).status()).isEqualTo(422);
    }

    @Test
    void aLoanIsExtendedOnceAndItsPrincipalStays() {
        LoanFlow loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 20000).untilDisbursed();
        String path = "/api/loans/" + loan.loanNo() + "/extensions";
        assertThat(loan.bank().post(path, Map.of("termMonths", 0, "reason", "受灾")).wrongFields()).containsExactly("termMonths");
        assertThat(loan.bank().post(path, Map.of("termMonths", 1.5)).wrongFields()).containsExactly("termMonths");
        for (Map<String, Object> unreasoned : List.<Map<String, Object>>of(Map.of(), Map.of("kind", "EXTENSION", "reason", " "))) {
            Answer refused = loan.bank().post(path, unreasoned);
            assertThat(refused.wrongFields()).containsExactly("reason");
            assertThat(refused.text()).contains("非主观因素");
        }
        assertThat(loan.bank().post(path, Map.of("kind", "MORE")).wrongFields()).containsExactly("kind");
        assertThat(shouwang.county().post(path, Map.of()).status()).isEqualTo(403);

        Answer extended = loan.bank().post(path, Map.of("termMonths", 6, "kind", "RENEWAL"));

        assertThat(extended.status()).as(extended.text()).isEqualTo(201);
        assertThat(extended.get("extensions")).isEqualTo("1");
        assertThat(loan.dueOn()).isEqualTo(clock.today().plusMonths(12).plusMonths(6));
        assertThat(loan.amount("principal")).isEqualByComparingTo("20000");
        assertThat(loan.amount("outstanding")).isEqualByComparingTo("20000");
        Answer second = loan.bank().post(path, Map.of());
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.get("detail")).contains("LN-4");
        assertThat(loan.dueOn()).isEqualTo(clock.today().plusMonths(18));
        assertThat(shouwang.county().get("/api/deadlines?rule=LOAN_REPAYMENT&caseNo=" + loan.loanNo()).body()
                .path("items").path(0).path("dueOn").asText()).isEqualTo(loan.dueOn().toString());
    }

    @Test
    void overdueFollowsFromTheRowAndRecoveryAndCompensationFollow() {
        LoanFlow loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 80000).untilDisbursed();
        loan.repay(20000);
        jobExecutor.shutdown();
        clock.advanceDays(366);
        assertThat(loan.status()).as("with nothing running").isEqualTo("OVERDUE");
        assertThat(loan.view().get("overdueDays")).isEqualTo("1");
        assertThat(loan.amount("overdueAmount")).isEqualByComparingTo("60000");
        assertThat(shouwang.partner().get("/api/loans?status=OVERDUE&limit=200").body().path("items").findValuesAsText("loanNo"))
                .contains(loan.loanNo());
        assertThat(loan.bank().post("/api/loans/" + loan.loanNo() + "/extensions", Map.of()).status()).isEqualTo(409);

        escalation.sweep();
        sweeper.sweep();
        escalation.sweep();
        assertThat(toldOfRepayment(shouwang.county(), loan)).as("the limit and the loan are one thing").hasSize(1).first().asString().startsWith("贷款逾期");
        jobExecutor.start();
        assertThat(processOf(loan.loanNo())).isWaitingAt(RECOVER_OVERDUE);
        loan.done(loan.bank(), RECOVER_OVERDUE, Map.of(RECOVERY_OUTCOME, "CONTINUE", "opinion", "上门催收"));
        assertThat(processOf(loan.loanNo())).isNotWaitingAt(RECOVER_OVERDUE);
        clock.advanceDays(30);
        loan.awaitTask(RECOVER_OVERDUE);
        loan.done(loan.bank(), RECOVER_OVERDUE, Map.of(RECOVERY_OUTCOME, "COMPENSATION", "opinion", "确无能力偿还"));
        assertThat(shouwang.county().submit(loan.loanNo(), APPROVE_COMPENSATION,
                Map.of(COMPENSATION_OUTCOME, "APPROVED", "compensatedAmount", 50000.01)).wrongFields()).containsExactly("compensatedAmount");
        loan.done(shouwang.county(), APPROVE_COMPENSATION, Map.of(COMPENSATION_OUTCOME, "REFUSED", "opinion", "先清收"));
        clock.advanceDays(30);
        loan.awaitTask(RECOVER_OVERDUE);
        loan.done(loan.bank(), RECOVER_OVERDUE, Map.of(RECOVERY_OUTCOME, "COMPENSATION", "opinion", "确无能力偿还"));
        loan.done(shouwang.county(), APPROVE_COMPENSATION, Map.of(COMPENSATION_OUTCOME, "APPROVED"));

        assertThat(loan.status()).isEqualTo("COMPENSATED");
        assertThat(loan.amount("compensated")).as("the covered part only").isEqualByComparingTo("50000");
        assertThat(loan.amount("outstanding")).isEqualByComparingTo("10000");
        assertThat(processOf(loan.loanNo())).isEnded().hasPassed(END_COMPENSATION_PAID);
        assertThat(loan.repay(10000).get("status")).as("what is recovered later").isEqualTo("COMPENSATED");
        assertThat(loan.amount("outstanding")).isEqualByComparingTo("0");
    }

    @Test
    void whatIsRepaidLateIsShownWithItsInterestAndTheRestStaysOwed() {
        LoanFlow loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 27000).investigated().approved()
                .confirmed().done(shouwang.as(LoanFlow.BANK), DISBURSE, Map.of("annualRate", 3));
        clock.setTo(loan.dueOn().plusDays(1).atTime(9, 0));
        assertThat(loan.inLastLine("balance")).as("the due day's line").isEqualByComparingTo("27000");
        clock.advanceDays(9);

        assertThat(loan.repay(7000).status()).isEqualTo(201);

        assertThat(loan.inLastLine("interest")).isEqualByComparingTo("22.50");
        assertThat(loan.inLastLine("principal")).isEqualByComparingTo("7000");
        assertThat(loan.inLastLine("balance")).isEqualByComparingTo("20000");
        assertThat(loan.amount("outstanding")).isEqualByComparingTo("20000");
        BrowserSession bank = new BrowserSession(port);
        bank.signIn(LoanFlow.BANK, Shouwang.PASSWORD);
        assertThat(bank.get("/loans/" + loan.loanNo()).text()).contains(">22.50<", ">20000.00<");
    }

    @Test
    void whatWasDoneOnTheLastDayAndIsEnteredTheNextMorningIsInTime() {
        LoanFlow loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 20000).untilDisbursed();
        String lastDay = limit(loan, 0);
        clock.setTo(LocalDate.parse(lastDay).plusDays(1).atTime(8, 30));
        loan.done(loan.bank(), CHECK_USE, Map.of(USE_CHECK_OUTCOME, "AS_AGREED", "checkedOn", lastDay));
        assertThat(shouwang.county().get("/api/deadlines?rule=LOAN_USE_CHECK&caseNo=" + loan.loanNo()).body().at("/items/0/state")
                .asText()).isEqualTo("MET");

        clock.setTo(loan.dueOn().plusDays(1).atTime(8, 30));
        awaitTimers();
        assertThat(loan.status()).isEqualTo("OVERDUE");
        Answer entered = loan.bank().post("/api/loans/" + loan.loanNo() + "/repayments",
                Map.of("amount", 20000, "paidOn", loan.dueOn().toString()));

        assertThat(entered.status()).as(entered.text()).isEqualTo(201);
        assertThat(loan.status()).isEqualTo("REPAID");
        assertThat(repayment(loan).path("state").asText()).isEqualTo("MET");
        assertThat(repayment(loan).path("metOn").asText()).isEqualTo(loan.dueOn().toString());
    }

    @Test
    void whatIsEnteredLongAfterItsDayIsLate() {
        LoanFlow loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 20000).untilDisbursed();
        clock.setTo(loan.dueOn().plusDays(8).atTime(8, 30));

        loan.bank().post("/api/loans/" + loan.loanNo() + "/repayments", Map.of("amount", 20000, "paidOn", loan.dueOn().toString()));

        assertThat(loan.status()).isEqualTo("REPAID");
        assertThat(repayment(loan).path("state").asText()).isEqualTo("MET_LATE");
    }

    private JsonNode repayment(LoanFlow loan) {
        return shouwang.county().get("/api/deadlines?rule=LOAN_REPAYMENT&caseNo=" + loan.loanNo()).body().at("/items/0");
    }

    @Test
    void useIsCheckedAfterThirtyDaysAndEachQuarterAndMisuseIsAFindingUntilCleared() {
        LoanFlow loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 50000).untilDisbursed();
        assertThat(limit(loan, 0)).isEqualTo(clock.today().plusDays(30).toString());
        assertThat(loan.bank().submit(loan.loanNo(), CHECK_USE, Map.of(USE_CHECK_OUTCOME, "MISUSED")).wrongFields())
                .containsExactly("opinion");
        loan.done(loan.bank(), CHECK_USE, Map.of(USE_CHECK_OUTCOME, "AS_AGREED"));
        assertThat(processOf(loan.loanNo())).isWaitingAtExactly(SUB_PROCESS_POST_LOAN, TIMER_NEXT_USE_CHECK);
        assertThat(limit(loan, 1)).isEqualTo(clock.today().plusDays(30).plusMonths(3).toString());

        clock.setTo(clock.today().plusDays(30).plusMonths(3).minusDays(29).atTime(9, 0));
        loan.awaitTask(CHECK_USE);
        loan.done(loan.bank(), CHECK_USE, Map.of(USE_CHECK_OUTCOME, "MISUSED", "misusedFor", "MEDICAL",
                "opinion", "用于给父母看病"));

        assertThat(loan.view().body().path("findings").path(0).path("kind").asText()).isEqualTo("MISUSED");
        assertThat(shouwang.county().form(loan.loanNo(), CLEAR_FINDING).text("findingText")).contains("看病就医", "用于给父母看病");
        assertThat(shouwang.county().submit(loan.loanNo(), CLEAR_FINDING, Map.of()).wrongFields()).containsExactly("opinion");
        loan.done(shouwang.county(), CLEAR_FINDING, Map.of("opinion", "已收回并用于养殖"));
        assertThat(loan.view().body().path("findings").path(0).path("clearedOn").asText()).isEqualTo(clock.today().toString());
    }

    @Test
    void aLoanThatStaysUnusedIsAFindingAfterThreeMonths() {
        LoanFlow loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 50000).untilDisbursed();
        loan.done(loan.bank(), CHECK_USE, Map.of(USE_CHECK_OUTCOME, "UNUSED", "opinion", "等待开春"));
        sweeper.sweep();
        assertThat(loan.view().body().path("findings")).isEmpty();

        clock.advanceDays(92);
        sweeper.sweep();
        sweeper.sweep();

        assertThat(loan.view().body().path("findings")).hasSize(1);
        assertThat(processOf(loan.loanNo())).isWaitingAt(CLEAR_FINDING);
        assertThat(new BigDecimal(loan.view().get("outstanding"))).isEqualByComparingTo("50000");
    }

    @Test
    void bankAndVillageAreRemindedThirtyAndSevenDaysBefore() {
        LoanFlow loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 50000).untilDisbursed();
        for (int[] daysAndReminders : new int[][] {{31, 0}, {30, 1}, {8, 1}, {7, 2}, {1, 2}, {0, 2}}) {
            clock.setTo(loan.dueOn().minusDays(daysAndReminders[0]).atTime(9, 0));
            sweeper.sweep();
            for (var who : List.of(loan.bank(), shouwang.village())) {
                assertThat(who.get("/api/messages?limit=200").body().path("items").findValuesAsText("title").stream()
                        .filter(title -> title.equals("贷款即将到期：" + loan.loanNo() + "，禹州市顺店镇顺店东村")).count())
                        .as(daysAndReminders[0] + " days before").isEqualTo(daysAndReminders[1]);
            }
        }
    }

    private static List<String> toldOfRepayment(Shouwang.Session who, LoanFlow loan) {
        return who.get("/api/messages?limit=200").body().path("items").findValuesAsText("title").stream()
                .filter(title -> title.contains(loan.loanNo()) && (title.contains("逾期") || title.contains("到期"))).toList();
    }

    private String limit(LoanFlow loan, int index) {
        return shouwang.county().get("/api/deadlines?rule=LOAN_USE_CHECK&caseNo=" + loan.loanNo()).body().path("items")
                .path(index).path("dueOn").asText();
    }
}
