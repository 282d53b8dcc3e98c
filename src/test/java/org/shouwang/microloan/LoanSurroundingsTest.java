package org.shouwang.microloan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_HOUSEHOLD;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shouwang.microloan.process.LoanSweeper;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.Shouwang;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Tests the effects of a loan elsewhere: on the household's page, for the village and for the elimination of the risk; and the
 * loan's own pages (LN-5, LN-6).
 */
class LoanSurroundingsTest extends IntegrationTest {

    @Autowired
    private LoanSweeper sweeper;
    @LocalServerPort
    private int port;

    @AfterEach
    void letTimersFire() {
        awaitTimers();
    }

    @Test
    void anOverdueLoanIsAWarningOnAMonitoredHouseholdsPageAndNoClue() {
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        LoanFlow loan = LoanFlow.applied(shouwang, household.householdNo(), 20000).untilDisbursed();
        assertThat(household.household().body().path("warnings").toString()).contains(loan.loanNo() + " 尚未还清").doesNotContain("逾期");
        clock.advanceDays(366);
        sweeper.sweep();

        assertThat(household.household().body().path("warnings").toString()).contains(loan.loanNo(), "逾期 1 天", "20,000.00");
        assertThat(household.household().body().path("life").findValuesAsText("key")).contains("loans");
        assertThat(household.household().body().path("life").toString()).contains("/loans/" + loan.loanNo());
        assertThat(shouwang.village().get("/api/cases?externalReference=" + loan.loanNo()).body().path("items")).isEmpty();
    }

    @Test
    void theClueOfAnOverdueLoanStandsEvenIfItsStartIsRefusedAtFirst() {
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        LoanFlow loan = LoanFlow.applied(shouwang, household.householdNo(), 20000).untilDisbursed();
        household.nobodyWatches(database);
        String reference = loan.loanNo();
        database.sql("alter table shouwang.case_file add constraint refused_once check (external_reference <> '" + reference + "')").update();
        try {
            clock.advanceDays(366);
            sweeper.sweep();
            assertThat(loan.status()).isEqualTo("OVERDUE");
            assertThat(shouwang.village().get("/api/cases?externalReference=" + reference).body().path("items")).isEmpty();
            assertThat(shouwang.as("admin").get("/api/held-rows").body().path("items").findValuesAsText("subject")).contains(reference);
        } finally {
            database.sql("alter table shouwang.case_file drop constraint refused_once").update();
        }

        clock.advanceDays(1);
        sweeper.sweep();

        String clue = shouwang.village().get("/api/cases?externalReference=" + reference).body().path("items").path(0).path("caseNo").asText();
        assertThat(shouwang.village().tasks(clue)).containsExactly(VERIFY_HOUSEHOLD);
        assertThat(shouwang.village().withdraw(clue, "已核实").status()).isEqualTo(200);
        sweeper.sweep();
        assertThat(shouwang.village().get("/api/cases?externalReference=" + reference).body().path("items")).hasSize(1);
    }

    /**
     * The database ends the connection in the midst of the raising. What it keeps is what a killed program leaves: the note, and
     * nothing of the case.
     */
    @Test
    void theClueOfAnOverdueLoanStandsEvenIfTheProgramDiesBetweenNotingAndRaisingIt() {
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        LoanFlow loan = LoanFlow.applied(shouwang, household.householdNo(), 20000).untilDisbursed();
        household.nobodyWatches(database);
        clock.advanceDays(366);
        String reference = loan.loanNo();
        database.sql("""
                create function shouwang.die() returns trigger language plpgsql as
                $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$
                """).update();
        database.sql("create trigger killed before insert on shouwang.case_file for each row when (new.external_reference = '" + reference
                + "') execute function shouwang.die()").update();
        try {
            sweeper.sweep();
        } finally {
            database.sql("drop function shouwang.die() cascade").update();
        }
        assertThat(loan.status()).isEqualTo("OVERDUE");
        assertThat(shouwang.as(LoanFlow.BANK).get("/api/messages?unread=true&limit=200").text()).contains("贷款逾期：" + reference);
        assertThat(shouwang.village().get("/api/cases?externalReference=" + reference).body().path("items")).isEmpty();
        // This program lives on and remembers the failure, which a killed one does not.
        database.sql("delete from shouwang.held_row where subject = ?").param(reference).update();

        sweeper.sweep();
        sweeper.sweep();

        assertThat(shouwang.village().get("/api/cases?externalReference=" + reference).body().path("items")).hasSize(1);
        String clue = shouwang.village().get("/api/cases?externalReference=" + reference).body().path("items").path(0).path("caseNo").asText();
        assertThat(shouwang.village().tasks(clue)).containsExactly(VERIFY_HOUSEHOLD);
        assertThat(shouwang.village().withdraw(clue, "已核实").status()).isEqualTo(200);
    }

