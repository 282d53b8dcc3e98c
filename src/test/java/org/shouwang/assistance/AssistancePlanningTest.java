package org.shouwang.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.shouwang.assistance.AssistancePlanningProcess.ASSIGN_RESPONSIBLE;
import static org.shouwang.assistance.AssistancePlanningProcess.CONFIRM_PLAN;
import static org.shouwang.assistance.AssistancePlanningProcess.END_ASSISTANCE_OVERDUE;
import static org.shouwang.assistance.AssistancePlanningProcess.END_MEASURES_DECLARED;
import static org.shouwang.assistance.AssistancePlanningProcess.END_PLAN_CONFIRMATION_OVERDUE;
import static org.shouwang.assistance.AssistancePlanningProcess.END_PLAN_CONFIRMED;
import static org.shouwang.assistance.AssistancePlanningProcess.PLAN_CONFIRMATION_OUTCOME;
import static org.shouwang.assistance.AssistancePlanningProcess.PLAN_MEASURES;
import static org.shouwang.assistance.PlanFlow.measure;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_HOUSEHOLD;
import static org.shouwang.identification.MonitoringIdentificationProcess.ANNOUNCE_RESULT;
import static org.shouwang.identification.MonitoringIdentificationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_APPROVAL_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_CHECK_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.TOWNSHIP_REVIEW_OUTCOME;
import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tests assistance planning from the county's approval to the confirmed plan (AS-1 to AS-4). */
class AssistancePlanningTest extends IntegrationTest {

