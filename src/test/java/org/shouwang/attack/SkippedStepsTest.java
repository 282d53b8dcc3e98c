package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.shouwang.assistance.AssistancePlanningProcess.CONFIRM_PLAN;
import static org.shouwang.assistance.AssistancePlanningProcess.PLAN_CONFIRMATION_OUTCOME;
import static org.shouwang.assistance.AssistancePlanningProcess.PLAN_MEASURES;
import static org.shouwang.elimination.RiskEliminationProcess.MARK_IN_SYSTEM;
import static org.shouwang.engine.Submission.RETURN_TO;
import static org.shouwang.identification.MonitoringIdentificationProcess.ANNOUNCE_RESULT;
import static org.shouwang.identification.MonitoringIdentificationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CALL_PUBLIC_NOTICE;
import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.COMPARE_INFORMATION;
import static org.shouwang.identification.MonitoringIdentificationProcess.COMPARISON_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_APPROVAL_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_CHECK_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.ENTER_SYSTEM;
import static org.shouwang.identification.MonitoringIdentificationProcess.INFORM_HOUSEHOLD;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.START_ASSISTANCE;
import static org.shouwang.identification.MonitoringIdentificationProcess.TOWNSHIP_REVIEW_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.microloan.MicroLoanProcess.APPROVE_COMPENSATION;
import static org.shouwang.microloan.MicroLoanProcess.CHECK_USE;
import static org.shouwang.microloan.MicroLoanProcess.CLEAR_FINDING;
import static org.shouwang.microloan.MicroLoanProcess.COMPENSATION_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.CONFIRM_SUBSIDY;
import static org.shouwang.microloan.MicroLoanProcess.CREDIT_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.DISBURSE;
import static org.shouwang.microloan.MicroLoanProcess.RECOVERY_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.RECOVER_OVERDUE;
import static org.shouwang.microloan.MicroLoanProcess.REFUSAL_REVIEW_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.REVIEW_CREDIT;
import static org.shouwang.microloan.MicroLoanProcess.REVIEW_REFUSAL;
import static org.shouwang.microloan.MicroLoanProcess.SUBSIDY_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.USE_CHECK_OUTCOME;
import static org.shouwang.notice.PublicNoticeProcess.END_NOTICE_CLEAR;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECHECK;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECHECK_OUTCOME;
import static org.shouwang.problems.RectificationRoundProcess.ISSUE_CIRCULAR;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.DECIDE_AT_TOWNSHIP;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.RECORD_AT_COUNTY;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.shouwang.assistance.PlanFlow;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Tests steps that are open too early. An administrator could bring the engine to such a step past the switch that prevents
 * it; here the engine's own services do it, as the program may. The user who then has the task is refused, since the steps
 * before it are not on record, and nothing is written.
 */
class SkippedStepsTest extends IntegrationTest {

    private static final String BANK = LoanFlow.BANK;
    private static final String TOWNSHIP = "township" + Shouwang.TOWNSHIP;
    private static final String COUNTY = "county" + Shouwang.COUNTY;
    private static final String LEADER = "leader" + Shouwang.COUNTY;
    private static final String VILLAGE = "village" + Shouwang.VILLAGE;
    private static final String CITY = "city411000";

    @Autowired
    private RuntimeService runtime;
    @Autowired
    private ManagementService management;

    /** A step, the user who has it, and the values of its form. */
    private record Step(String task, String user, Map<String, ?> values) {
    }

    private static Step preselection() {
        return new Step(PRESELECT_AT_VILLAGE, VILLAGE, Map.of(PRESELECTION_OUTCOME, "PRESELECT", "opinion", "同意"));
    }

    private static Step review() {
        return new Step(REVIEW_AT_TOWNSHIP, TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE", "opinion", "同意"));
    }

    private static Step countyCheck() {
        return new Step(CHECK_AT_COUNTY, COUNTY, Map.of(COUNTY_CHECK_OUTCOME, "PASS", "opinion", "同意"));
    }

    private static Step approval() {
        return new Step(APPROVE_AT_COUNTY, LEADER, Map.of(COUNTY_APPROVAL_OUTCOME, "APPROVE", "opinion", "同意"));
    }

    private static Step information() {
        return new Step(INFORM_HOUSEHOLD, VILLAGE, Map.of("informedBy", "VISIT", "informedOn", TODAY, "refusalReason", "不符合"));
    }

    @Test
    void noStepOfAnIdentificationIsDoneBeforeItsTurn() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        refusesAll(flow.caseNo(), List.of(
                new Step(CONFIRM_COMPARISON, COUNTY, Map.of(COMPARISON_OUTCOME, "CONSISTENT")),
                preselection(), review(), countyCheck(), approval(), information()));

        assertThat(flow.steps()).isEmpty();
        assertThat(flow.status()).isEqualTo("IN_PROGRESS");
        assertThat(flow.view().get("householdNo")).isNull();
    }