    @Test
    void anOverdueLoanOfAHouseholdThatIsNotMonitoredIsAClueBeforeItsVillageOnce() {
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        LoanFlow loan = LoanFlow.applied(shouwang, household.householdNo(), 20000).untilDisbursed();
        household.nobodyWatches(database);
        clock.advanceDays(366);
        sweeper.sweep();
        sweeper.sweep();

        String clue = shouwang.village().get("/api/cases?externalReference=" + loan.loanNo()).body().path("items").path(0).path("caseNo").asText();
        assertThat(clue).startsWith("JC-411081-");
        assertThat(shouwang.village().tasks(clue)).containsExactly(VERIFY_HOUSEHOLD);
        assertThat(shouwang.village().get("/api/cases?externalReference=" + loan.loanNo()).body().path("items")).hasSize(1);
        assertThat(shouwang.village().withdraw(clue, "已核实").status()).isEqualTo(200);
    }

    @Test
    void riskEliminationShowsWhatTheHouseholdOwes() {
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        LoanFlow loan = LoanFlow.applied(shouwang, household.householdNo(), 20000).untilDisbursed();
        household.eliminationStarted();

        assertThat(shouwang.village().form(household.caseNo(), CHECK_HOUSEHOLD).rows("warnings").toString())
                .contains(loan.loanNo() + " 尚未还清，未还本金 20,000.00 元");
    }

    @Test
    void aBankSeesNobodyOfAHouseholdThatMayNotBorrow() {
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        LoanFlow.applied(shouwang, household.householdNo(), 20000).untilDisbursed();
        clock.advanceDays(366);
        BrowserSession bank = new BrowserSession(port);
        bank.signIn(LoanFlow.BANK, Shouwang.PASSWORD);

        BrowserSession.Page opened = bank.get("/loans/new?householdNo=" + household.householdNo());
        BrowserSession.Page wrong = bank.post("/loans/new", Map.of("householdNo", household.householdNo(), "amount", "x"));

        assertThat(opened.text()).contains("规则 LN-").doesNotContain(household.head().name());
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("规则 LN-").doesNotContain(household.head().name());
    }

    @Test
    void nobodyElseBorrowsIfTheMembersWereReorderedWhileThePageWasOpen() {
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        BrowserSession village = new BrowserSession(port);
        village.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD);
        String page = village.get("/loans/new?householdNo=" + household.householdNo()).text();
        Map<String, String> form = new HashMap<>(Map.of("householdNo", household.householdNo(), "amount", "20000", "purpose", "PLANTING",
                "termMonths", "24", "bankCode", LoanFlow.BANK, "borrower", hidden(page, "borrower"), "members", "1张已不在HEAD"));

        BrowserSession.Page changed = village.post("/loans/new", form);
        form.put("members", hidden(changed.text(), "members"));
        BrowserSession.Page chosen = village.post("/loans/new", form);

