package org.shouwang.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.task;
import static org.shouwang.identification.MonitoringIdentificationProcess.ANNOUNCE_RESULT;
import static org.shouwang.identification.MonitoringIdentificationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CALL_PUBLIC_NOTICE;
import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.END_ADMITTED;
import static org.shouwang.identification.MonitoringIdentificationProcess.END_APPROVED_BY_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.END_ENTERED;
import static org.shouwang.identification.MonitoringIdentificationProcess.END_WITHDRAWN;
import static org.shouwang.identification.MonitoringIdentificationProcess.ENTER_SYSTEM;
import static org.shouwang.identification.MonitoringIdentificationProcess.INFORM_HOUSEHOLD;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.SUB_PROCESS_IDENTIFICATION;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.PersonalData;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests the steps of ID-4 in order, from a clue to the register, and the content of the register afterwards. */
class AdmissionTest extends IntegrationTest {

    @Autowired
    private PersonalData personalData;

    @Test
    void aHouseholdGoesFromTheClueToTheRegister() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        flow.untilApproval(clock).approved().announced().entered();

        assertThat(flow.status()).isEqualTo("ADMITTED");
        assertThat(processOf(flow.caseNo())).isEnded().hasPassed(CALL_PUBLIC_NOTICE, END_APPROVED_BY_COUNTY,
                END_ENTERED, END_ADMITTED).hasNotPassed(INFORM_HOUSEHOLD, END_WITHDRAWN);
        assertThat(flow.view().get("householdNo")).startsWith("HU-411081-");
        assertThat(flow.caseNo()).matches("JC-411081-2026-\\d{6}");
        assertThat(flow.noticeNo()).matches("GS-411081-2026-\\d{6}");
    }

    @Test
    void theComparisonSaysWhichVillageHandedTheHouseholdInAndThroughWhichTownship() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        flow.verified(Payloads.atRisk(flow.head(), TODAY));

        String handedIn = shouwang.county().form(flow.caseNo(), CONFIRM_COMPARISON).text("handedInText");

        assertThat(handedIn).contains("（", TODAY, "入户核实后报送，经顺店镇统一报送县级");
    }

    @Test
    void everyStepIsOfOnePostOfOneRegion() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        assertThat(task(VERIFY_HOUSEHOLD, processOf(flow.caseNo()))).hasCandidateGroup("village" + Shouwang.VILLAGE).isNotAssigned();
        flow.verified();
        assertThat(task(CONFIRM_COMPARISON, processOf(flow.caseNo()))).hasCandidateGroup("county" + Shouwang.COUNTY);
        flow.compared();
        assertThat(task(PRESELECT_AT_VILLAGE, processOf(flow.caseNo()))).hasCandidateGroup("village" + Shouwang.VILLAGE);
        flow.preselected();
        assertThat(processOf(flow.caseNo())).isWaitingAtExactly(SUB_PROCESS_IDENTIFICATION, CALL_PUBLIC_NOTICE);
        assertThat(task(POST_NOTICE, noticeOf(flow.caseNo()))).hasCandidateGroup("village" + Shouwang.VILLAGE);
        flow.posted(clock.today()).noticeOver(clock);
        assertThat(task(REVIEW_AT_TOWNSHIP, processOf(flow.caseNo()))).hasCandidateGroup("township" + Shouwang.TOWNSHIP);
        flow.reviewed();
        assertThat(task(CHECK_AT_COUNTY, processOf(flow.caseNo()))).hasCandidateGroup("county" + Shouwang.COUNTY);
        flow.checked();
        assertThat(task(APPROVE_AT_COUNTY, processOf(flow.caseNo()))).hasCandidateGroup("leader" + Shouwang.COUNTY);
        flow.approved();
        assertThat(task(ANNOUNCE_RESULT, processOf(flow.caseNo()))).hasCandidateGroup("township" + Shouwang.TOWNSHIP);
        flow.announced();
        assertThat(task(ENTER_SYSTEM, processOf(flow.caseNo()))).hasCandidateGroup("village" + Shouwang.VILLAGE);
    }

    @Test
    void stepsShowOneItemForEachCompletedTaskWithItsDecisionAndOpinion() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        flow.untilApproval(clock).approved().announced().entered();

        assertThat(flow.steps()).containsExactly(VERIFY_HOUSEHOLD, CONFIRM_COMPARISON,
                PRESELECT_AT_VILLAGE, POST_NOTICE, REVIEW_AT_TOWNSHIP,
                CHECK_AT_COUNTY, APPROVE_AT_COUNTY, ANNOUNCE_RESULT, ENTER_SYSTEM);
        assertThat(flow.view().body().at("/steps/6/outcome").asText()).isEqualTo("APPROVE");
        assertThat(flow.view().body().at("/steps/6/name").asText()).isEqualTo("县级审批");
        assertThat(flow.view().body().at("/steps/6/opinion").asText()).isEqualTo("同意纳入");
        assertThat(flow.view().body().at("/steps/6/completedBy").asText()).isEqualTo("禹州市县级领导小组");
    }

    @Test
    void theHouseholdIsMonitoredFromTheMomentOfTheApproval() {
        Person head = TestPeople.somebody();
        Person child = TestPeople.somebody();
        CaseFlow flow = shouwang.newCase(head, TODAY);
        Map<String, Object> found = Payloads.atRisk(head, TODAY);
        found.put("members", List.of(Payloads.member(head, "HEAD"), Payloads.healthyMember(child, "CHILD")));
        flow.verified(found).compared().preselected().posted(clock.today()).noticeOver(clock).reviewed().checked();
        assertThat(flow.view().get("householdNo")).isNull();

        flow.approved();

        assertThat(flow.status()).isEqualTo("APPROVED");
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(ANNOUNCE_RESULT);
        Map<String, Object> household = database.sql("""
                select h.status, h.category, h.head_name, s.income_per_head, s.case_no from shouwang.household h
                join shouwang.survey s on s.id = h.survey_id where h.household_no = ?
                """).param(flow.view().get("householdNo")).query().singleRow();
        assertThat(household).containsEntry("status", "MONITORED").containsEntry("category", "SUDDEN_HARDSHIP")
                .containsEntry("head_name", head.name()).containsEntry("case_no", flow.caseNo());
        assertThat(household.get("income_per_head").toString()).as("(12000+3000-1000+0+1200)/2").isEqualTo("7600.00");
        assertThat(rows(flow, "select m.id_cipher || ' ' || m.survey_id || '/' || m.position from shouwang.survey_member m"
                + " join shouwang.survey s on s.id = m.survey_id"))
                .as("identity numbers are unreadable").hasSize(2).noneMatch(stored -> stored.contains(head.idNumber())
                        || stored.contains(child.idNumber()))
                .extracting(stored -> personalData.decrypt(stored.split(" ")[0], EncryptedColumn.SURVEY_MEMBER.at(stored.split(" ")[1]))).containsExactlyInAnyOrder(head.idNumber(), child.idNumber());
        assertThat(shouwang.partner().startClue(Payloads.clue(child, TODAY)).status())
                .as("the child is in a monitored household").isEqualTo(409);
        assertThat(rows(flow, "select a.item || '=' || a.amount from shouwang.survey_amount a join shouwang.survey s on s.id = a.survey_id"))
                .contains("WAGE_INCOME=12000.00", "MEDICAL_SPENDING=20000.00", "OTHER_RIGID_SPENDING=500.50").hasSize(9);
        assertThat(rows(flow, "select r.risk from shouwang.survey_risk r join shouwang.survey s on s.id = r.survey_id"))
                .containsExactly("ILLNESS");
        assertThat(rows(flow, "select g.guarantee from shouwang.survey_guarantee g join shouwang.survey s on s.id = g.survey_id"))
                .hasSize(4);
        assertThat(rows(flow, "select s.status || ' ' || s.since from shouwang.household_status_change s"))
                .containsExactly("MONITORED 2026-03-08");
    }

    @Test
    void theFormOfTheCountySaysHowTheLineAndTheWeighingCameAbout() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified();

        var form = shouwang.county().form(flow.caseNo(), CONFIRM_COMPARISON);

        assertThat(form.text("lineText")).contains("7,500.00", "2026 年标准尚未录入");
        assertThat(form.text("suggestionText")).contains("建议认定");
        assertThat(form.text("categoryText")).isEqualTo("突发严重困难户");
        assertThat(form.rows("findings").findValuesAsText("dataset")).hasSize(6);
    }

    @Test
    void aDatasetThatWasNeverHandedInIsShownAsNotComparedAndAHitWithItsDay() {
        Person head = TestPeople.somebody();
        Answer loaded = shouwang.as("county411024").send("POST", "/api/comparison/datasets/vehicles?asOf=2026-02-28",
                "idNumber,plateNumber,vehicleType\n" + head.idNumber() + ",豫K00000,小型轿车\n",
                Map.of("Content-Type", "text/csv"));
        assertThat(loaded.status()).as(loaded.text()).isEqualTo(201);
        Map<String, Object> clue = Payloads.clue(head, TODAY);
        String village = database.sql("select code from shouwang.region where code like '411024%' and level = 'VILLAGE' limit 1")
                .query(String.class).single();
        clue.put("villageCode", village);
        String caseNo = shouwang.partner().startClue(clue).get("caseNo");

        shouwang.as("village" + village).submit(caseNo, VERIFY_HOUSEHOLD, Payloads.atRisk(head, TODAY));

        String findings = shouwang.as("county411024").form(caseNo, CONFIRM_COMPARISON).rows("findings").toString();
        assertThat(findings).contains("2026-02-28", "豫K00000", head.name(), "未比对");
    }

    @Test
    void whatWasWrittenOnTheAnnouncementAndTheEntryIsKept() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock).approved();

        flow.done(shouwang.township(), ANNOUNCE_RESULT, Map.of("announcedAt", "村委会公告栏", "announcedOn", "2026-03-08"))
                .done(shouwang.village(), ENTER_SYSTEM, Map.of("systemHouseholdCode", "N-1", "enteredOn", "2026-03-08"));

        assertThat(database.sql("select announced_at, system_code, entered_on::text from shouwang.case_file where case_no = ?")
                .param(flow.caseNo()).query().singleRow().values()).containsExactly("村委会公告栏", "N-1", "2026-03-08");
    }

    private List<String> rows(CaseFlow flow, String select) {
        return database.sql(select + " where case_no = ?").param(flow.caseNo()).query(String.class).list();
    }
}
