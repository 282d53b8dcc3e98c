package org.shouwang.elimination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.shouwang.elimination.RiskRollbackProcess.APPROVE_AT_COUNTY;
import static org.shouwang.elimination.RiskRollbackProcess.CHECK_HOUSEHOLD;
import static org.shouwang.elimination.RiskRollbackProcess.CHECK_OUTCOME;
import static org.shouwang.elimination.RiskRollbackProcess.COUNTY_APPROVAL_OUTCOME;
import static org.shouwang.elimination.RiskRollbackProcess.END_APPROVED_BY_COUNTY;
import static org.shouwang.elimination.RiskRollbackProcess.END_MARK_IS_RIGHT;
import static org.shouwang.elimination.RiskRollbackProcess.END_REFUSED;
import static org.shouwang.elimination.RiskRollbackProcess.END_ROLLED_BACK;
import static org.shouwang.elimination.RiskRollbackProcess.MARK_IN_SYSTEM;
import static org.shouwang.elimination.RiskRollbackProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.elimination.RiskRollbackProcess.TOWNSHIP_REVIEW_OUTCOME;
import static org.shouwang.engine.Submission.RETURN_TO;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests every way through the process of risk rollback (风险回退, EL-3), in which a wrong mark is taken back. */
class RiskRollbackTest extends IntegrationTest {

    private static final String PROCESS = "risk-rollback";

    @LocalServerPort
    private int port;

    @Test
    void aWrongMarkIsTakenBackAndTheHouseholdIsMonitoredAgain() {
        HouseholdFlow flow = eliminated();

        assertThat(flow.start(shouwang.county(), PROCESS).status()).isEqualTo(201);
        assertThat(flow.caseNo()).matches("HT-411081-2026-\\d{6}");
        assertThat(flow.openCases().path(0).path("process").asText()).isEqualTo(PROCESS);
        found(flow).reviewed();
        assertThat(flow.monitoringStatus()).isEqualTo("ELIMINATED");
        flow.approved();

        assertThat(flow.view().get("status")).isEqualTo("APPROVED");
        assertThat(flow.monitoringStatus()).isEqualTo("MONITORED");
        assertThat(flow.statusHistory()).containsExactly("MONITORED", "ELIMINATED", "MONITORED");
        flow.marked();
        assertThat(flow.view().get("status")).isEqualTo("ROLLED_BACK");
        assertThat(processOf(flow.caseNo())).isEnded().hasPassed(END_APPROVED_BY_COUNTY, END_ROLLED_BACK)
                .hasNotPassed(END_REFUSED);
        assertThat(flow.openCases()).isEmpty();
        assertThat(flow.household().body().path("marks").path(0).path("endedOn").asText()).isEqualTo(clock.today().toString());
        assertThat(flow.view().body().path("steps").findValuesAsText("task")).containsExactly(CHECK_HOUSEHOLD,
                REVIEW_AT_TOWNSHIP, APPROVE_AT_COUNTY, MARK_IN_SYSTEM);
        assertThat(database.sql("select type from shouwang.outbox_event where case_no = ? order by id").param(flow.caseNo())
                .query(String.class).list()).containsExactly("case.approved", "case.rolled-back");
    }

    @Test
    void itsPeopleAreWatchedAgainAndItsRisksCanBeEliminatedAgain() {
        HouseholdFlow flow = rolledBack();

        assertThat(shouwang.partner().startClue(Payloads.clue(flow.head(), clock.today().toString())).status()).isEqualTo(409);
        assertThat(flow.eliminated().monitoringStatus()).isEqualTo("ELIMINATED");
        assertThat(shouwang.partner().startClue(Payloads.clue(flow.head(), clock.today().toString())).status()).isEqualTo(201);
    }

    @Test
    void onlyHouseholdsWhoseRisksAreMarkedAsGoneCanBeTakenBackAndOnlyOnceAtATime() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        assertThat(flow.start(shouwang.village(), PROCESS).status()).as("monitored").isEqualTo(409);
        flow.eliminated();
        assertThat(flow.start(shouwang.village(), PROCESS).status()).isEqualTo(201);

