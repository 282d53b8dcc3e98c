package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.shouwang.elimination.LookBackProcess.CHECK_HOUSEHOLD;
import static org.shouwang.elimination.LookBackProcess.LOOK_BACK_OUTCOME;
import static org.shouwang.elimination.LookBackProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.elimination.LookBackProcess.TOWNSHIP_REVIEW_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_APPROVAL_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.microloan.MicroLoanProcess.CREDIT_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.INVESTIGATE;
import static org.shouwang.microloan.MicroLoanProcess.INVESTIGATION_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.REVIEW_CREDIT;
import static org.shouwang.problems.IssueDualAssignmentProcess.PLAN_OUTCOME;
import static org.shouwang.problems.IssueDualAssignmentProcess.PLAN_RECTIFICATION;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECHECK;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECHECK_OUTCOME;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECTIFY;
import static org.shouwang.problems.IssueDualAssignmentProcess.VERIFICATION_OUTCOME;
import static org.shouwang.problems.IssueDualAssignmentProcess.VERIFY_RECTIFICATION;
import static org.shouwang.problems.RectificationRoundProcess.DRAW_OUTCOME;
import static org.shouwang.problems.RectificationRoundProcess.DRAW_SAMPLE;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.DECIDE_AT_TOWNSHIP;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Tests pairs of acts that need two people. A user who holds several posts, or one post with both acts, is refused at the
 * second act, before anything is written.
 */
class TwoPeopleTest extends IntegrationTest {

    private static final String RULE = "IDENTIFICATION_15D";
    private static final Post COUNTY = new Post(Role.COUNTY, Shouwang.COUNTY);
    private static final Post LEADER = new Post(Role.LEADER, Shouwang.COUNTY);
    private static final Post TOWNSHIP = new Post(Role.TOWNSHIP, Shouwang.TOWNSHIP);
    private static final Post VILLAGE = new Post(Role.VILLAGE, Shouwang.VILLAGE);

    @Autowired
    private Accounts accounts;
    @Autowired
    private IdentityService identity;
    @LocalServerPort
    private int port;

