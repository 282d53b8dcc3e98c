package org.shouwang.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.shouwang.engine.Submission.RETURN_TO;
import static org.shouwang.identification.MonitoringIdentificationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.COMPARISON_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_APPROVAL_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_CHECK_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.TOWNSHIP_REVIEW_OUTCOME;
import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;

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
        assertOpinionNeeded(flow, shouwang.county(), CONFIRM_COMPARISON, Map.of(COMPARISON_OUTCOME, "DISCREPANT"));
        flow.compared();
        assertOpinionNeeded(flow, shouwang.village(), PRESELECT_AT_VILLAGE, Map.of(PRESELECTION_OUTCOME, "REJECT"));
        flow.preselected().posted(clock.today()).noticeOver(clock);
        assertOpinionNeeded(flow, shouwang.township(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "RETURN"));
        assertOpinionNeeded(flow, shouwang.township(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "REJECT"));
        flow.reviewed();
        assertOpinionNeeded(flow, shouwang.county(), CHECK_AT_COUNTY,
                Map.of(COUNTY_CHECK_OUTCOME, "RETURN", RETURN_TO, "VILLAGE"));
        assertOpinionNeeded(flow, shouwang.county(), CHECK_AT_COUNTY, Map.of(COUNTY_CHECK_OUTCOME, "REJECT"));
        flow.checked();
        assertOpinionNeeded(flow, shouwang.leader(), APPROVE_AT_COUNTY,
                Map.of(COUNTY_APPROVAL_OUTCOME, "RETURN", RETURN_TO, "TOWNSHIP"));
        assertOpinionNeeded(flow, shouwang.leader(), APPROVE_AT_COUNTY, Map.of(COUNTY_APPROVAL_OUTCOME, "REJECT"));
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(APPROVE_AT_COUNTY);
    }

    @Test
    void anOpinionOfBlanksIsNoOpinion() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified().compared();

        assertOpinionNeeded(flow, shouwang.village(), PRESELECT_AT_VILLAGE,
                Map.of(PRESELECTION_OUTCOME, "REJECT", "opinion", "  \n "));
    }

    @Test
    void whoFollowsTheTableNeedsNoOpinion() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified().compared();

        flow.done(shouwang.village(), PRESELECT_AT_VILLAGE, Map.of(PRESELECTION_OUTCOME, "PRESELECT"));

        assertThat(noticeOf(flow.caseNo())).task().hasDefinitionKey(POST_NOTICE);
    }

    @Test
    void aHouseholdBelowTheLineWithNoOtherSignIsAdmittedAtNoLevelWithoutAnOpinion() {
        Person head = TestPeople.somebody();
        CaseFlow flow = shouwang.newCase(head, TODAY).verified(Payloads.belowTheLineOnly(head, TODAY)).compared();

        assertThat(shouwang.village().form(flow.caseNo(), PRESELECT_AT_VILLAGE).text("weighingReason"))
                .contains("不能仅凭收入认定");
        assertOpinionNeeded(flow, shouwang.village(), PRESELECT_AT_VILLAGE, Map.of(PRESELECTION_OUTCOME, "PRESELECT"));
        flow.preselected().posted(clock.today()).noticeOver(clock);
        assertOpinionNeeded(flow, shouwang.township(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE"));
        flow.reviewed();
        assertOpinionNeeded(flow, shouwang.county(), CHECK_AT_COUNTY, Map.of(COUNTY_CHECK_OUTCOME, "PASS"));
        flow.checked();
        assertOpinionNeeded(flow, shouwang.leader(), APPROVE_AT_COUNTY, Map.of(COUNTY_APPROVAL_OUTCOME, "APPROVE"));
        flow.approved();
        assertThat(flow.status()).isEqualTo("APPROVED");
    }

    @Test
    void aReturnByTheCountySaysToWhom() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock).reviewed();

        Answer answer = shouwang.county().submit(flow.caseNo(), CHECK_AT_COUNTY,
                Map.of(COUNTY_CHECK_OUTCOME, "RETURN", "opinion", "退回"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactly(RETURN_TO);
    }

    private static void assertOpinionNeeded(CaseFlow flow, Session who, String taskKey, Map<String, Object> values) {
        Answer answer = who.submit(flow.caseNo(), taskKey, new LinkedHashMap<>(values));
        assertThat(answer.status()).as(taskKey + " " + values).isEqualTo(400);
        assertThat(answer.wrongFields()).as(taskKey + " " + values).containsExactly("opinion");
    }
}
