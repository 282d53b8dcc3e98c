package org.shouwang.elimination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.shouwang.elimination.RiskEliminationProcess.ANNOUNCE_RESULT;
import static org.shouwang.elimination.RiskEliminationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.elimination.RiskEliminationProcess.CALL_PUBLIC_NOTICE;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_AT_COUNTY;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_HOUSEHOLD;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_OUTCOME;
import static org.shouwang.elimination.RiskEliminationProcess.COUNTY_APPROVAL_OUTCOME;
import static org.shouwang.elimination.RiskEliminationProcess.COUNTY_CHECK_OUTCOME;
import static org.shouwang.elimination.RiskEliminationProcess.END_APPROVED_BY_COUNTY;
import static org.shouwang.elimination.RiskEliminationProcess.END_ELIMINATED;
import static org.shouwang.elimination.RiskEliminationProcess.INFORM_HOUSEHOLD;
import static org.shouwang.elimination.RiskEliminationProcess.MARK_IN_SYSTEM;
import static org.shouwang.elimination.RiskEliminationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.elimination.RiskEliminationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.elimination.RiskEliminationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.elimination.RiskEliminationProcess.TOWNSHIP_REVIEW_OUTCOME;
import static org.shouwang.engine.Submission.RETURN_TO;
import static org.shouwang.notice.PublicNoticeProcess.OBJECTION_OUTCOME;
import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;
import static org.shouwang.notice.PublicNoticeProcess.RESOLVE_OBJECTION;
import static org.shouwang.notice.PublicNoticeProcess.SUB_PROCESS_NOTICE_PERIOD;
import static org.shouwang.notice.PublicNoticeProcess.TIMER_NOTICE_PERIOD_OVER;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests every way through the process of risk elimination (风险消除, EL-1, EL-2), from the start to the mark. */
class RiskEliminationTest extends IntegrationTest {

    @LocalServerPort
    private int port;

    @Test
    void aMonitoredHouseholdGoesThroughEveryStepToTheMark() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminated();