    @Test
    void whoeverAskedForMoreDaysDoesNotGrantThem() {
        Shouwang.Session both = holding("two1", TOWNSHIP, COUNTY);
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String id = both.post("/api/cases/" + flow.caseNo() + "/extensions", Map.of("rule", RULE, "until", "2026-03-27", "reason", "道路中断"))
                .get("extensionId");
        assertThat(both.get("/api/extensions").text()).as("goes on seeing it").contains(flow.caseNo());

        for (Map<String, String> decision : List.of(Map.of("outcome", "GRANTED"), Map.of("outcome", "REFUSED", "opinion", "道路已通"))) {
            assertRefused(both.post("/api/extensions/" + id + "/decision", decision), "延期由您本人申请，须由另一人决定");
        }
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("two1", Shouwang.PASSWORD);
        String page = "/cases/" + flow.caseNo() + "/extensions/" + id;
        assertThat(browser.get(page).status()).isEqualTo(200);
        BrowserSession.Page refused = browser.post(page + "/decision", Map.of("outcome", "GRANTED", "until", "2026-03-27"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("须由另一人决定", "道路中断");

        assertThat(flow.limit(RULE).path("dueOn").asText()).isEqualTo("2026-03-17");
        assertThat(shouwang.county().post("/api/extensions/" + id + "/decision", Map.of("outcome", "GRANTED")).status()).isEqualTo(200);
    }

    @Test
    void whoeverInvestigatedALoanDoesNotApproveItAndGoesOnSeeingTheTask() {
        LoanFlow loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 20000).investigated();
        String task = loan.bank().taskId(loan.loanNo(), REVIEW_CREDIT);

        for (String outcome : List.of("APPROVE", "REJECT", "RETURN", "nonsense")) {
            assertRefused(loan.bank().submitTask(task, Map.of(CREDIT_OUTCOME, outcome, "opinion", "同意")), "贷前调查由您本人办理，须由另一人审查");
        }
        assertRefused(loan.bank().completeTask(task, Map.of(CREDIT_OUTCOME, "APPROVE")), "须由另一人审查");

        assertThat(loan.bank().tasks(loan.loanNo())).containsExactly(REVIEW_CREDIT);
        assertThat(loan.bank().get("/engine-rest/task/" + task).get("assignee")).as("not taken over either").isNull();
        loan.done(loan.second(), REVIEW_CREDIT, Map.of(CREDIT_OUTCOME, "RETURN", "opinion", "项目需补充"));
        loan.done(loan.second(), INVESTIGATE, Map.of(INVESTIGATION_OUTCOME, "SUITABLE"));
        assertRefused(loan.second().submit(loan.loanNo(), REVIEW_CREDIT, Map.of(CREDIT_OUTCOME, "APPROVE")), "须由另一人审查");
        loan.done(loan.bank(), REVIEW_CREDIT, Map.of(CREDIT_OUTCOME, "APPROVE"));
    }

    @Test
    void whoeverBeganAnAdmissionDoesNotDecideIt() {
        Shouwang.Session both = holding("two2", TOWNSHIP, LEADER);
        CaseFlow flow = shouwang.newCase(both, TestPeople.somebody(), TODAY).untilApproval(clock);

        assertRefused(both.submit(flow.caseNo(), APPROVE_AT_COUNTY, Map.of(COUNTY_APPROVAL_OUTCOME, "APPROVE")),
                "本案由您本人发起，须由另一人决定");

        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(APPROVE_AT_COUNTY);
        flow.approved();
    }

    @Test
    void whoeverDecidedAtAnotherLevelIsPromisedNothingAndCannotClaim() {
        Shouwang.Session both = holding("two9", VILLAGE, COUNTY);
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        flow.done(both, VERIFY_HOUSEHOLD, Payloads.atRisk(flow.head(), TODAY));
        String task = both.taskId(flow.caseNo(), CONFIRM_COMPARISON);
        String claim = "/api/tasks/" + task + "/claim";

        assertThat(both.get(claim).body().path("mayDecide").asBoolean()).isFalse();
        assertRefused(both.post(claim, Map.of()), "您已在另一层级办理过本案");
        assertThat(both.post("/engine-rest/task/" + task + "/claim", Map.of("userId", "two9")).status()).isEqualTo(409);
        assertThat(shouwang.county().post(claim, Map.of()).body().path("mine").asBoolean()).isTrue();
    }

    @Test
    void whoeverBeganAnEliminationDoesNotDecideIt() {
        Shouwang.Session both = holding("two3", COUNTY, LEADER);
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        assertThat(flow.start(both, "risk-elimination").status()).isEqualTo(201);
        flow.checked().preselected().posted().noticeOver().reviewed().passed();

        assertRefused(both.submit(flow.caseNo(), APPROVE_AT_COUNTY, Map.of(COUNTY_APPROVAL_OUTCOME, "APPROVE")), "须由另一人决定");

        assertThat(flow.monitoringStatus()).isEqualTo("MONITORED");
        flow.approved();
    }

    @Test
    void aTownshipThatBeganARecognitionHasItDecidedByItsSecondUser() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock);
        assertThat(flow.start(shouwang.township(), "safety-net-recognition").status()).isEqualTo(201);
        flow.foundWithoutLabour().preselected().posted();
        clock.advanceDays(6);
        flow.awaitTask(DECIDE_AT_TOWNSHIP);

