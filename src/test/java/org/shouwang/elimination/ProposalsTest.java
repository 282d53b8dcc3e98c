package org.shouwang.elimination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_HOUSEHOLD;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_OUTCOME;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.elimination.process.DailyProposals;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Tests that households that meet EL-1 by the records are proposed once, and that a proposal can be dismissed with a reason.
 */
class ProposalsTest extends IntegrationTest {

    @LocalServerPort
    private int port;
    @Autowired
    private DailyProposals daily;

    /** Removes the households that other tests have left behind, and the record of daily runs. */
    @BeforeEach
    @AfterEach
    void nobodyElseIsMonitored() {
        database.sql("update shouwang.household set status = 'NOT_MONITORED' where status = 'MONITORED'").update();
        database.sql("delete from shouwang.elimination_proposal_run").update();
    }

    @Test
    void aHouseholdThatIsMonitoredForSixMonthsWithIncomeAndGuaranteesIsProposedOnce() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        LocalDate since = LocalDate.parse(flow.household().body().path("statusHistory").path(0).path("since").asText());

        lookOn(since.plusMonths(6).minusDays(1));
        assertThat(proposed(shouwang.village())).isEmpty();
        lookOn(since.plusMonths(6));

        assertThat(proposed(shouwang.village())).containsExactly(flow.householdNo());
        assertThat(shouwang.village().get("/api/messages?limit=1").body().path("items").path(0).path("title").asText())
                .isEqualTo("有 1 户可能已符合风险消除条件");
        assertThat(proposed(shouwang.county())).containsExactly(flow.householdNo());
        assertThat(proposed(shouwang.as("village411081101202"))).isEmpty();
        long messages = messages();
        daily.look();
        lookOn(since.plusMonths(6).plusDays(1));
        assertThat(proposed(shouwang.village())).as("not again while it is open").hasSize(1);
        assertThat(messages()).isEqualTo(messages);
    }

    @Test
    void aHouseholdThatCannotBeWeighedHindersNoOtherAndIsNamedToTheAdministrator() {
        HouseholdFlow broken = HouseholdFlow.monitored(shouwang, clock);
        HouseholdFlow other = HouseholdFlow.monitored(shouwang, clock);
        database.sql("alter table shouwang.elimination_proposal add constraint refused check (household_id <> "
                + database.sql("select id from shouwang.household where household_no = ?").param(broken.householdNo())
                .query(Long.class).single() + ") not valid").update();
        try {
            lookOn(clock.today().plusMonths(7));

            assertThat(proposed(shouwang.village())).containsExactly(other.householdNo());
            assertThat(shouwang.as("admin").get("/api/held-rows").body().path("items").findValuesAsText("subject"))
                    .contains(broken.householdNo()).doesNotContain(other.householdNo());
        } finally {
            database.sql("alter table shouwang.elimination_proposal drop constraint refused").update();
        }
        lookOn(clock.today().plusDays(1));

        assertThat(proposed(shouwang.village())).contains(broken.householdNo());
        assertThat(shouwang.as("admin").get("/api/held-rows").body().path("items").findValuesAsText("subject"))
                .doesNotContain(broken.householdNo());
    }

    @Test
    void anIncomeBelowTheLineOrAMissingGuaranteeIsNotProposed() {
        HouseholdFlow.monitored(shouwang, clock, TestPeople.somebody(), Map.of("housingSafe", "NO"));
        HouseholdFlow poor = HouseholdFlow.monitored(shouwang, clock, TestPeople.somebody(), Map.of("wageIncome", 4300));

        lookOn(clock.today().plusMonths(7));

        assertThat(proposed(shouwang.village())).as("7,500 is not above 7,500").isEmpty();
        assertThat(poor.household().body().path("incomePerHead").asText()).startsWith("7500");
    }

    @Test
    void whatTheLastCheckFoundCountsMoreThanTheAdmission() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminationStarted();
        flow.done(shouwang.village(), CHECK_HOUSEHOLD, Map.of(CHECK_OUTCOME, "RISK_REMAINS", "risksAnswered",
                List.of(Map.of("risk", "ILLNESS", "gone", false, "how", "仍在住院"))));

        lookOn(clock.today().plusMonths(7));

        assertThat(proposed(shouwang.village())).isEmpty();
    }

    @Test
    void anEliminationThatIsBegunTakesTheProposalUp() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        lookOn(clock.today().plusMonths(7));
        BrowserSession browser = village();
        String button = "/households/" + flow.householdNo() + "/risk-elimination";
        assertThat(browser.get("/elimination-proposals").text()).contains(button, flow.head().name(), "15,200 元");

        flow.eliminationStarted();

        assertThat(proposed(shouwang.village())).isEmpty();
        assertThat(browser.get("/elimination-proposals").text()).contains("现在没有建议核查的户");
        lookOn(clock.today().plusDays(1));
        assertThat(flow.household().text()).contains("建议核查，已办理");
    }

    @Test
    void aProposalIsDismissedWithAReasonAndNotMadeAgainForSixMonths() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        lookOn(clock.today().plusMonths(7));
        String id = shouwang.village().get("/api/elimination-proposals").body().path("items").path(0).path("id").asText();
        assertThat(shouwang.village().post("/api/elimination-proposals/" + id + "/dismissal", Map.of()).wrongFields()).containsExactly("reason");
        BrowserSession browser = village();
        String address = "/elimination-proposals/" + id + "/dismissal";
        assertThat(browser.get(address).text()).contains(flow.householdNo());
        assertThat(browser.post(address, Map.of("reason", " ")).status()).isEqualTo(400);

        assertThat(browser.post(address, Map.of("reason", "仍在长期治疗")).location()).isEqualTo("/elimination-proposals");

        assertThat(proposed(shouwang.village())).isEmpty();
        assertThat(flow.household().text()).contains("未采纳", "仍在长期治疗");
        Answer again = shouwang.township().post("/api/elimination-proposals/" + id + "/dismissal", Map.of("reason", "xx"));
        assertThat(again.status()).isEqualTo(404);
        lookOn(clock.today().plusMonths(5));
        assertThat(proposed(shouwang.village())).isEmpty();
        lookOn(clock.today().plusMonths(1));
        assertThat(proposed(shouwang.village())).containsExactly(flow.householdNo());
    }

    private void lookOn(LocalDate day) {
        clock.advanceDays(Math.toIntExact(ChronoUnit.DAYS.between(clock.today(), day)));
        daily.look();
    }

    private List<String> proposed(Shouwang.Session who) {
        return who.get("/api/elimination-proposals").body().path("items").findValuesAsText("householdNo");
    }

    private long messages() {
        return database.sql("select count(*) from shouwang.message where kind = 'ELIMINATION_PROPOSED'").query(Long.class).single();
    }

    private BrowserSession village() {
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD);
        return browser;
    }
}