        assertThat(flow.caseNo()).matches("XC-411081-2026-\\d{6}");
        assertThat(flow.view().get("status")).isEqualTo("ELIMINATED");
        assertThat(flow.view().get("process")).isEqualTo("risk-elimination");
        assertThat(flow.view().get("householdNo")).isEqualTo(flow.householdNo());
        assertThat(flow.view().body().path("steps").findValuesAsText("task")).containsExactly(CHECK_HOUSEHOLD,
                PRESELECT_AT_VILLAGE, POST_NOTICE, REVIEW_AT_TOWNSHIP, CHECK_AT_COUNTY,
                APPROVE_AT_COUNTY, ANNOUNCE_RESULT, MARK_IN_SYSTEM);
        assertThat(processOf(flow.caseNo())).isEnded().hasPassed(CALL_PUBLIC_NOTICE, END_APPROVED_BY_COUNTY, END_ELIMINATED)
                .hasNotPassed(INFORM_HOUSEHOLD);
        assertThat(flow.monitoringStatus()).isEqualTo("ELIMINATED");
        assertThat(flow.openCases()).isEmpty();
        JsonNode mark = flow.household().body().path("marks").path(0);
        assertThat(mark.path("kind").asText()).isEqualTo("RISK_ELIMINATED");
        assertThat(mark.path("since").asText()).isEqualTo(clock.today().toString());
        assertThat(mark.path("caseNo").asText()).isEqualTo(flow.caseNo());
    }

    @Test
    void theHouseholdIsEliminatedInTheMomentOfTheCountysApprovalWithItsHistory() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).untilApproval();
        assertThat(flow.monitoringStatus()).isEqualTo("MONITORED");

        flow.approved();

        assertThat(flow.view().get("status")).isEqualTo("APPROVED");
        assertThat(flow.monitoringStatus()).isEqualTo("ELIMINATED");
        assertThat(flow.statusHistory()).containsExactly("MONITORED", "ELIMINATED");
        assertThat(flow.openCases()).hasSize(1);
        assertThat(eventsOf(flow.caseNo())).containsExactly("case.approved");
        assertThat(flow.announced().marked().view().get("status")).isEqualTo("ELIMINATED");
        assertThat(eventsOf(flow.caseNo())).containsExactly("case.approved", "case.eliminated");
    }

    @Test
    void aNewRiskAfterTheEliminationIsANewIdentificationOfTheSameHousehold() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        String today = clock.today().toString();
        assertThat(shouwang.partner().startClue(Payloads.clue(flow.head(), today)).status()).as("still monitored").isEqualTo(409);
        flow.untilApproval().approved();

        CaseFlow again = shouwang.newCase(flow.head(), clock.today().toString());
        assertThat(flow.openCases().findValuesAsText("caseNo")).contains(again.caseNo());
        again.untilApproval(clock).approved();

        assertThat(again.view().get("householdNo")).isEqualTo(flow.householdNo());
        assertThat(flow.statusHistory()).containsExactly("MONITORED", "ELIMINATED", "MONITORED");
        assertThat(flow.monitoringStatus()).isEqualTo("MONITORED");
    }

    @Test
    void theNoticeSaysWhatItIsAboutAndTellsNobodysIllness() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminationStarted().checked().preselected();
        assertThat(shouwang.village().form(flow.caseNo(), POST_NOTICE).text("noticeText"))
                .contains(flow.head().name(), "消除方式：稳定消除").doesNotContain("病");

        flow.posted();

        JsonNode entry = shouwang.village().get("/api/notices/" + flow.view().get("noticeNo")).body().path("entries").path(0);
        assertThat(entry.path("category").asText()).isEqualTo("稳定消除");
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD);
        assertThat(browser.get("/notices/" + flow.view().get("noticeNo")).text()).contains("拟标注风险消除的监测对象", "消除方式", "稳定消除")
                .doesNotContain("拟认定");
    }

    @Test
    void whenTheRiskRemainsTheCaseEndsTheHouseholdIsToldAndStaysMonitored() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminationStarted();

        flow.done(shouwang.village(), CHECK_HOUSEHOLD, Map.of(CHECK_OUTCOME, "RISK_REMAINS", "risksAnswered",
                List.of(Map.of("risk", "ILLNESS", "gone", false, "how", "仍在住院"))));

        assertThat(flow.view().get("status")).isEqualTo("RISK_REMAINS");
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(INFORM_HOUSEHOLD);
        assertThat(shouwang.village().form(flow.caseNo(), INFORM_HOUSEHOLD).text("refusalText")).contains("风险尚未消除");
        flow.done(shouwang.village(), INFORM_HOUSEHOLD, Map.of("informedBy", "VISIT", "informedOn",
                clock.today().toString(), "refusalReason", "还在住院，继续帮扶"));
        assertThat(processOf(flow.caseNo())).isEnded();
        assertThat(flow.monitoringStatus()).isEqualTo("MONITORED");
        assertThat(eventsOf(flow.caseNo())).containsExactly("case.risk-remains");
        assertThat(flow.start(shouwang.township(), "risk-elimination").status()).as("can be begun again").isEqualTo(201);
    }

    @Test
    void everyLevelCanRefuseAndTheHouseholdIsToldWhy() {
        assertRefused(HouseholdFlow.monitored(shouwang, clock).eliminationStarted().checked(), shouwang.village(),
                PRESELECT_AT_VILLAGE, PRESELECTION_OUTCOME);
        assertRefused(HouseholdFlow.monitored(shouwang, clock).untilReview(), shouwang.township(),
                REVIEW_AT_TOWNSHIP, TOWNSHIP_REVIEW_OUTCOME);
        assertRefused(HouseholdFlow.monitored(shouwang, clock).untilReview().reviewed(), shouwang.county(),
                CHECK_AT_COUNTY, COUNTY_CHECK_OUTCOME);
        assertRefused(HouseholdFlow.monitored(shouwang, clock).untilApproval(), shouwang.leader(),
                APPROVE_AT_COUNTY, COUNTY_APPROVAL_OUTCOME);
    }

    private void assertRefused(HouseholdFlow flow, Shouwang.Session who, String task, String outcome) {
        assertThat(who.submit(flow.caseNo(), task, Map.of(outcome, "REJECT")).wrongFields()).containsExactly("opinion");

        flow.done(who, task, Map.of(outcome, "REJECT", "opinion", "收入不稳定"));

        assertThat(flow.view().get("status")).as(task).isEqualTo("REJECTED");
        assertThat(flow.view().get("statusText")).isEqualTo("不予消除");
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(INFORM_HOUSEHOLD);
        assertThat(shouwang.village().form(flow.caseNo(), INFORM_HOUSEHOLD).text("refusalText")).contains("收入不稳定");
        assertThat(flow.monitoringStatus()).isEqualTo("MONITORED");
    }

    @Test
    void aReturnedCaseComesBackFilledWithTheReasonAndIsNotPostedAgainIfNothingChanged() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).untilReview();
        String noticeNo = flow.view().get("noticeNo");

        flow.done(shouwang.township(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "RETURN", "opinion", "收入请再核实"));

        Shouwang.Form form = shouwang.village().form(flow.caseNo(), CHECK_HOUSEHOLD);
        assertThat(form.text("returnReason")).contains("收入请再核实");
        assertThat(form.text("wageIncome")).isEqualTo("18000.0");
        assertThat(form.rows("risksAnswered").path(0).path("how").asText()).contains("已康复");
        assertThat(form.text(CHECK_OUTCOME)).as("every decision begins empty").isNull();
        flow.checked().preselected();
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(REVIEW_AT_TOWNSHIP);
        assertThat(flow.view().get("noticeNo")).isEqualTo(noticeNo);

        flow.reviewed().done(shouwang.county(), CHECK_AT_COUNTY, Map.of(COUNTY_CHECK_OUTCOME, "RETURN", RETURN_TO, "VILLAGE",
                "opinion", "消除方式有误"));
        Map<String, Object> natural = HouseholdFlow.riskGone();
        natural.put("eliminationKind", "NATURAL");
        flow.done(shouwang.village(), CHECK_HOUSEHOLD, natural).preselected();
        assertThat(noticeOf(flow.caseNo())).as("what hung there has changed").task().hasDefinitionKey(POST_NOTICE);
    }

    @Test
    void theLeadingGroupSendsBackToTheTownship() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).untilApproval();

        flow.done(shouwang.leader(), APPROVE_AT_COUNTY, Map.of(COUNTY_APPROVAL_OUTCOME, "RETURN", RETURN_TO, "TOWNSHIP",
                "opinion", "请乡镇复核"));

        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(REVIEW_AT_TOWNSHIP);
        assertThat(flow.reviewed().passed().approved().view().get("status")).isEqualTo("APPROVED");
    }

    @Test
    void anUpheldObjectionLeadsBackToTheHomeAndToAnotherNotice() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminationStarted().checked().preselected().posted();
        shouwang.village().object(flow.view().get("noticeNo"), "户主仍在住院");
        flow.awaitTask(RESOLVE_OBJECTION);

        flow.done(shouwang.township(), RESOLVE_OBJECTION, Map.of(OBJECTION_OUTCOME, "UPHELD", "opinion", "经查属实"));

        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(CHECK_HOUSEHOLD);
        assertThat(shouwang.village().form(flow.caseNo(), CHECK_HOUSEHOLD).text("returnReason")).contains("经查属实");
        flow.checked().preselected();
        assertThat(noticeOf(flow.caseNo())).task().hasDefinitionKey(POST_NOTICE);
    }

    @Test
    void theNoticeHangsToTheEndOfTheFifthDay() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminationStarted().checked().preselected().posted();

        clock.advanceDays(5);
        awaitTimers();
        assertThat(noticeOf(flow.caseNo())).isWaitingAtExactly(SUB_PROCESS_NOTICE_PERIOD, TIMER_NOTICE_PERIOD_OVER);
        assertThat(flow.view().body().path("limits").path(0).path("rule").asText()).isEqualTo("NOTICE_5D");

        clock.advanceDays(1);
        flow.awaitTask(REVIEW_AT_TOWNSHIP);
    }

    @ParameterizedTest
    @CsvSource({"wageIncome,4299.99,INCOME", "housingSafe,NO,HOUSING"})
    void decidingAgainstTheConditionsNeedsAnOpinionAtEveryLevel(String field, String value, String condition) {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminationStarted();
        Map<String, Object> found = HouseholdFlow.riskGone();
        found.put(field, field.equals("wageIncome") ? (Object) Double.valueOf(value) : value);

        assertThat(shouwang.village().submit(flow.caseNo(), CHECK_HOUSEHOLD, found).wrongFields()).containsExactly("opinion");
        found.put("opinion", "儿子已就业，下月起有稳定工资");
        flow.done(shouwang.village(), CHECK_HOUSEHOLD, found);

        Shouwang.Form form = shouwang.village().form(flow.caseNo(), PRESELECT_AT_VILLAGE);
        assertThat(form.text("suggestionText")).contains("有 1 项不符合");
        assertThat(shouwang.village().submit(flow.caseNo(), PRESELECT_AT_VILLAGE,
                Map.of(PRESELECTION_OUTCOME, "PRESELECT")).wrongFields()).containsExactly("opinion");
        assertThat(database.sql("select u.condition from shouwang.risk_check_unmet u join shouwang.risk_check c on c.id = u.check_id where c.case_no = ?")
                .param(flow.caseNo()).query(String.class).list()).containsExactly(condition);
    }

    @Test
    void anIncomeOfAFenMoreThanTheLineIsEnough() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminationStarted();
        Map<String, Object> found = HouseholdFlow.riskGone();
        found.put("wageIncome", 4300.01);

        flow.done(shouwang.village(), CHECK_HOUSEHOLD, found);

        assertThat(shouwang.village().form(flow.caseNo(), PRESELECT_AT_VILLAGE).text("suggestionText")).contains("全部符合");
    }

    @Test
    void sayingThatTheRiskRemainsThoughEveryConditionIsMetNeedsAnOpinion() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminationStarted();

        Answer answer = shouwang.village().submit(flow.caseNo(), CHECK_HOUSEHOLD, Map.of(CHECK_OUTCOME, "RISK_REMAINS",
                "risksAnswered", List.of(Map.of("risk", "ILLNESS", "gone", true, "how", "已康复"))));

        assertThat(answer.wrongFields()).containsExactly("opinion");
    }

    @Test
    void everyRecordedRiskIsAnsweredByItself() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock, TestPeople.somebody(), Map.of("risks", List.of("ILLNESS", "JOB_LOSS")))
                .eliminationStarted();
        assertThat(shouwang.village().form(flow.caseNo(), CHECK_HOUSEHOLD).rows("risksAnswered").findValuesAsText("risk"))
                .containsExactly("ILLNESS", "JOB_LOSS");
        Map<String, Object> found = HouseholdFlow.riskGone();

        assertThat(submitted(flow, found).messageOf("risksAnswered")).contains("务工就业不稳");
        found.remove("risksAnswered");
        assertThat(submitted(flow, found).messageOf("risksAnswered")).contains("因病、务工就业不稳");
        found.put("risksAnswered", List.of(Map.of("risk", "ILLNESS", "gone", true), Map.of("risk", "DISASTER", "gone", false),
                Map.of("risk", "ILLNESS", "gone", false)));
        assertThat(submitted(flow, found).wrongFields()).contains("risksAnswered[0].how", "risksAnswered[1].risk", "risksAnswered[2].risk");
        found.put("risksAnswered", List.of(Map.of("risk", "ILLNESS", "gone", true, "how", "已康复"),
                Map.of("risk", "JOB_LOSS", "gone", false, "how", "尚未找到工作")));
        assertThat(submitted(flow, found).wrongFields()).as("one is left").containsExactly("opinion");
        found.put("risksAnswered", List.of(Map.of("risk", "ILLNESS", "gone", true, "how", "已康复"),
                Map.of("risk", "JOB_LOSS", "gone", true, "how", "已在县城务工")));
        assertThat(submitted(flow, found).status()).isEqualTo(204);
    }

    @Test
    void aVisitInTheFutureAKindThatIsMissingOrARecordedRiskAsANewOneIsNamed() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminationStarted();
        Map<String, Object> found = HouseholdFlow.riskGone();
        found.put("verifiedOn", clock.today().plusDays(1).toString());
        found.remove("eliminationKind");
        found.put("newRisks", List.of("ILLNESS"));
        found.put("opinion", "情况属实");

        assertThat(submitted(flow, found).wrongFields()).containsExactlyInAnyOrder("verifiedOn", "eliminationKind", "newRisks");
    }

    @Test
    void whatIsLeftOutIsAsItWasRecordedLast() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminationStarted();

        flow.done(shouwang.village(), CHECK_HOUSEHOLD, Map.of(CHECK_OUTCOME, "RISK_GONE", "eliminationKind", "NATURAL",
                "risksAnswered", List.of(Map.of("risk", "ILLNESS", "gone", true, "how", "自行康复"))));

        JsonNode facts = shouwang.village().form(flow.caseNo(), PRESELECT_AT_VILLAGE).rows("checkFacts");
        assertThat(facts.toString()).contains("15,200.00 元", "自行康复", "自然消除");
    }

    @Test
    void aCaseIsWithdrawnBeforeTheDecisionAndNotAfterIt() {
        HouseholdFlow posted = HouseholdFlow.monitored(shouwang, clock).eliminationStarted().checked().preselected().posted();

        assertThat(shouwang.township().withdraw(posted.caseNo(), "填错了户").status()).isEqualTo(200);

        assertThat(posted.view().get("status")).isEqualTo("WITHDRAWN");
        assertThat(processOf(posted.caseNo())).isEnded();
        assertThat(posted.monitoringStatus()).isEqualTo("MONITORED");
        assertThat(shouwang.partner().startClue(Payloads.clue(posted.head(), clock.today().toString())).status())
                .as("it is monitored still").isEqualTo(409);
        assertThat(processOf(posted.untilApproval().approved().caseNo())).task().hasDefinitionKey(ANNOUNCE_RESULT);
        assertThat(shouwang.village().withdraw(posted.caseNo(), "填错了户").status()).isEqualTo(409);
    }

    @Test
    void stepsToComeAreThoseFromTheOpenOneOn() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminationStarted();
        assertThat(flow.view().body().path("stepsToCome").findValuesAsText("task")).containsExactly(CHECK_HOUSEHOLD,
                PRESELECT_AT_VILLAGE, POST_NOTICE, REVIEW_AT_TOWNSHIP, CHECK_AT_COUNTY,
                APPROVE_AT_COUNTY);

        flow.checked().preselected().posted().noticeOver().reviewed().passed().approved();

        assertThat(flow.view().body().path("stepsToCome").findValuesAsText("task"))
                .containsExactly(ANNOUNCE_RESULT, MARK_IN_SYSTEM);
    }

    @Test
    void theCaseStandsInTheListOfCasesAndIsUrgedLikeAnyOther() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminationStarted();

        assertThat(shouwang.county().get("/api/cases?limit=1").body().path("items").findValuesAsText("caseNo")).containsExactly(flow.caseNo());
        assertThat(shouwang.township().post("/api/cases/" + flow.caseNo() + "/urgings", Map.of("note", "请尽快核查")).status()).isEqualTo(201);
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("county411081", Shouwang.PASSWORD);
        assertThat(browser.get("/cases").text()).contains(flow.caseNo(), "风险消除");
        assertThat(browser.get("/cases/" + flow.caseNo()).text()).contains("病情稳定，收入增加", "办理中", "/households/" + flow.householdNo());
    }

    private Answer submitted(HouseholdFlow flow, Map<String, ?> found) {
        return shouwang.village().submit(flow.caseNo(), CHECK_HOUSEHOLD, found);
    }

    private List<String> eventsOf(String caseNo) {
        return database.sql("select type from shouwang.outbox_event where case_no = ? order by id").param(caseNo)
                .query(String.class).list();
    }
}