        assertRefused(shouwang.township().submit(flow.caseNo(), DECIDE_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE")),
                "须由另一人决定");

        flow.done(shouwang.as("township" + Shouwang.TOWNSHIP + "b"), DECIDE_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE"));
    }

    @Test
    void whoeverDrewALookBackLooksAtNobodyOfIt() {
        Shouwang.Session all = holding("two4", COUNTY, VILLAGE, TOWNSHIP);
        database.sql("update shouwang.household set status = 'NOT_MONITORED' where status = 'ELIMINATED'").update();
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        flow.nobodyWatches(database);
        String id = all.post("/api/look-backs", Map.of("name", "回头看", "regions", List.of(Shouwang.TOWNSHIP), "dueOn",
                clock.today().plusDays(30).toString())).get("id");
        all.post("/api/look-backs/" + id + "/begin", Map.of());
        flow.in(all.get("/api/look-backs/" + id + "/households").body().at("/items/0/caseNo").asText());

        assertRefused(all.submit(flow.caseNo(), CHECK_HOUSEHOLD, Map.of(LOOK_BACK_OUTCOME, "CONFIRMED")), "由您本人抽取");
        flow.done(shouwang.village(), CHECK_HOUSEHOLD, Map.of(LOOK_BACK_OUTCOME, "CONFIRMED"));
        assertRefused(all.submit(flow.caseNo(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE")), "由您本人抽取");
        flow.done(shouwang.township(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE"));
    }

    @Test
    void whoeverDrewASampleDoesNotLookAtItAgain() {
        Shouwang.Session city = shouwang.as("city411000");
        String problemNo = problem("2086");
        for (String unit : List.of("dept411081yibao", "county411081")) {
            done(unit, problemNo, PLAN_RECTIFICATION, Map.of("plan", "逐户核对", "measures", "补办", "plannedOn", "2026-04-10"));
            done(unit, problemNo, RECTIFY, Map.of("result", "已办理", "rectifiedOn", TODAY, "evidence", "登记表"));
            done("county411081b", problemNo, VERIFY_RECTIFICATION, Map.of(VERIFICATION_OUTCOME, "PASSED"));
        }
        done("city411000", "ZG-2086", DRAW_SAMPLE, Map.of(DRAW_OUTCOME, "DRAW"));

        assertRefused(city.submit(problemNo, RECHECK, Map.of(RECHECK_OUTCOME, "PASSED")), "复核样本由您本人抽取，须由另一人复核");

        assertThat(city.tasks(problemNo)).containsExactly(RECHECK);
        done("city411000b", problemNo, RECHECK, Map.of(RECHECK_OUTCOME, "PASSED"));
    }

    @Test
    void whoeverNotedAFindingDoesNotStrikeItOffAndNeitherDoesAFile() {
        String problemNo = problem("2092");
        assertThat(note("county411081", problemNo, "一户未办卡").status()).isEqualTo(302);
        String first = "/problems/" + problemNo + "/findings/1";

        BrowserSession.Page own = signedIn("county411081").post(first, Map.of("result", "已办", "struckOff", "true"));

        assertThat(own.status()).as(own.text()).isEqualTo(409);
        assertThat(own.text()).contains("这个排查问题由您本人登记，须由另一人销号");
        assertThat(finding(problemNo, 0).path("struckOff").asBoolean()).isFalse();
        assertThat(signedIn("county411081b").post(first, Map.of("result", "已办", "struckOff", "true")).status()).isEqualTo(302);
        assertThat(finding(problemNo, 0).path("struckOff").asBoolean()).isTrue();
        assertThat(signedIn("county411081").post(first, Map.of("result", "没有办")).status()).as("struck off for good").isEqualTo(409);

        String file = "序号1,方面,具体问题,问题表现,序号2,对照排查发现具体问题描述,对照排查发现问题整改措施,整改时限,责任单位,整改结果,是否销号\n"
                + "1,甲,排查,丙,1,一户档案不全,补全,2026-07-20,市医保局,已补,是";
        Answer imported = shouwang.county().upload("/api/problems/import?round=2092&confirm=true", "file", "problems.csv",
                file.getBytes(StandardCharsets.UTF_8));
        assertThat(imported.body().path("leftOut").toString()).contains("是否销号", "由登记人以外的县级人员");
        assertThat(finding(imported.body().at("/items/0/problemNo").asText(), 0).path("struckOff").asBoolean()).isFalse();
    }

    @Test
    void aFindingOfAVillageIsStruckOffByTheCountyOnly() {
        String problemNo = problem("2093");
        assertThat(note("village" + Shouwang.VILLAGE, problemNo, "一户未办卡").status()).isEqualTo(404);
        done("county411081", problemNo, PLAN_RECTIFICATION, Map.of(PLAN_OUTCOME, "PASSED_ON", "township", Shouwang.TOWNSHIP));
        assertThat(note("township" + Shouwang.TOWNSHIP, problemNo, "一户未办卡").status()).isEqualTo(302);
        String first = "/problems/" + problemNo + "/findings/1";

        BrowserSession.Page own = signedIn("township" + Shouwang.TOWNSHIP).post(first, Map.of("result", "已办", "struckOff", "true"));

        assertThat(own.status()).isEqualTo(403);
        assertThat(own.text()).contains("县级乡村振兴部门核实后销号");
        assertThat(signedIn("township" + Shouwang.TOWNSHIP).post(first, Map.of("result", "已办")).status()).isEqualTo(302);
        assertThat(finding(problemNo, 0).path("struckOff").asBoolean()).isFalse();
        assertThat(signedIn("county411081").post(first, Map.of("result", "已办", "struckOff", "true")).status()).isEqualTo(302);
        assertThat(finding(problemNo, 0).path("struckOff").asBoolean()).isTrue();
    }

    /** Otherwise an administrator could decide what the counties have to decide. */
    @Test
    void anAdministratorGivesNoPostToHimself() {
        accounts.addUserLike("two10", "管理员", "admin", new Post(Role.ADMIN, null));
        identity.createMembership("two10", Role.PARTNER.group());
        Shouwang.Session both = shouwang.as("two10");
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("two10", Shouwang.PASSWORD);
        browser.get("/camunda/app/admin/default/");
        String another = "由另一名系统管理员办理";

        for (String place : List.of("group/" + COUNTY.group() + "/members/", "group/" + Role.COUNTY.group() + "/members/",
                "group/" + VILLAGE.group() + "/members/", "group/" + Role.CITY.group() + "/members/", "tenant/" + Shouwang.COUNTY + "/user-members/")) {
            for (String door : List.of("/engine-rest/", "/engine-rest/engine/default/")) {
                assertRefused(both.send("PUT", door + place + "two10", "{}", Map.of("Content-Type", "application/json")), another);
            }
            BrowserSession.Page page = browser.send("PUT", "/camunda/api/engine/engine/default/" + place + "two10", "{}",
                    Map.of("Content-Type", "application/json", "X-XSRF-TOKEN", browser.cookies().get("XSRF-TOKEN")));
            assertThat(page.status()).as(page.text()).isEqualTo(409);
            assertThat(page.text()).contains(another);
        }
        Map<String, List<String>> served = Map.of("counties", List.of(Shouwang.COUNTY), "banks", List.of());
        assertRefused(both.put("/api/program-accounts/two10", served), another);
        assertThat(both.get("/home").text()).containsPattern("岗位：[^<]*系统管理员").doesNotContainPattern("岗位：[^<]*县级");

        assertThat(shouwang.as("admin").put("/api/program-accounts/two10", served).status()).isEqualTo(200);
        assertThat(shouwang.as("admin").send("PUT", "/engine-rest/group/" + COUNTY.group() + "/members/two10", "{}",
                Map.of("Content-Type", "application/json")).status()).isEqualTo(204);
    }

    private static void assertRefused(Answer answer, String reason) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.text()).contains(reason);
    }

    private Shouwang.Session holding(String id, Post... posts) {
        accounts.addUserLike(id, "多岗人员", "admin", posts[0]);
        for (Post post : List.of(posts).subList(1, posts.length)) {
            identity.createMembership(id, post.group());
            identity.createMembership(id, post.role().group());
        }
        return shouwang.as(id);
    }

    private String problem(String round) {
        Map<String, Object> fields = new HashMap<>(Map.of("round", round, "aspect", "政策落实", "title", "落实不到位 " + UUID.randomUUID(),
                "description", "2户未办卡", "dueOn", "2026-04-20", "departments", List.of("yibao"), "county", Shouwang.COUNTY));
        Answer answer = shouwang.as("city411000").post("/api/problems", fields);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.get("problemNo");
    }

    private void done(String user, String caseNo, String task, Map<String, ?> values) {
        Answer answer = shouwang.as(user).submit(caseNo, task, values);
        assertThat(answer.status()).as(task + ": " + answer.text()).isEqualTo(204);
    }

    private BrowserSession signedIn(String user) {
        BrowserSession browser = new BrowserSession(port);
        browser.signIn(user, Shouwang.PASSWORD);
        browser.get("/home");
        return browser;
    }

    private BrowserSession.Page note(String user, String problemNo, String description) {
        BrowserSession browser = signedIn(user);
        browser.get("/problems/" + problemNo);
        return browser.post("/problems/" + problemNo + "/findings", Map.of("region", Shouwang.VILLAGE, "description", description));
    }

    private JsonNode finding(String problemNo, int place) {
        return shouwang.as("city411000").get("/api/problems/" + problemNo).body().path("findings").path(place);
    }
}
