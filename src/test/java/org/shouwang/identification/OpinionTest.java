package org.shouwang.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang.Session;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;

/** Tests that whoever sends a case back, refuses it, or decides against the table's suggestion has to give a reason (ID-6). */
class OpinionTest extends IntegrationTest {

    @Test
    void noLevelSendsBackOrRefusesWithoutAnOpinion() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified();
        assertOpinionNeeded(flow, shouwang.county(), "userTask_confirmComparison", Map.of("comparisonOutcome", "DISCREPANT"));
        flow.compared();
        assertOpinionNeeded(flow, shouwang.village(), "userTask_preselectAtVillage", Map.of("preselectionOutcome", "REJECT"));
        flow.preselected().posted(clock.today()).noticeOver(clock);
        assertOpinionNeeded(flow, shouwang.township(), "userTask_reviewAtTownship", Map.of("townshipReviewOutcome", "RETURN"));
        assertOpinionNeeded(flow, shouwang.township(), "userTask_reviewAtTownship", Map.of("townshipReviewOutcome", "REJECT"));
        flow.reviewed();
        assertOpinionNeeded(flow, shouwang.county(), "userTask_checkAtCounty",
                Map.of("countyCheckOutcome", "RETURN", "returnTo", "VILLAGE"));
        assertOpinionNeeded(flow, shouwang.county(), "userTask_checkAtCounty", Map.of("countyCheckOutcome", "REJECT"));
        flow.checked();
        assertOpinionNeeded(flow, shouwang.leader(), "userTask_approveAtCounty",
                Map.of("countyApprovalOutcome", "RETURN", "returnTo", "TOWNSHIP"));
        assertOpinionNeeded(flow, shouwang.leader(), "userTask_approveAtCounty", Map.of("countyApprovalOutcome", "REJECT"));
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey("userTask_approveAtCounty");
    }

    @Test
    void anOpinionOfBlanksIsNoOpinion() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified().compared();

        assertOpinionNeeded(flow, shouwang.village(), "userTask_preselectAtVillage",
                Map.of("preselectionOutcome", "REJECT", "opinion", "  \n "));
    }

    @Test
    void whoFollowsTheTableNeedsNoOpinion() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified().compared();

        flow.done(shouwang.village(), "userTask_preselectAtVillage", Map.of("preselectionOutcome", "PRESELECT"));

        assertThat(noticeOf(flow.caseNo())).task().hasDefinitionKey("userTask_postNotice");
    }

    @Test
    void aHouseholdBelowTheLineWithNoOtherSignIsAdmittedAtNoLevelWithoutAnOpinion() {
        Person head = TestPeople.somebody();
        CaseFlow flow = shouwang.newCase(head, TODAY).verified(Payloads.belowTheLineOnly(head, TODAY)).compared();

        assertThat(shouwang.village().form(flow.caseNo(), "userTask_preselectAtVillage").text("weighingReason"))
                .contains("不能仅凭收入认定");
        assertOpinionNeeded(flow, shouwang.village(), "userTask_preselectAtVillage", Map.of("preselectionOutcome", "PRESELECT"));
        flow.preselected().posted(clock.today()).noticeOver(clock);
        assertOpinionNeeded(flow, shouwang.township(), "userTask_reviewAtTownship", Map.of("townshipReviewOutcome", "APPROVE"));
        flow.reviewed();
        assertOpinionNeeded(flow, shouwang.county(), "userTask_checkAtCounty", Map.of("countyCheckOutcome", "PASS"));
        flow.checked();
        assertOpinionNeeded(flow, shouwang.leader(), "userTask_approveAtCounty", Map.of("countyApprovalOutcome", "APPROVE"));
        flow.approved();
        assertThat(flow.status()).isEqualTo("APPROVED");
    }

    @Test
    void aReturnByTheCountySaysToWhom() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock).reviewed();

        Answer answer = shouwang.county().submit(flow.caseNo(), "userTask_checkAtCounty",
                Map.of("countyCheckOutcome", "RETURN", "opinion", "退回"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactly("returnTo");
    }

    private static void assertOpinionNeeded(CaseFlow flow, Session who, String taskKey, Map<String, Object> values) {
        Answer answer = who.submit(flow.caseNo(), taskKey, new LinkedHashMap<>(values));
        assertThat(answer.status()).as(taskKey + " " + values).isEqualTo(400);
        assertThat(answer.wrongFields()).as(taskKey + " " + values).containsExactly("opinion");
    }
}