    @Autowired
    private RepositoryService repositoryService;
    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void theCountysApprovalBeginsThePlanningAndItsTenDays() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);

        assertThat(flow.caseNo()).startsWith("BF-411081-2026-");
        assertThat(flow.view().get("status")).isEqualTo("IN_PROGRESS");
        assertThat(flow.view().body().path("limits").path(0).path("rule").asText()).isEqualTo("ASSISTANCE_10D");
        assertThat(flow.view().body().path("limits").path(0).path("startOn").asText()).isEqualTo("2026-03-08");
        assertThat(flow.view().body().path("limits").path(0).path("dueOn").asText()).isEqualTo("2026-03-18");
        assertThat(flow.view().body().path("stepsToCome").findValuesAsText("task")).containsExactly(ASSIGN_RESPONSIBLE, PLAN_MEASURES, CONFIRM_PLAN);
        assertThat(flow.view().body().path("stepsToCome").findValuesAsText("latestOn"))
                .as("the county's days begin with the declaration").containsExactly("2026-03-18", "2026-03-18", "null");
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(ASSIGN_RESPONSIBLE).hasCandidateGroup("township" + Shouwang.TOWNSHIP).isNotAssigned();
        assertThat(processOf(flow.admission().caseNo())).as("the admission goes on").task().hasDefinitionKey(ANNOUNCE_RESULT);
    }

    @Test
    void aConfirmedPlanIsOnTheHouseholdAndMeetsTheLimit() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock).assigned().planned().confirmed();

        assertThat(flow.view().get("status")).isEqualTo("PLAN_CONFIRMED");
        assertThat(flow.limitState()).isEqualTo("MET");
        assertThat(processOf(flow.caseNo())).isEnded().hasPassed(END_MEASURES_DECLARED, END_PLAN_CONFIRMED)
                .hasNotPassed(END_ASSISTANCE_OVERDUE, END_PLAN_CONFIRMATION_OVERDUE);
        assertThat(flow.measures().body().path("items").findValuesAsText("code")).containsExactly("HEALTH_AID");
        assertThat(flow.measures().body().path("items").path(0).path("confirmedOn").asText()).isEqualTo("2026-03-08");
        assertThat(flow.measures().body().path("items").path(0).path("kind").asText()).isEqualTo("HEALTH");
        assertThat(flow.household().body().path("openCases").findValuesAsText("process")).doesNotContain("assistance-planning");
    }

    @Test
    void thePlanIsWarnedOfAfterTheSeventhDayAndOverdueAfterTheTenth() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);

        clock.setTo("2026-03-15T23:59:50");
        awaitTimers();
        assertThat(flow.limitState()).isEqualTo("ON_TRACK");
        assertThat(noted(flow, "warned_at")).isNull();
        clock.setTo("2026-03-16T00:00:10");
        awaitTimers();
        assertThat(flow.limitState()).isEqualTo("WARNING");
        assertThat(noted(flow, "warned_at")).isEqualTo("2026-03-16");
        clock.setTo("2026-03-18T23:59:50");
        awaitTimers();
        assertThat(flow.limitState()).isEqualTo("WARNING");
        assertThat(noted(flow, "overdue_noted_at")).isNull();
        clock.setTo("2026-03-19T00:00:10");
        awaitTimers();
        assertThat(flow.limitState()).isEqualTo("OVERDUE");
        assertThat(noted(flow, "overdue_noted_at")).isEqualTo("2026-03-19");
        assertThat(shouwang.county().get("/api/deadlines?rule=ASSISTANCE_10D&state=OVERDUE&limit=200").text()).contains(flow.caseNo());

        assertThat(processOf(flow.caseNo())).as("the timers interrupt nothing").task().hasDefinitionKey(ASSIGN_RESPONSIBLE);
        flow.assigned().planned();
        assertThat(flow.limitState()).isEqualTo("MET_LATE");
    }

    @Test
    void theTownshipsDeclarationMeetsItsLimitAndTheCountyHasFiveDaysOfItsOwn() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);
        clock.setTo("2026-03-18T17:00:00");
        flow.assigned().planned();

        assertThat(limit(flow, 0)).isEqualTo("ASSISTANCE_10D MET 2026-03-18");
        assertThat(limit(flow, 1)).isEqualTo("PLAN_CONFIRMATION ON_TRACK 2026-03-23");
        assertThat(flow.view().body().path("stepsToCome").findValuesAsText("latestOn")).containsExactly("2026-03-23");
        assertThat(shouwang.county().form(flow.caseNo(), CONFIRM_PLAN).text("limitText")).contains("县级确认计划应于 2026-03-23 前完成");
        assertThat(shouwang.county().get("/engine-rest/task/" + shouwang.county().taskId(flow.caseNo(), CONFIRM_PLAN)).text())
                .contains("\"due\":\"2026-03-23T16:00:00.000+0000\"", "\"followUp\":\"2026-03-21T16:00:00.000+0000\"");
        assertThat(shouwang.county().get("/cases/" + flow.caseNo()).text()).contains("（本系统设计）");

        clock.setTo("2026-03-24T00:00:10");
        awaitTimers();
        assertThat(limit(flow, 0)).as("a slow county makes no township late").isEqualTo("ASSISTANCE_10D MET 2026-03-18");
        assertThat(limit(flow, 1)).isEqualTo("PLAN_CONFIRMATION OVERDUE 2026-03-23");
        flow.confirmed();
        assertThat(limit(flow, 1)).isEqualTo("PLAN_CONFIRMATION MET_LATE 2026-03-23");
    }

    @Test
    void theDaysOfAReturnedPlanWithTheCountyAreNotTheTownships() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);
        clock.setTo("2026-03-16T09:00:00");
        flow.assigned().planned();
        clock.setTo("2026-03-20T09:00:00");

        flow.done(shouwang.county(), CONFIRM_PLAN, Map.of(PLAN_CONFIRMATION_OUTCOME, "RETURN", "opinion", "落实日期太晚"));

        assertThat(limit(flow, 0)).isEqualTo("ASSISTANCE_10D WARNING 2026-03-22");
        assertThat(limit(flow, 1)).isEqualTo("PLAN_CONFIRMATION MET 2026-03-21");
        assertThat(flow.view().body().path("limits").path(0).path("explanation").asText()).contains("不计入", "顺延至 2026-03-22");
        flow.planned();
        assertThat(limit(flow, 0)).isEqualTo("ASSISTANCE_10D MET 2026-03-22");
        assertThat(limit(flow, 2)).isEqualTo("PLAN_CONFIRMATION ON_TRACK 2026-03-25");
    }

    @Test
    void aPlanBegunUnderTheModelBeforeGoesOnWithBothLimits() throws IOException {
        List<String> deployed = new ArrayList<>();
        try {
            deployed.add(deploy("src/test/resources/models/assistance-planning-before-0029.bpmn"));
            PlanFlow flow = PlanFlow.approved(shouwang, clock).assigned();
            deployed.add(deploy("bpmn/assistance-planning/assistance-planning.bpmn"));

            flow.planned();

            assertThat(limit(flow, 0)).isEqualTo("ASSISTANCE_10D MET 2026-03-18");
            assertThat(limit(flow, 1)).isEqualTo("PLAN_CONFIRMATION ON_TRACK 2026-03-13");
            assertThat(shouwang.county().get("/engine-rest/task/" + shouwang.county().taskId(flow.caseNo(), CONFIRM_PLAN)).text())
                    .contains("\"due\":\"2026-03-13T16:00:00.000+0000\"");
            flow.done(shouwang.county(), CONFIRM_PLAN, Map.of(PLAN_CONFIRMATION_OUTCOME, "RETURN", "opinion", "落实日期太晚"));
            flow.planned().confirmed();
            assertThat(flow.view().get("status")).isEqualTo("PLAN_CONFIRMED");
            assertThat(processOf(flow.caseNo())).isEnded();
        } finally {
            deployed.forEach(id -> repositoryService.deleteDeployment(id, true));
        }
    }

    private String deploy(String model) throws IOException {
        DeploymentBuilder deployment = repositoryService.createDeployment()
                .addInputStream("assistance-planning.bpmn", Files.newInputStream(Path.of(model)));
        for (String form : List.of("assign-responsible", "plan-measures", "confirm-plan")) {
            deployment.addInputStream(form + ".form", Files.newInputStream(Path.of("target/classes/forms/assistance-planning/" + form + ".form")));
        }
        return deployment.deploy().getId();
    }

    private static String limit(PlanFlow flow, int index) {
        JsonNode limit = flow.view().body().path("limits").path(index);
        return String.join(" ", limit.path("rule").asText(), limit.path("state").asText(), limit.path("dueOn").asText());
    }

    @Test
    void theTasksAreDueWithTheLimitInTasklist() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);

        String task = shouwang.township().get("/engine-rest/task/" + shouwang.township().taskId(flow.caseNo(), ASSIGN_RESPONSIBLE)).text();

        assertThat(task).contains("\"due\":\"2026-03-18T16:00:00.000+0000\"", "\"followUp\":\"2026-03-15T16:00:00.000+0000\"");
    }

    @Test
    void somebodyWhoIsNoPublicOfficialIsRefusedWithTheReason() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);

        Answer answer = shouwang.township().submit(flow.caseNo(), ASSIGN_RESPONSIBLE,
                Map.of("officialId", PlanFlow.newOfficial(shouwang, false)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("党支部书记", "不是国家公职人员，不能担任帮扶责任人");
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(ASSIGN_RESPONSIBLE);
        assertThat(flow.household().text()).doesNotContain("党支部书记");
    }

    @Test
    void nobodyUnknownOfAnotherCountyOrSwitchedOffCanBeNamed() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);
        Map<String, Object> stranger = Map.of("name", TestPeople.somebody().name(), "post", "县政府科员", "publicOfficial", true,
                "regionCode", "411024");
        String elsewhere = shouwang.as("county411024").post("/api/officials", stranger).get("id");
        String former = PlanFlow.newOfficial(shouwang, true);
        Answer entry = shouwang.township().get("/api/officials/" + former);
        shouwang.township().put("/api/officials/" + former, Map.of("name", entry.body().path("official").path("name").asText(),
                "post", "顺店镇政府科员", "publicOfficial", true, "regionCode", Shouwang.TOWNSHIP, "active", false));

        for (Object id : List.of("0", "abc", "-1", "99999999999999999999", elsewhere, former)) {
            assertThat(shouwang.township().submit(flow.caseNo(), ASSIGN_RESPONSIBLE, Map.of("officialId", id)).status()).as("%s", id).isEqualTo(400);
        }
        assertThat(shouwang.township().submit(flow.caseNo(), ASSIGN_RESPONSIBLE, Map.of()).status()).isEqualTo(400);
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(ASSIGN_RESPONSIBLE);
    }

    @Test
    void theFormOffersThePeopleOfTheCountyAndSaysWhoIsNoPublicOfficial() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);
        String secretary = PlanFlow.newOfficial(shouwang, false);

        Shouwang.Form form = shouwang.township().form(flow.caseNo(), ASSIGN_RESPONSIBLE);

        assertThat(form.rows("officialOptions").findValuesAsText("value")).contains(secretary);
        assertThat(form.rows("officialOptions").toString()).contains("——不是国家公职人员");
        assertThat(form.text("limitText")).contains("帮扶计划应于 2026-03-18 前完成");
    }

    @Test
    void aPlanThatDoesNotFitIsTakenOnlyWithAReasonThatTheCountySees() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock).assigned();
        Map<String, Object> plan = flow.soundPlan();
        plan.put("measures", List.of(measure("FINANCE_MICRO_LOAN", "ILLNESS", "2026-04-01")));

        Answer answer = shouwang.township().submit(flow.caseNo(), PLAN_MEASURES, plan);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("该户因病纳入，但没有安排健康帮扶措施");
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(PLAN_MEASURES);

        plan.put("opinion", "医疗费用已由原单位全额负担");
        flow.done(shouwang.township(), PLAN_MEASURES, plan);
        Shouwang.Form form = shouwang.county().form(flow.caseNo(), CONFIRM_PLAN);
        assertThat(form.text("faultText")).contains("没有安排健康帮扶措施");
        assertThat(form.rows("history").toString()).contains("医疗费用已由原单位全额负担");
        assertThat(shouwang.county().submit(flow.caseNo(), CONFIRM_PLAN, Map.of(PLAN_CONFIRMATION_OUTCOME, "CONFIRM")).status())
                .as("the county too has to say why").isEqualTo(400);
        flow.done(shouwang.county(), CONFIRM_PLAN, Map.of(PLAN_CONFIRMATION_OUTCOME, "CONFIRM", "opinion", "情况属实"));
        assertThat(flow.view().get("status")).isEqualTo("PLAN_CONFIRMED");
    }

    @Test
    void everyErrorOfThePlanIsNamedWithWhoAndWhat() {
        Person head = TestPeople.somebody();
        Person mother = TestPeople.somebody();
        Map<String, Object> frail = Payloads.healthyMember(mother, "PARENT");
        frail.put("labour", "NONE");
        PlanFlow flow = PlanFlow.approved(shouwang, clock, head, Map.of("members",
                new ArrayList<>(List.of(Payloads.healthyMember(head, "HEAD"), frail)), "risks", List.of("ILLNESS", "SCHOOLING"))).assigned();
        Map<String, Object> post = measure("PUBLIC_POST", "ILLNESS", "2026-04-01");
        post.put("member", mother.name());

        Answer answer = shouwang.township().submit(flow.caseNo(), PLAN_MEASURES, Map.of("measures", List.of(post)));

        assertThat(answer.text()).contains("没有安排产业、就业等开发式帮扶措施", mother.name() + "（乡村公益性岗位）", "没有安排健康帮扶措施",
                "没有对应的帮扶措施：因学");
        Map<String, Object> job = measure("EMPLOYMENT_WORKSHOP", "ILLNESS", "2026-04-01");
        job.put("member", head.name());
        flow.done(shouwang.township(), PLAN_MEASURES, Map.of("measures", List.of(job, measure("HEALTH_AID", "ILLNESS", "2026-04-01"),
                measure("EDUCATION_SUBSIDY", "SCHOOLING", "2026-09-01"))));
    }

    @Test
    void whoCanWorkButDoesNotWantToNeedsNoDevelopmentMeasure() {
        Person head = TestPeople.somebody();
        PlanFlow flow = PlanFlow.approved(shouwang, clock, head,
                Map.of("members", new ArrayList<>(List.of(Payloads.healthyMember(head, "HEAD"))))).assigned();

        assertThat(shouwang.township().submit(flow.caseNo(), PLAN_MEASURES, flow.soundPlan()).status()).isEqualTo(400);
        Map<String, Object> unwilling = flow.soundPlan();
        unwilling.put("willing", "NO");
        flow.done(shouwang.township(), PLAN_MEASURES, unwilling);
    }

    @Test
    void aPublicPostIsDevelopmentForWeakLabourOnly() {
        Person head = TestPeople.somebody();
        Person mother = TestPeople.somebody();
        Map<String, Object> weak = Payloads.healthyMember(mother, "PARENT");
        weak.put("labour", "WEAK");
        PlanFlow flow = PlanFlow.approved(shouwang, clock, head,
                Map.of("members", new ArrayList<>(List.of(Payloads.healthyMember(head, "HEAD"), weak)))).assigned();
        Map<String, Object> post = measure("PUBLIC_POST", "ILLNESS", "2026-04-01");
        Map<String, Object> plan = Map.of("measures", List.of(post, measure("HEALTH_AID", "ILLNESS", "2026-04-01")));

        post.put("member", head.name());
        assertThat(shouwang.township().submit(flow.caseNo(), PLAN_MEASURES, plan).text()).contains("没有安排产业、就业等开发式帮扶措施");
        post.put("member", mother.name());
        flow.done(shouwang.township(), PLAN_MEASURES, plan);
    }

    @Test
    void everyWrongRowOfAPlanIsNamed() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock).assigned();
        Map<String, Object> stranger = measure("HEALTH_AID", "ILLNESS", "2026-04-01");
        stranger.put("member", "没有此人");
        List<Map<String, Object>> rows = List.of(stranger, measure("HEALTH_AID", "SCHOOLING", "2026-04-01"),
                measure("HEALTH_AID", "ILLNESS", "2026-03-07"), measure("HEALTH_AID", "ILLNESS", "2026-04-01"),
                measure("PUBLIC_POST", "ILLNESS", "2026-04-01"), measure("UNKNOWN", "ILLNESS", "2026-04-01"));

        Answer answer = shouwang.township().submit(flow.caseNo(), PLAN_MEASURES, Map.of("measures", rows));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").findValuesAsText("field")).containsExactlyInAnyOrder("measures[0].member",
                "measures[1].risk", "measures[2].plannedOn", "measures[3].measure", "measures[4].member", "measures[5].measure");
        assertThat(shouwang.township().submit(flow.caseNo(), PLAN_MEASURES, Map.of("measures", List.of())).status()).isEqualTo(400);
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(PLAN_MEASURES);
        assertThat(flow.measures().body().path("items")).isEmpty();
    }

    @Test
    void aReturnedPlanIsMadeAnewFromWhatWasPlanned() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock).assigned().planned();

        assertThat(shouwang.county().submit(flow.caseNo(), CONFIRM_PLAN, Map.of(PLAN_CONFIRMATION_OUTCOME, "RETURN")).text())
                .contains("须说明理由");
        flow.done(shouwang.county(), CONFIRM_PLAN, Map.of(PLAN_CONFIRMATION_OUTCOME, "RETURN", "opinion", "落实日期太晚"));

        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(PLAN_MEASURES);
        Shouwang.Form form = shouwang.township().form(flow.caseNo(), PLAN_MEASURES);
        assertThat(form.text("returnReason")).contains("落实日期太晚");
        assertThat(form.rows("measures").findValuesAsText("measure")).containsExactly("HEALTH_AID");
        assertThat(flow.measures().body().path("items")).as("nothing holds before the county confirms").isEmpty();
        flow.planned().confirmed();
        assertThat(flow.measures().body().path("items")).hasSize(1);
    }

    @Test
    void thePlanCannotBeWithdrawnSinceEveryMonitoredHouseholdNeedsOne() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);

        Answer answer = shouwang.township().withdraw(flow.caseNo(), "不想做");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("监测中的户都要有帮扶计划");
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(ASSIGN_RESPONSIBLE);
        assertThat(shouwang.township().get("/cases/" + flow.caseNo()).text()).doesNotContain("撤回终止");
    }

    @Test
    void aHouseholdThatIsMonitoredNoMoreNeedsNoPlanAnyMore() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock).assigned();
        flow.admission().announced().entered();
        Answer started = shouwang.village().post("/api/households/" + flow.householdNo() + "/risk-elimination",
                Map.of("reason", "病情稳定，收入增加"));
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        String elimination = started.get("caseNo");
        shouwang.village().submit(elimination, CHECK_HOUSEHOLD, HouseholdFlow.riskGone());
        shouwang.village().submit(elimination, PRESELECT_AT_VILLAGE, Map.of(PRESELECTION_OUTCOME, "PRESELECT"));
        shouwang.village().submit(elimination, POST_NOTICE, Map.of("postedAt", "村务公开栏", "postedFrom", clock.today().toString()));
        clock.advanceDays(6);
        awaitTimers();
        shouwang.township().submit(elimination, REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE"));
        shouwang.county().submit(elimination, CHECK_AT_COUNTY, Map.of(COUNTY_CHECK_OUTCOME, "PASS"));

        Answer approval = shouwang.leader().submit(elimination, APPROVE_AT_COUNTY, Map.of(COUNTY_APPROVAL_OUTCOME, "APPROVE"));

        assertThat(approval.status()).as(approval.text()).isEqualTo(204);
        assertThat(flow.household().get("monitoringStatus")).isEqualTo("ELIMINATED");
        assertThat(flow.view().get("status")).isEqualTo("WITHDRAWN");
        assertThat(flow.view().get("statusText")).isEqualTo("已终止");
        assertThat(flow.view().get("withdrawalReason")).contains(elimination);
        assertThat(flow.limitState()).isEqualTo("CANCELLED");
        assertThat(processOf(flow.caseNo())).isEnded();
    }

    @Test
    void nobodyStartsThePlanningFromOutside() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);

        Answer answer = shouwang.township().post("/engine-rest/process-definition/key/assistance-planning/start",
                Map.of("variables", Map.of("householdNo", Map.of("value", flow.householdNo()))));

        assertThat(answer.status()).isIn(400, 403, 404);
        assertThat(shouwang.township().post("/api/households/" + flow.householdNo() + "/assistance-planning",
                Map.of("reason", "再做一次")).status()).isEqualTo(404);
        assertThat(flow.household().body().path("cases").findValuesAsText("process")).containsOnlyOnce("assistance-planning");
    }

    @Test
    void onlyItsOwnTownshipAndCountySeeAndDecideThePlan() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);

        String official = PlanFlow.newOfficial(shouwang, true);
        String task = shouwang.township().taskId(flow.caseNo(), ASSIGN_RESPONSIBLE);
        for (String other : List.of("village411081101201", "county411081", "township411081102", "county411024", "partner")) {
            assertThat(shouwang.as(other).submitTask(task, Map.of("officialId", official)).status()).as(other).isIn(403, 404);
        }
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(ASSIGN_RESPONSIBLE);
    }

    @Test
    void aPlanThatLayWithTheCountyAtTheUpgradeWasDeclaredOnTheDayItWasHandedIn() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock).assigned().planned();
        List<String> asHandedInNow = limitRows(flow);
        assertThat(asHandedInNow).hasSize(2);

        new TransactionTemplate(transactions).executeWithoutResult(upgrade -> {
            upgrade.setRollbackOnly();
            database.sql("set local search_path to shouwang").update();
            database.sql("delete from deadline where case_no = ? and rule = 'PLAN_CONFIRMATION'").param(flow.caseNo()).update();
            database.sql("update deadline set met_on = null where case_no = ?").param(flow.caseNo()).update();
            rowsOf("V116__two_limits_of_a_plan.sql").forEach(statement -> database.sql(statement).update());

            assertThat(limitRows(flow)).isEqualTo(asHandedInNow);
        });
    }

    /**
     * Returns the statements of a migration that change existing rows, without the insertion of the parameter, which exists
     * already.
     */
    private static List<String> rowsOf(String migration) {
        try (InputStream file = AssistancePlanningTest.class.getResourceAsStream("/db/migration/" + migration)) {
            String statements = new String(file.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            return Arrays.stream(statements.split(";\\s*(\\n|$)")).map(String::strip)
                    .filter(statement -> !statement.isEmpty() && !statement.startsWith("insert into policy_parameter")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> limitRows(PlanFlow flow) {
        return database.sql("""
                select concat_ws(' ', rule, reference, village_code, township_code, county_code, holder, start_on, due_on, warned_from,
                    met_on, escalate_on)
                from shouwang.deadline where case_no = ? order by rule
                """).param(flow.caseNo()).query(String.class).list();
    }

    private String noted(PlanFlow flow, String column) {
        return database.sql("select to_char(" + column + " at time zone 'Asia/Shanghai', 'YYYY-MM-DD') from shouwang.deadline where case_no = ?")
                .param(flow.caseNo()).query(String.class).optional().orElse(null);
    }
}