        Answer again = shouwang.township().post("/engine-rest/process-definition/key/risk-rollback/start",
                shouwang.variables(Map.of("householdNo", flow.householdNo(), "reason", "标注不准")));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.get("caseNo")).isEqualTo(flow.caseNo());
        assertThat(shouwang.as("county411024").post("/api/households/" + flow.householdNo() + "/risk-rollback",
                Map.of("reason", "标注不准")).status()).isEqualTo(404);
    }

    @Test
    void whenAPersonIsInAnotherCaseMeanwhileTheApprovalIsRefusedAndNothingChanges() {
        HouseholdFlow flow = eliminated();
        flow.start(shouwang.village(), PROCESS);
        found(flow).reviewed();
        CaseFlow other = shouwang.newCase(flow.head(), clock.today().toString());

        Answer answer = shouwang.leader().submit(flow.caseNo(), APPROVE_AT_COUNTY, Map.of(COUNTY_APPROVAL_OUTCOME, "APPROVE"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.get("caseNo")).isEqualTo(other.caseNo());
        assertThat(flow.view().get("status")).isEqualTo("IN_PROGRESS");
        assertThat(flow.monitoringStatus()).isEqualTo("ELIMINATED");
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(APPROVE_AT_COUNTY);
        shouwang.village().withdraw(other.caseNo(), "登记有误");
        assertThat(flow.approved().monitoringStatus()).isEqualTo("MONITORED");
    }

    @Test
    void aHouseholdThatWasIdentifiedAnewMeanwhileIsNotTakenBack() {
        HouseholdFlow flow = eliminated();
        flow.start(shouwang.village(), PROCESS);
        found(flow).reviewed();
        shouwang.newCase(flow.head(), clock.today().toString()).untilApproval(clock).approved();

        Answer answer = shouwang.leader().submit(flow.caseNo(), APPROVE_AT_COUNTY, Map.of(COUNTY_APPROVAL_OUTCOME, "APPROVE"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(flow.statusHistory()).containsExactly("MONITORED", "ELIMINATED", "MONITORED");
    }

    @Test
    void whenTheMarkIsRightTheApplicationIsRefusedWithAReason() {
        HouseholdFlow flow = eliminated();
        flow.start(shouwang.township(), PROCESS);
        Shouwang.Form form = shouwang.village().form(flow.caseNo(), CHECK_HOUSEHOLD);
        assertThat(form.rows("eliminationFacts").toString()).contains("已康复");
        assertThat(form.rows("risksAnswered").path(0).path("gone").asBoolean()).as("as it was found then").isTrue();
        Map<String, Object> right = Map.of(CHECK_OUTCOME, "RISK_GONE", "risksAnswered",
                List.of(Map.of("risk", "ILLNESS", "gone", true, "how", "确已康复")));
        assertThat(shouwang.village().submit(flow.caseNo(), CHECK_HOUSEHOLD, right).wrongFields()).containsExactly("opinion");

        flow.done(shouwang.village(), CHECK_HOUSEHOLD, Map.of(CHECK_OUTCOME, "RISK_GONE", "opinion", "户主确已康复",
                "risksAnswered", right.get("risksAnswered")));

        assertThat(flow.view().get("status")).isEqualTo("REJECTED");
        assertThat(flow.view().get("statusText")).isEqualTo("不予回退");
        assertThat(flow.view().get("refusalReason")).isEqualTo("户主确已康复");
        assertThat(processOf(flow.caseNo())).isEnded().hasPassed(END_MARK_IS_RIGHT).hasNotPassed(REVIEW_AT_TOWNSHIP);
        assertThat(flow.monitoringStatus()).isEqualTo("ELIMINATED");
    }

    @Test
    void everyLevelCanRefuseOrSendBack() {
        HouseholdFlow flow = eliminated();
        flow.start(shouwang.village(), PROCESS);
        found(flow).done(shouwang.township(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "RETURN", "opinion", "请写清病情"));
        assertThat(shouwang.village().form(flow.caseNo(), CHECK_HOUSEHOLD).text("returnReason")).contains("请写清病情");
        found(flow).reviewed().done(shouwang.leader(), APPROVE_AT_COUNTY,
                Map.of(COUNTY_APPROVAL_OUTCOME, "RETURN", RETURN_TO, "TOWNSHIP", "opinion", "请复核"));
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(REVIEW_AT_TOWNSHIP);
        flow.reviewed().done(shouwang.leader(), APPROVE_AT_COUNTY,
                Map.of(COUNTY_APPROVAL_OUTCOME, "RETURN", RETURN_TO, "VILLAGE", "opinion", "请再入户"));
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(CHECK_HOUSEHOLD);
        found(flow).reviewed().done(shouwang.leader(), APPROVE_AT_COUNTY,
                Map.of(COUNTY_APPROVAL_OUTCOME, "REJECT", "opinion", "标注并无不当"));
        assertThat(flow.view().get("status")).isEqualTo("REJECTED");
        assertThat(processOf(flow.caseNo())).isEnded();

        flow.start(shouwang.village(), PROCESS);
        found(flow).done(shouwang.township(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "REJECT", "opinion", "证据不足"));
        assertThat(flow.view().get("status")).isEqualTo("REJECTED");
        assertThat(flow.monitoringStatus()).isEqualTo("ELIMINATED");
    }

    @Test
    void anApplicationIsWithdrawnBeforeTheDecision() {
        HouseholdFlow flow = eliminated();
        flow.start(shouwang.village(), PROCESS);

        assertThat(shouwang.village().withdraw(flow.caseNo(), "填错了户").status()).isEqualTo(200);

        assertThat(flow.view().get("status")).isEqualTo("WITHDRAWN");
        assertThat(processOf(flow.caseNo())).isEnded();
        assertThat(flow.monitoringStatus()).isEqualTo("ELIMINATED");
    }

    @Test
    void anEliminationThatIsTakenBackBeforeItWasEnteredLeavesNoMark() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).untilApproval().approved().announced();
        String elimination = flow.caseNo();
        flow.start(shouwang.village(), PROCESS);
        found(flow).reviewed().approved().marked();

        assertThat(shouwang.village().submit(elimination, MARK_IN_SYSTEM, Map.of()).status()).isEqualTo(204);

        assertThat(flow.household().body().path("marks").path(0).path("endedOn").isNull()).isFalse();
    }

    @Test
    void thePageOffersItForHouseholdsWhoseRisksAreGone() {
        HouseholdFlow flow = eliminated();
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("county411081", Shouwang.PASSWORD);

        assertThat(browser.get("/households/" + flow.householdNo()).text()).contains("申请风险回退", "风险已消除", "风险消除")
                .doesNotContain("发起风险消除");
    }

    private HouseholdFlow eliminated() {
        return HouseholdFlow.monitored(shouwang, clock).eliminated();
    }

    private HouseholdFlow rolledBack() {
        HouseholdFlow flow = eliminated();
        flow.start(shouwang.village(), PROCESS);
        return found(flow).reviewed().approved().marked();
    }

    private HouseholdFlow found(HouseholdFlow flow) {
        return flow.done(shouwang.village(), CHECK_HOUSEHOLD, Map.of(CHECK_OUTCOME, "RISK_REMAINS", "risksAnswered",
                List.of(Map.of("risk", "ILLNESS", "gone", false, "how", "旧病复发，其实一直没有治好"))));
    }
}