    @Test
    void theEngineDoesNoStepOfItsOwnBeforeItsTurn() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        for (String step : List.of(COMPARE_INFORMATION, START_ASSISTANCE, CALL_PUBLIC_NOTICE)) {
            assertThatThrownBy(() -> jump(flow.caseNo(), step)).as(step).hasStackTraceContaining("须先有");
            assertThatThrownBy(() -> runtime.createProcessInstanceModification(processOf(flow.caseNo()).getId())
                    .startBeforeActivity(step).execute(true, true)).as(step + " without listeners").hasStackTraceContaining("须先有");
        }

        assertThat(processOf(flow.caseNo()).getId()).isNotNull();
        assertThat(flow.openTasks()).containsExactly(VERIFY_HOUSEHOLD);
    }

    @Test
    void aNoticeIsNotCutShort() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilNotice(clock);
        String notice = noticeOf(flow.caseNo()).getId();
        Job timer = management.createJobQuery().processInstanceId(notice).timers().singleResult();

        assertThatThrownBy(() -> management.executeJob(timer.getId())).hasStackTraceContaining("公示未满5日");
        assertThatThrownBy(() -> runtime.createProcessInstanceModification(notice).startBeforeActivity(END_NOTICE_CLEAR).execute())
                .hasStackTraceContaining("公示未满5日");
        refusesAll(flow.caseNo(), List.of(review(), countyCheck(), approval()));

        assertThat(shouwang.village().get("/api/notices/" + flow.noticeNo()).get("outcome")).isNull();
        management.setJobRetries(timer.getId(), 3);
        clock.advanceDays(6);
        await().atMost(CaseFlow.TIMER).until(() -> "CLEAR".equals(shouwang.village().get("/api/notices/" + flow.noticeNo()).get("outcome")));
        flow.reviewed();
    }

    /** All decisions are on record, but they no longer count since the county sent the case back to its village. */
    @Test
    void whatWasDecidedBeforeACaseWasSentBackDoesNotCount() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock).reviewed();
        flow.done(shouwang.county(), CHECK_AT_COUNTY,
                Map.of(COUNTY_CHECK_OUTCOME, "RETURN", RETURN_TO, "VILLAGE", "opinion", "收入未核清"));

        refusesAll(flow.caseNo(), List.of(review(), countyCheck(), approval()));

        assertThat(flow.status()).isEqualTo("IN_PROGRESS");
    }

    @Test
    void whatNeedsANewNoticeIsNotReviewedWithTheOldOne() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock);
        flow.done(shouwang.township(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "RETURN", "opinion", "漏登家庭成员"));
        Map<String, Object> more = Payloads.atRisk(flow.head(), clock.today().toString());
        more.put("members", List.of(Payloads.member(flow.head(), "HEAD"), Payloads.member(TestPeople.somebody(), "CHILD")));
        flow.verified(more).compared().preselected();

        refusesAll(flow.caseNo(), List.of(review()));
    }

    @Test
    void aDecidedCaseIsNotDecidedAgain() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock).approved();
        String household = flow.view().get("householdNo");

        refuses(flow.caseNo(), new Step(ENTER_SYSTEM, VILLAGE, Map.of()), ENTER_SYSTEM);
        assertThat(flow.status()).isEqualTo("APPROVED");
        assertThat(flow.view().get("householdNo")).isEqualTo(household);
    }

    @Test
    void noStepOfAnEliminationOrARollbackIsDoneBeforeItsTurn() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminationStarted();
        refusesAll(flow.caseNo(), List.of(preselection(), review(), countyCheck(), approval(),
                new Step(ANNOUNCE_RESULT, TOWNSHIP, Map.of()), new Step(MARK_IN_SYSTEM, VILLAGE, Map.of()), information()));
        assertThat(flow.monitoringStatus()).isEqualTo("MONITORED");
        assertThat(shouwang.village().withdraw(flow.caseNo(), "另行办理").status()).isEqualTo(200);

        flow.eliminated();
        assertThat(flow.start(shouwang.county(), "risk-rollback").status()).isEqualTo(201);
        refusesAll(flow.caseNo(), List.of(review(), approval(), new Step(MARK_IN_SYSTEM, VILLAGE, Map.of())));
        assertThat(flow.monitoringStatus()).isEqualTo("ELIMINATED");
    }

    @Test
    void noStepOfARecognitionIsDoneBeforeItsTurn() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).recognitionStarted();

        refusesAll(flow.caseNo(), List.of(preselection(),
                new Step(DECIDE_AT_TOWNSHIP, TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE", "opinion", "同意")),
                new Step(RECORD_AT_COUNTY, COUNTY, Map.of("filingNo", "1号")),
                new Step(MARK_IN_SYSTEM, VILLAGE, Map.of()), information()));

        assertThat(flow.household().body().path("marks")).isEmpty();
    }

    @Test
    void noStepOfALoanIsDoneBeforeItsTurn() {
        String household = LoanFlow.household(shouwang, clock).householdNo();
        LoanFlow loan = LoanFlow.applied(shouwang, household, 50000);

        refusesAll(loan.loanNo(), List.of(
                new Step(REVIEW_CREDIT, BANK, Map.of(CREDIT_OUTCOME, "APPROVE")),
                new Step(CONFIRM_SUBSIDY, COUNTY, Map.of(SUBSIDY_OUTCOME, "CONFIRMED")),
                new Step(DISBURSE, BANK, Map.of()),
                new Step(REVIEW_REFUSAL, COUNTY, Map.of(REFUSAL_REVIEW_OUTCOME, "UPHELD")), information()));
        assertThat(loan.status()).isEqualTo("APPLIED");

        loan.untilDisbursed();
        refusesAll(loan.loanNo(), List.of(
                new Step(RECOVER_OVERDUE, BANK, Map.of(RECOVERY_OUTCOME, "COMPENSATION")),
                new Step(APPROVE_COMPENSATION, COUNTY, Map.of(COMPENSATION_OUTCOME, "APPROVED"))));
        assertThat(loan.status()).isEqualTo("DISBURSED");
    }

    @Test
    void useIsCheckedAndAFindingClearedOnlyWhereTheyAre() {
        LoanFlow loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 50000);
        assertThatThrownBy(() -> jump(loan.loanNo(), CHECK_USE)).as("without a day until which it is to be checked")
                .hasStackTraceContaining("NoSuchElementException");
        Step clearing = new Step(CLEAR_FINDING, COUNTY, Map.of("opinion", "已收回"));

        refusesAll(loan.loanNo(), List.of(clearing));
        assertThat(loan.status()).isEqualTo("APPLIED");
        assertThat(loan.view().body().path("findings")).isEmpty();

        LoanFlow disbursed = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 50000).untilDisbursed();
        refusesAll(disbursed.loanNo(), List.of(clearing));
        disbursed.done(disbursed.bank(), CHECK_USE, Map.of(USE_CHECK_OUTCOME, "MISUSED", "misusedFor", "MEDICAL", "opinion", "看病"));
        assertThat(disbursed.view().body().at("/findings/0/clearedOn").isNull()).isTrue();
    }

    @Test
    void aLookBackIsNotReviewedBeforeTheHouseholdWasChecked() {
        // Households that other tests have left behind do not belong to this look-back.
        database.sql("update shouwang.household set status = 'NOT_MONITORED' where status = 'ELIMINATED'").update();
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        database.sql("update shouwang.household set status = 'ELIMINATED' where household_no = ?").param(flow.householdNo()).update();
        Answer draft = shouwang.county().post("/api/look-backs", Map.of("name", "越级试验", "regions", List.of(Shouwang.TOWNSHIP),
                "dueOn", clock.today().plusDays(30).toString()));
        assertThat(draft.status()).as(draft.text()).isEqualTo(201);
        shouwang.county().post("/api/look-backs/" + draft.get("id") + "/begin", Map.of());
        JsonNode rows = shouwang.county().get("/api/look-backs/" + draft.get("id") + "/households").body().path("items");
        String caseNo = StreamSupport.stream(rows.spliterator(), false).filter(row -> row.path("householdNo").asText().equals(flow.householdNo()))
                .map(row -> row.path("caseNo").asText()).findFirst().orElseThrow();

        refusesAll(caseNo, List.of(review()));

        assertThat(shouwang.county().view(caseNo).get("status")).isEqualTo("IN_PROGRESS");
        assertThat(flow.monitoringStatus()).isEqualTo("ELIMINATED");
    }

    @Test
    void noCircularBeforeTheSamplesAreDrawn() {
        Answer problem = shouwang.as(CITY).post("/api/problems", Map.of("round", "2099", "aspect", "政策落实", "title", "落实不到位",
                "description", "2户未办卡", "dueOn", "2026-04-20", "departments", List.of("yibao"), "county", Shouwang.COUNTY));
        assertThat(problem.status()).as(problem.text()).isEqualTo(201);

        refusesAll("ZG-2099", List.of(new Step(ISSUE_CIRCULAR, CITY, Map.of("circularNo", "许巩固〔2026〕5号", "opinion", "请抓紧整改"))));

        assertThat(shouwang.county().get("/problems/rounds/2099/circular").status()).isEqualTo(404);
        refusesAll(problem.get("problemNo"), List.of(new Step(RECHECK, CITY, Map.of(RECHECK_OUTCOME, "PASSED"))));
    }

    @Test
    void aPlanIsNotConfirmedBeforeItIsMade() {
        PlanFlow plan = PlanFlow.approved(shouwang, clock);

        refusesAll(plan.caseNo(), List.of(
                new Step(PLAN_MEASURES, TOWNSHIP, Map.of("measures", List.of(Map.of("measure", "HEALTH_AID", "risk", "ILLNESS",
                        "plannedOn", clock.today().plusDays(30).toString()))))));
        assertThat(plan.status()).isEqualTo("IN_PROGRESS");

        PlanFlow returned = PlanFlow.approved(shouwang, clock).assigned().planned();
        returned.done(shouwang.county(), CONFIRM_PLAN, Map.of(PLAN_CONFIRMATION_OUTCOME, "RETURN", "opinion", "落实日期太晚"));
        refusesAll(returned.caseNo(), List.of(new Step(CONFIRM_PLAN, COUNTY, Map.of(PLAN_CONFIRMATION_OUTCOME, "CONFIRM"))));
        assertThat(returned.status()).isEqualTo("IN_PROGRESS");
    }

    private void refusesAll(String caseNo, List<Step> steps) {
        List<String> reached = new ArrayList<>();
        for (Step step : steps) {
            jump(caseNo, step.task());
            reached.add(step.task());
            refuses(caseNo, step, String.join(" ", reached));
        }
    }

    private void refuses(String caseNo, Step step, String description) {
        if (shouwang.as(step.user()).taskIds(caseNo, step.task()).isEmpty()) {
            jump(caseNo, step.task());
        }
        Map<String, Object> before = record(caseNo);
        Answer answer = shouwang.as(step.user()).submit(caseNo, step.task(), step.values());
        assertThat(answer.status()).as(description + answer.text()).isEqualTo(409);
        assertThat(answer.get("message")).as(description).contains("本环节须先有");
        assertThat(record(caseNo)).as(description).isEqualTo(before);
    }

    private void jump(String caseNo, String step) {
        runtime.createProcessInstanceModification(processOf(caseNo).getId()).startBeforeActivity(step).execute();
    }

    /** Returns everything that a step could have written for its case. */
    private Map<String, Object> record(String caseNo) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("decisions", database.sql("select count(*) from shouwang.task_decision where case_no = ?").param(caseNo)
                .query(Long.class).single());
        record.put("case", database.sql("select * from shouwang.case_file where case_no = ?").param(caseNo).query().listOfRows());
        record.put("loan", database.sql("select status, principal, subsidised, disbursed_on, repaid, compensated from shouwang.micro_loan where loan_no = ?").param(caseNo).query().listOfRows());
        record.put("limits", database.sql("select * from shouwang.deadline where case_no = ? order by id").param(caseNo).query().listOfRows());
        record.put("variables", database.sql("""
                select v.name_, v.text_ from act_ru_variable v join act_ru_execution e on e.id_ = v.proc_inst_id_
                where e.business_key_ = ? order by 1, 2
                """).param(caseNo).query().listOfRows());
        record.put("acts", database.sql("select count(*) from shouwang.act where subject = ?").param(caseNo).query(Long.class).single());
        return record;
    }
}