        assertThat(changed.status()).isEqualTo(400);
        assertThat(changed.text()).contains("成员名单已变化，请重新选择");
        assertThat(chosen.location()).startsWith("/loans/XD-");
    }

    @Test
    void aBankFindsWhoMayBorrowWithWhatIsStillOwedAtAnAddressThatCanBeOpenedAgain() {
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        LoanFlow.applied(shouwang, household.householdNo(), 20000).untilDisbursed();
        BrowserSession bank = new BrowserSession(port);
        bank.signIn(LoanFlow.BANK, Shouwang.PASSWORD);
        bank.get("/loans");

        BrowserSession.Page nothing = bank.post("/loans/borrowers", Map.of("q", " ", "village", ""));
        String found = bank.post("/loans/borrowers", Map.of("q", household.head().name(), "village", "")).location();

        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.text()).contains("请填写户编号、户主姓名或村名");
        assertThat(found).startsWith("/loans/borrowers?find=").doesNotContain(household.head().name());
        assertThat(bank.get(found).text()).contains(household.householdNo(), "未还贷款（元）", ">20,000<");
        assertThat(bank.get("/loans/borrowers?find=x").status()).isEqualTo(400);
    }

    private static String hidden(String page, String name) {
        Matcher found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    @Test
    void theVillageAppliesOnThePageAndTheBankRecordsRepaymentAndExtension() {
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        BrowserSession village = new BrowserSession(port);
        village.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD);
        String address = "/loans/new?householdNo=" + household.householdNo();
        assertThat(village.get("/households/" + household.householdNo()).text()).contains("申请小额信贷");
        assertThat(village.get(address).text()).contains(household.householdNo(), "bank411081").doesNotContain(">结婚<");
        Map<String, String> form = Map.of("householdNo", household.householdNo(), "amount", "80000", "purpose", "PLANTING",
                "termMonths", "24", "bankCode", "bank411081", "borrowerIdNumber", "");
        BrowserSession.Page wrong = village.post("/loans/new", Map.of("householdNo", household.householdNo(), "amount", "x"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("申请金额：须为数字", "用途：为必填项");
        BrowserSession.Page done = village.post("/loans/new", form);
        assertThat(done.location()).startsWith("/loans/XD-411081-2026-");
        assertThat(village.get(done.location()).text()).contains("已申请", "50000.00", "30000.00（不贴息）", "放款后生成")
                .doesNotContain(household.head().idNumber());
        BrowserSession.Page again = village.post("/loans/new", form);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("LN-3");
        BrowserSession bank = new BrowserSession(port);
        bank.signIn(LoanFlow.BANK, Shouwang.PASSWORD);
        assertThat(bank.get(done.location()).text()).contains("办理：贷前调查");
        assertThat(village.get(done.location()).text()).as("not the village's task").doesNotContain("办理：");
        LoanFlow loan = LoanFlow.of(shouwang, done.location().substring("/loans/".length())).untilDisbursed();

        assertThat(bank.get("/loans?status=DISBURSED").text()).contains(loan.loanNo(), household.head().name());
        assertThat(bank.post("/loans", Map.of("q", household.head().name())).text()).contains(loan.loanNo());
        assertThat(bank.post("/loans", Map.of("q", "无此人")).text()).contains("没有找到");
        assertThat(bank.get("/loans/" + loan.loanNo() + "/repayment").text()).contains("登记后不能撤销");
        BrowserSession.Page tooMuch = bank.post("/loans/" + loan.loanNo() + "/repayment", Map.of("amount", "80000.01"));
        assertThat(tooMuch.status()).isEqualTo(400);
        assertThat(tooMuch.text()).contains("不能超过未还本金");
        assertThat(bank.post("/loans/" + loan.loanNo() + "/repayment", Map.of("amount", "30000", "receiptNo", "P-1")).status()).isEqualTo(302);
        assertThat(bank.post("/loans/" + loan.loanNo() + "/extension", Map.of("kind", "RENEWAL", "termMonths", "6")).status()).isEqualTo(302);
        assertThat(bank.get("/loans/" + loan.loanNo()).text()).contains("P-1", "50000.00", "续贷前为", "待核查").doesNotContain("/extension\"");
        assertThat(bank.get("/cases/" + loan.loanNo()).text()).contains("贷前调查", "用途核查");
        assertThat(bank.get("/supervision/loans").text()).contains("各县贷款和逾期", "季度贴息");
        assertThat(bank.get("/home").text()).contains("贷款").doesNotContain("href=\"/households\"");
        assertThat(bank.post("/loans/" + loan.loanNo() + "/repayment", Map.of("amount", "50000", "receiptNo", "P-2")).status()).isEqualTo(302);
        assertThat(bank.get("/loans/" + loan.loanNo()).text()).contains("已结清，不再核查").doesNotContain("待核查");
    }
}
