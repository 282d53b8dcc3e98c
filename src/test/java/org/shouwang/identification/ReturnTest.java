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
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.TOWNSHIP_REVIEW_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFICATION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.notice.PublicNoticeProcess.OBJECTION_OUTCOME;
import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;
import static org.shouwang.notice.PublicNoticeProcess.RESOLVE_OBJECTION;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang.Form;
import org.shouwang.support.TestPeople;

/**
 * Tests that every level can send a case back, and that the village then sees its own record and the reason for the return
 * (ID-6).
 */
class ReturnTest extends IntegrationTest {

    @Test
    void aDiscrepantComparisonGoesBackToTheVillageWithTheFormFilledIn() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified();

        flow.done(shouwang.county(), CONFIRM_COMPARISON,
                Map.of(COMPARISON_OUTCOME, "DISCREPANT", "opinion", "户主名下有车辆，请核实"));

        Form form = shouwang.village().form(flow.caseNo(), VERIFY_HOUSEHOLD);
        assertThat(form.text("returnReason")).isEqualTo("信息比对：户主名下有车辆，请核实");
        assertThat(form.text("wageIncome")).isEqualTo("12000.0");
        assertThat(form.text("suddenEvent")).isEqualTo("ILLNESS");
        assertThat(form.text("authorisationSigned")).isEqualTo("true");
        assertThat(form.rows("members").at("/0/idNumber").asText()).isEqualTo(flow.head().idNumber());
        assertThat(form.rows("members").at("/0/health").asText()).isEqualTo("SEVERE");
        assertThat(form.rows("risks").toString()).isEqualTo("[\"ILLNESS\"]");
        assertThat(form.text(VERIFICATION_OUTCOME)).as("outcomes start empty").isNull();
        assertThat(form.text("opinion")).as("opinions start empty").isNull();
        assertThat(form.rows("history").findValuesAsText("opinion")).contains("户主名下有车辆，请核实");
        flow.verified().compared();
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(PRESELECT_AT_VILLAGE);
    }

    @Test
    void theFirstVisitBeginsWithTheHeadAndNoReasonOfReturn() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        Form form = shouwang.village().form(flow.caseNo(), VERIFY_HOUSEHOLD);

        assertThat(form.text("returnReason")).isNull();
        assertThat(form.rows("members").at("/0/name").asText()).isEqualTo(flow.head().name());
        assertThat(form.text("limitText")).contains("2026-03-17").contains("还剩 15 天");
    }

    @Test
    void theTownshipReturnsToTheVillageAndTheNoticeIsNotPostedAgainWhereItShowsTheSame() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock);
        String noticeNo = flow.noticeNo();

        flow.done(shouwang.township(), REVIEW_AT_TOWNSHIP,
                Map.of(TOWNSHIP_REVIEW_OUTCOME, "RETURN", "opinion", "请补充医疗票据"));

        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(VERIFY_HOUSEHOLD);
        assertThat(shouwang.village().form(flow.caseNo(), VERIFY_HOUSEHOLD).text("returnReason")).isEqualTo("乡级审核：请补充医疗票据");
        Map<String, Object> corrected = Payloads.atRisk(flow.head(), clock.today().toString());
        corrected.put("medicalSpending", 21000);
        flow.verified(corrected).compared().preselected();
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(REVIEW_AT_TOWNSHIP);
        assertThat(flow.noticeNo()).isEqualTo(noticeNo);
        flow.reviewed().checked().approved();
        assertThat(flow.status()).isEqualTo("APPROVED");
    }

    @Test
    void theNoticeIsPostedAgainWhenTheHouseholdHasOneMemberMore() {
        CaseFlow flow = returnedByTownship();
        String noticeNo = flow.noticeNo();
        Map<String, Object> corrected = Payloads.atRisk(flow.head(), clock.today().toString());
        corrected.put("members", List.of(Payloads.member(flow.head(), "HEAD"),
                Payloads.healthyMember(TestPeople.somebody(), "SPOUSE")));

        flow.verified(corrected).compared().preselected();

        assertThat(noticeOf(flow.caseNo())).task().hasDefinitionKey(POST_NOTICE);
        flow.posted(clock.today()).noticeOver(clock);
        assertThat(flow.noticeNo()).isNotEqualTo(noticeNo);
    }

    @Test
    void afterAnUpheldObjectionTheNoticeIsPostedAgainThoughAnEarlierOneShowedTheSame() {
        CaseFlow flow = returnedByTownship();
        Map<String, Object> larger = Payloads.atRisk(flow.head(), clock.today().toString());
        larger.put("members", List.of(Payloads.member(flow.head(), "HEAD"),
                Payloads.healthyMember(TestPeople.somebody(), "SPOUSE")));
        flow.verified(larger).compared().preselected().posted(clock.today());
        shouwang.village().object(flow.noticeNo(), "配偶早已迁出");
        flow.done(shouwang.township(), RESOLVE_OBJECTION, Map.of(OBJECTION_OUTCOME, "UPHELD", "opinion", "属实"));

        flow.verified().compared().preselected();

        assertThat(noticeOf(flow.caseNo())).task().hasDefinitionKey(POST_NOTICE);
    }

    @Test
    void theNoticeIsPostedAgainWhenTheKindOfHouseholdChanged() {
        CaseFlow flow = returnedByTownship();
        Map<String, Object> corrected = Payloads.atRisk(flow.head(), clock.today().toString());
        corrected.put("suddenEvent", "NONE");
        corrected.put("housingSafe", "NO");

        flow.verified(corrected).compared().preselected();

        assertThat(noticeOf(flow.caseNo())).task().hasDefinitionKey(POST_NOTICE);
    }

    @Test
    void theCountysDepartmentReturnsToTheVillage() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock).reviewed();

        flow.done(shouwang.county(), CHECK_AT_COUNTY,
                Map.of(COUNTY_CHECK_OUTCOME, "RETURN", RETURN_TO, "VILLAGE", "opinion", "收入有误"));

        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(VERIFY_HOUSEHOLD);
        assertThat(shouwang.village().form(flow.caseNo(), VERIFY_HOUSEHOLD).text("returnReason")).isEqualTo("县级汇总审核：收入有误");
    }

    @Test
    void theCountysDepartmentReturnsToTheTownship() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock).reviewed();

        flow.done(shouwang.county(), CHECK_AT_COUNTY,
                Map.of(COUNTY_CHECK_OUTCOME, "RETURN", RETURN_TO, "TOWNSHIP", "opinion", "审核意见不完整"));

        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(REVIEW_AT_TOWNSHIP);
        flow.reviewed().checked();
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(APPROVE_AT_COUNTY);
    }

    @Test
    void theLeadingGroupReturnsToTheVillage() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);

        flow.done(shouwang.leader(), APPROVE_AT_COUNTY,
                Map.of(COUNTY_APPROVAL_OUTCOME, "RETURN", RETURN_TO, "VILLAGE", "opinion", "重新入户"));

        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(VERIFY_HOUSEHOLD);
        assertThat(flow.status()).isEqualTo("IN_PROGRESS");
    }

    @Test
    void theLeadingGroupReturnsToTheTownship() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);

        flow.done(shouwang.leader(), APPROVE_AT_COUNTY,
                Map.of(COUNTY_APPROVAL_OUTCOME, "RETURN", RETURN_TO, "TOWNSHIP", "opinion", "补充说明"));

        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(REVIEW_AT_TOWNSHIP);
    }

    @Test
    void aSecondReturnGoesWhereItIsSentNotWhereTheFirstOneWent() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock).reviewed();
        flow.done(shouwang.county(), CHECK_AT_COUNTY,
                Map.of(COUNTY_CHECK_OUTCOME, "RETURN", RETURN_TO, "TOWNSHIP", "opinion", "补充"));
        flow.reviewed();

        flow.done(shouwang.county(), CHECK_AT_COUNTY,
                Map.of(COUNTY_CHECK_OUTCOME, "RETURN", RETURN_TO, "VILLAGE", "opinion", "再入户"));

        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(VERIFY_HOUSEHOLD);
    }

    @Test
    void theFifteenDaysRunOnOverAReturn() {
        CaseFlow flow = returnedByTownship();

        assertThat(flow.limit("IDENTIFICATION_15D").path("dueOn").asText()).isEqualTo("2026-03-17");
        assertThat(flow.limit("IDENTIFICATION_15D").path("startOn").asText()).isEqualTo(TODAY);
    }

    private CaseFlow returnedByTownship() {
        return shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock).done(shouwang.township(),
                REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "RETURN", "opinion", "请核对"));
    }
}
