package org.shouwang.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.task;

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
        assertThat(processOf(flow.caseNo())).isEnded().hasPassed("callActivity_publicNotice", "endEvent_approvedByCounty",
                "endEvent_entered", "endEvent_admitted").hasNotPassed("userTask_informHousehold", "endEvent_withdrawn");
        assertThat(flow.view().get("householdNo")).startsWith("HU-411081-");
        assertThat(flow.caseNo()).matches("JC-411081-2026-\\d{6}");
        assertThat(flow.noticeNo()).matches("GS-411081-2026-\\d{6}");
    }

    @Test
    void theComparisonSaysWhichVillageHandedTheHouseholdInAndThroughWhichTownship() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        flow.verified(Payloads.atRisk(flow.head(), TODAY));

        String handedIn = shouwang.county().form(flow.caseNo(), "userTask_confirmComparison").text("handedInText");

        assertThat(handedIn).contains("（", TODAY, "入户核实后报送，经顺店镇统一报送县级");
    }

    @Test
    void everyStepIsOfOnePostOfOneRegion() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        assertThat(task("userTask_verifyHousehold", processOf(flow.caseNo()))).hasCandidateGroup("village" + Shouwang.VILLAGE).isNotAssigned();
        flow.verified();
        assertThat(task("userTask_confirmComparison", processOf(flow.caseNo()))).hasCandidateGroup("county" + Shouwang.COUNTY);
        flow.compared();
        assertThat(task("userTask_preselectAtVillage", processOf(flow.caseNo()))).hasCandidateGroup("village" + Shouwang.VILLAGE);
        flow.preselected();
        assertThat(processOf(flow.caseNo())).isWaitingAtExactly("subProcess_identification", "callActivity_publicNotice");
        assertThat(task("userTask_postNotice", noticeOf(flow.caseNo()))).hasCandidateGroup("village" + Shouwang.VILLAGE);
        flow.posted(clock.today()).noticeOver(clock);
        assertThat(task("userTask_reviewAtTownship", processOf(flow.caseNo()))).hasCandidateGroup("township" + Shouwang.TOWNSHIP);
        flow.reviewed();
        assertThat(task("userTask_checkAtCounty", processOf(flow.caseNo()))).hasCandidateGroup("county" + Shouwang.COUNTY);
        flow.checked();
        assertThat(task("userTask_approveAtCounty", processOf(flow.caseNo()))).hasCandidateGroup("leader" + Shouwang.COUNTY);
        flow.approved();
        assertThat(task("userTask_announceResult", processOf(flow.caseNo()))).hasCandidateGroup("township" + Shouwang.TOWNSHIP);
        flow.announced();
        assertThat(task("userTask_enterSystem", processOf(flow.caseNo()))).hasCandidateGroup("village" + Shouwang.VILLAGE);
    }

    @Test
    void stepsShowOneItemForEachCompletedTaskWithItsDecisionAndOpinion() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        flow.untilApproval(clock).approved().announced().entered();

        assertThat(flow.steps()).containsExactly("userTask_verifyHousehold", "userTask_confirmComparison",
                "userTask_preselectAtVillage", "userTask_postNotice", "userTask_reviewAtTownship",
                "userTask_checkAtCounty", "userTask_approveAtCounty", "userTask_announceResult", "userTask_enterSystem");
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
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey("userTask_announceResult");
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

        var form = shouwang.county().form(flow.caseNo(), "userTask_confirmComparison");

        assertThat(form.text("lineText")).contains("7500.00", "2026 年标准尚未录入");
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

        shouwang.as("village" + village).submit(caseNo, "userTask_verifyHousehold", Payloads.atRisk(head, TODAY));

        String findings = shouwang.as("county411024").form(caseNo, "userTask_confirmComparison").rows("findings").toString();
        assertThat(findings).contains("2026-02-28", "豫K00000", head.name(), "未比对");
    }

    @Test
    void whatWasWrittenOnTheAnnouncementAndTheEntryIsKept() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock).approved();

        flow.done(shouwang.township(), "userTask_announceResult", Map.of("announcedAt", "村委会公告栏", "announcedOn", "2026-03-08"))
                .done(shouwang.village(), "userTask_enterSystem", Map.of("systemHouseholdCode", "N-1", "enteredOn", "2026-03-08"));

        assertThat(database.sql("select announced_at, system_code, entered_on::text from shouwang.case_file where case_no = ?")
                .param(flow.caseNo()).query().singleRow().values()).containsExactly("村委会公告栏", "N-1", "2026-03-08");
    }

    private List<String> rows(CaseFlow flow, String select) {
        return database.sql(select + " where case_no = ?").param(flow.caseNo()).query(String.class).list();
    }
}
