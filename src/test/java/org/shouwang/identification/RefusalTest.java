package org.shouwang.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_APPROVAL_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_CHECK_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.END_APPROVED_BY_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.END_REFUSED;
import static org.shouwang.identification.MonitoringIdentificationProcess.ENTER_SYSTEM;
import static org.shouwang.identification.MonitoringIdentificationProcess.INFORM_HOUSEHOLD;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.TOWNSHIP_REVIEW_OUTCOME;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;

/** Tests that a household can be refused at every level, that the reason is kept, and that the household is told (ID-6). */
class RefusalTest extends IntegrationTest {

    private static final Map<String, Object> TOLD = Map.of("informedBy", "VISIT", "informedOn", TODAY,
            "refusalReason", "收入稳定，无返贫致贫风险");

    @ParameterizedTest
    @CsvSource({"NO_RISK,NOT_AT_RISK", "DECLINED,DECLINED"})
    void aVisitThatEndsTheCaseIsFollowedByTellingTheHousehold(String outcome, String status) {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        flow.verified(Payloads.ending(outcome, TODAY));

        assertThat(flow.status()).isEqualTo(status);
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(INFORM_HOUSEHOLD);
        assertThat(flow.limit("IDENTIFICATION_15D").path("state").asText()).isEqualTo("MET");
        flow.done(shouwang.village(), INFORM_HOUSEHOLD, TOLD);
        assertThat(processOf(flow.caseNo())).isEnded().hasPassed(END_REFUSED).hasNotPassed(CONFIRM_COMPARISON);
        assertThat(flow.status()).isEqualTo(status);
        assertThat(flow.view().get("refusalReason")).isEqualTo("收入稳定，无返贫致贫风险");
    }

    @Test
    void theVillageCanRefuseBeforeTheNotice() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified().compared();

        flow.done(shouwang.village(), PRESELECT_AT_VILLAGE, refusal(PRESELECTION_OUTCOME));

        assertRefused(flow);
    }

    @Test
    void theTownshipCanRefuse() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock);

        flow.done(shouwang.township(), REVIEW_AT_TOWNSHIP, refusal(TOWNSHIP_REVIEW_OUTCOME));

        assertRefused(flow);
    }

    @Test
    void theCountysDepartmentCanRefuse() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock).reviewed();

        flow.done(shouwang.county(), CHECK_AT_COUNTY, refusal(COUNTY_CHECK_OUTCOME));

        assertRefused(flow);
    }

    @Test
    void theCountysLeadingGroupCanRefuse() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);

        flow.done(shouwang.leader(), APPROVE_AT_COUNTY, refusal(COUNTY_APPROVAL_OUTCOME));

        assertRefused(flow);
    }

    @Test
    void aRefusedHouseholdCanBeRegisteredAgainAtOnce() {
        Person head = TestPeople.somebody();
        CaseFlow refused = shouwang.newCase(head, TODAY).verified(Payloads.ending("NO_RISK", TODAY));

        CaseFlow again = shouwang.newCase(head, TODAY);

        assertThat(again.caseNo()).isNotEqualTo(refused.caseNo());
        assertThat(again.status()).isEqualTo("IN_PROGRESS");
    }

    @Test
    void aMemberOfARefusedHouseholdCanBeRegisteredElsewhere() {
        Person head = TestPeople.somebody();
        Person son = TestPeople.somebody();
        Map<String, Object> found = Payloads.atRisk(head, TODAY);
        found.put("members", java.util.List.of(Payloads.member(head, "HEAD"), Payloads.healthyMember(son, "CHILD")));
        CaseFlow flow = shouwang.newCase(head, TODAY).verified(found).compared();
        assertThat(shouwang.partner().startClue(Payloads.clue(son, TODAY)).status()).isEqualTo(409);

        flow.done(shouwang.village(), PRESELECT_AT_VILLAGE, refusal(PRESELECTION_OUTCOME));

        assertThat(shouwang.partner().startClue(Payloads.clue(son, TODAY)).status()).isEqualTo(201);
    }

    @Test
    void tellingTheHouseholdNeedsHowAndWhenAndWhy() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified(Payloads.ending("DECLINED", TODAY));

        var answer = shouwang.village().submit(flow.caseNo(), INFORM_HOUSEHOLD, Map.of());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactlyInAnyOrder("informedBy", "informedOn", "refusalReason");
    }

    @Test
    void theReasonOfTheRefusalIsFilledInWhereTheHouseholdIsTold() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified().compared();

        flow.done(shouwang.village(), PRESELECT_AT_VILLAGE, refusal(PRESELECTION_OUTCOME));

        assertThat(shouwang.village().form(flow.caseNo(), INFORM_HOUSEHOLD).text("refusalReason"))
                .isEqualTo("家庭收入稳定，支出可负担");
    }

    private void assertRefused(CaseFlow flow) {
        assertThat(flow.status()).isEqualTo("REJECTED");
        assertThat(flow.view().get("refusalReason")).isEqualTo("家庭收入稳定，支出可负担");
        assertThat(flow.view().get("householdNo")).isNull();
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(INFORM_HOUSEHOLD);
        assertThat(flow.limit("IDENTIFICATION_15D").path("metOn").asText()).isEqualTo(clock.today().toString());
        flow.done(shouwang.village(), INFORM_HOUSEHOLD,
                Map.of("informedBy", "WRITTEN", "informedOn", clock.today().toString(), "refusalReason", "家庭收入稳定，支出可负担"));
        assertThat(flow.status()).isEqualTo("REJECTED");
        assertThat(processOf(flow.caseNo())).isEnded().hasPassed(END_REFUSED)
                .hasNotPassed(END_APPROVED_BY_COUNTY, ENTER_SYSTEM);
    }

    private static Map<String, Object> refusal(String outcomeKey) {
        return Map.of(outcomeKey, "REJECT", "opinion", "家庭收入稳定，支出可负担");
    }
}
