package org.shouwang.colleague;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_CHECK_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.TOWNSHIP_REVIEW_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.shouwang.elimination.LookBackProcess;
import org.shouwang.elimination.RiskEliminationProcess;
import org.shouwang.elimination.RiskRollbackProcess;
import org.shouwang.safetynet.SafetyNetRecognitionProcess;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.Flow;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests that users take back their own last step while nobody has touched the next one, and nothing else. */
class TakeBackTest extends IntegrationTest {

    private static final String OTHER_TOWNSHIP = "township411081102";

    @Autowired
    private Accounts accounts;

    @Test
    void aReviewIsTakenBackAndDecidedAnew() {
        CaseFlow flow = newCase().untilReview(clock).reviewed();
        JsonNode limit = flow.limit("IDENTIFICATION_15D");

        Answer again = takeBack(shouwang.township(), flow, "选错了意见");

        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.get("task")).isEqualTo(REVIEW_AT_TOWNSHIP);
        assertThat(again.get("taskId")).isEqualTo(shouwang.township().taskId(flow.caseNo(), REVIEW_AT_TOWNSHIP));
        assertThat(flow.openTasks()).containsExactly(REVIEW_AT_TOWNSHIP);
        assertThat(flow.limit("IDENTIFICATION_15D")).isEqualTo(limit);
        JsonNode step = flow.view().body().path("steps").get(4);
        assertThat(step.path("takenBackReason").asText()).isEqualTo("选错了意见");
        assertThat(step.path("takenBackAt").isNull()).isFalse();
        assertThat(page(shouwang.village(), "/cases/" + flow.caseNo())).contains("已撤回", "选错了意见");
        assertThat(shouwang.county().get("/api/messages?limit=200").text()).contains("撤回：" + flow.caseNo());
        assertThat(shouwang.as("admin").get("/api/acts?kind=TAKE_BACK&subject=" + flow.caseNo()).text()).contains(Shouwang.TOWNSHIP);
        assertThat(takeBack(shouwang.township(), flow, "再撤一次").status()).as("the step before is the village's").isEqualTo(403);

        flow.reviewed().checked().approved();
        assertThat(flow.status()).isEqualTo("APPROVED");
    }

    @Test
    void whatWasTakenBackCountsForNothing() {
        CaseFlow flow = newCase().untilReview(clock).reviewed();
        String task = shouwang.county().taskId(flow.caseNo(), CHECK_AT_COUNTY);

        assertThat(takeBack(shouwang.township(), flow, "漏看了材料").status()).isEqualTo(200);

        assertThat(shouwang.county().submitTask(task, Map.of(COUNTY_CHECK_OUTCOME, "PASS")).status()).isEqualTo(404);
        flow.done(shouwang.township(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "RETURN", "opinion", "收入没有核实"));
        assertThat(flow.openTasks()).containsExactly(VERIFY_HOUSEHOLD);
        assertThat(takeBack(shouwang.township(), flow, "不用退回").status()).isEqualTo(200);
        flow.reviewed();
        assertThat(flow.openTasks()).containsExactly(CHECK_AT_COUNTY);
    }

    @Test
    void theVillagesStepsAreTakenBackUntilTheNoticeIsPosted() {
        CaseFlow flow = newCase().verified();
        assertThat(takeBack(shouwang.village(), flow, "少填一笔收入").status()).isEqualTo(200);
        assertThat(flow.openTasks()).containsExactly(VERIFY_HOUSEHOLD);
        flow.verified().compared();
        assertThat(takeBack(shouwang.county(), flow, "比错了人").status()).isEqualTo(200);
        assertThat(flow.openTasks()).containsExactly(CONFIRM_COMPARISON);
        flow.compared().preselected();
        assertThat(flow.openTasks()).containsExactly(POST_NOTICE);
        assertThat(takeBack(shouwang.village(), flow, "会议没有开").status()).isEqualTo(200);
        assertThat(flow.openTasks()).containsExactly(PRESELECT_AT_VILLAGE);

        flow.preselected().posted(clock.today());

        Answer refused = takeBack(shouwang.village(), flow, "贴错了");
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(flow.openTasks()).isEmpty();
        flow.noticeOver(clock).reviewed();
        assertThat(shouwang.village().post("/api/cases/" + flow.caseNo() + "/withdrawal", Map.of("reason", "举家搬迁")).status()).isEqualTo(200);
        assertThat(takeBack(shouwang.township(), flow, "晚了").status()).as("withdrawn").isEqualTo(409);
    }

    @Test
    void aTaskThatSomebodyWorksOnOrHasDoneStays() {
        CaseFlow flow = newCase().untilReview(clock).reviewed();
        String task = shouwang.county().taskId(flow.caseNo(), CHECK_AT_COUNTY);
        assertThat(shouwang.county().post("/api/tasks/" + task + "/claim", Map.of()).status()).isEqualTo(200);

        Answer claimed = takeBack(shouwang.township(), flow, "选错了意见");
        assertThat(claimed.status()).isEqualTo(409);
        assertThat(claimed.text()).contains("正在办理");

        assertThat(shouwang.county().post("/engine-rest/task/" + task + "/unclaim", Map.of()).status()).isEqualTo(204);
        database.sql("insert into shouwang.task_draft (task_id, user_id, content_cipher, saved_at) values (?, 'county411081b', '', now())")
                .param(task).update();
        assertThat(takeBack(shouwang.township(), flow, "选错了意见").text()).as("a colleague's draft").contains("草稿");
        database.sql("delete from shouwang.task_draft where task_id = ?").param(task).update();

        flow.checked();
        assertThat(takeBack(shouwang.township(), flow, "选错了意见").status()).as("decided").isEqualTo(409);
        assertThat(flow.openTasks()).containsExactly(APPROVE_AT_COUNTY);
    }

    @Test
    void nobodyTakesBackWhatOthersDidOrDoesNotSee() {
        CaseFlow flow = newCase().untilReview(clock).reviewed();

        assertThat(takeBack(shouwang.as(OTHER_TOWNSHIP), flow, "x").status()).isEqualTo(404);
        assertThat(takeBack(shouwang.as("county411024"), flow, "x").status()).isEqualTo(404);
        assertThat(takeBack(shouwang.as("dept411081yibao"), flow, "x").status()).isEqualTo(404);
        assertThat(takeBack(shouwang.partner(), flow, "x").status()).isEqualTo(403);
        assertThat(takeBack(shouwang.leader(), flow, "x").status()).isEqualTo(403);
        assertThat(takeBack(shouwang.village(), flow, "x").status()).as("an earlier step").isEqualTo(409);
        String colleague = newUser(new Post(Role.TOWNSHIP, Shouwang.TOWNSHIP));
        assertThat(takeBack(shouwang.as(colleague), flow, "x").status()).as("the same post").isEqualTo(403);
        assertThat(shouwang.township().post("/api/cases/" + flow.caseNo() + "/take-back", Map.of("reason", " ")).wrongFields())
                .containsExactly("reason");
        assertThat(flow.openTasks()).containsExactly(CHECK_AT_COUNTY);
    }

    @Test
    void aSubstituteTakesNothingBackAfterTheEnd() {
        CaseFlow flow = newCase().untilReview(clock);
        String deputyId = newUser(new Post(Role.VILLAGE, Shouwang.VILLAGE));
        String id = shouwang.township().post("/api/substitutions", Map.of("post", "township" + Shouwang.TOWNSHIP, "substitute", deputyId,
                "from", clock.today().toString(), "until", clock.today().toString())).get("id");
        flow.done(shouwang.as(deputyId), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE", "opinion", "情况属实"));
        assertThat(shouwang.township().send("DELETE", "/api/substitutions/" + id, null, Map.of()).status()).isEqualTo(204);

        assertThat(takeBack(shouwang.as(deputyId), flow, "选错了意见").status()).isEqualTo(403);
    }

    @Test
    void whatOthersHaveBeenToldOfIsNotTakenBack() {
        CaseFlow refused = newCase().untilReview(clock);
        refused.done(shouwang.township(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "REJECT", "opinion", "不符合条件"));
        assertThat(takeBack(shouwang.township(), refused, "选错了意见").status()).isEqualTo(409);

        CaseFlow approved = newCase().untilApproval(clock).approved();
        assertThat(takeBack(shouwang.leader(), approved, "选错了意见").status()).isEqualTo(409);
        approved.announced();
        assertThat(takeBack(shouwang.township(), approved, "选错了意见").status()).isEqualTo(409);
    }

    @Test
    void stepsOfAnEliminationAreTakenBackToo() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminationStarted().checked();
        assertThat(takeBack(shouwang.village(), flow, "算错了收入").status()).isEqualTo(200);
        assertThat(flow.openTasks()).containsExactly(RiskEliminationProcess.CHECK_HOUSEHOLD);

        flow.checked().preselected().posted().noticeOver().reviewed().passed();

        assertThat(takeBack(shouwang.county(), flow, "材料不全").status()).isEqualTo(200);
        assertThat(flow.openTasks()).containsExactly(RiskEliminationProcess.CHECK_AT_COUNTY);
        flow.passed().approved();
        assertThat(flow.status()).isEqualTo("APPROVED");
    }

    @Test
    void stepsOfARollbackAreTakenBackUntilTheGroupHasApproved() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminated();
        assertThat(flow.start(shouwang.county(), RiskRollbackProcess.KEY).status()).isEqualTo(201);
        flow.done(shouwang.village(), RiskRollbackProcess.CHECK_HOUSEHOLD, Map.of(RiskRollbackProcess.CHECK_OUTCOME, "RISK_REMAINS",
                "risksAnswered", List.of(Map.of("risk", "ILLNESS", "gone", false, "how", "旧病复发"))));
        assertThat(takeBack(shouwang.village(), flow, "写漏了一项").status()).isEqualTo(200);
        assertThat(flow.openTasks()).containsExactly(RiskRollbackProcess.CHECK_HOUSEHOLD);

        flow.done(shouwang.village(), RiskRollbackProcess.CHECK_HOUSEHOLD, Map.of(RiskRollbackProcess.CHECK_OUTCOME, "RISK_REMAINS",
                "risksAnswered", List.of(Map.of("risk", "ILLNESS", "gone", false, "how", "旧病复发，住院两次")))).reviewed();
        assertThat(shouwang.leader().post("/api/tasks/" + shouwang.leader().taskId(flow.caseNo(), RiskRollbackProcess.APPROVE_AT_COUNTY) + "/claim",
                Map.of()).status()).isEqualTo(200);
        assertThat(takeBack(shouwang.township(), flow, "选错了意见").text()).as("touched").contains("正在办理");
        flow.approved();

        assertThat(takeBack(shouwang.leader(), flow, "批错了").status()).isEqualTo(409);
        assertThat(flow.monitoringStatus()).isEqualTo("MONITORED");
    }

    @Test
    void theReviewOfALookBackIsTakenBackWhileItSendsTheVillageBackOnly() {
        database.sql("update shouwang.household set status = 'NOT_MONITORED' where status = 'ELIMINATED'").update();
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        flow.nobodyWatches(database);
        Answer draft = shouwang.county().post("/api/look-backs", Map.of("name", "六月回头看", "regions", List.of(Shouwang.TOWNSHIP),
                "dueOn", clock.today().plusDays(30).toString()));
        shouwang.county().post("/api/look-backs/" + draft.get("id") + "/begin", Map.of());
        flow.in(shouwang.county().get("/api/look-backs/" + draft.get("id") + "/households").body().at("/items/0/caseNo").asText());
        Map<String, String> confirmed = Map.of(LookBackProcess.LOOK_BACK_OUTCOME, "CONFIRMED");
        Map<String, String> back = Map.of(LookBackProcess.TOWNSHIP_REVIEW_OUTCOME, "RETURN", "opinion", "没有看水源");
        flow.done(shouwang.village(), LookBackProcess.CHECK_HOUSEHOLD, confirmed).done(shouwang.township(), LookBackProcess.REVIEW_AT_TOWNSHIP, back);

        assertThat(takeBack(shouwang.township(), flow, "看错了户").status()).isEqualTo(200);
        assertThat(flow.openTasks()).containsExactly(LookBackProcess.REVIEW_AT_TOWNSHIP);
        flow.done(shouwang.township(), LookBackProcess.REVIEW_AT_TOWNSHIP, back);
        String visit = shouwang.village().taskId(flow.caseNo(), LookBackProcess.CHECK_HOUSEHOLD);
        assertThat(shouwang.village().post("/api/tasks/" + visit + "/claim", Map.of()).status()).isEqualTo(200);
        assertThat(takeBack(shouwang.township(), flow, "看错了户").text()).as("touched").contains("正在办理");
        flow.done(shouwang.village(), LookBackProcess.CHECK_HOUSEHOLD, confirmed)
                .done(shouwang.township(), LookBackProcess.REVIEW_AT_TOWNSHIP, Map.of(LookBackProcess.TOWNSHIP_REVIEW_OUTCOME, "APPROVE"));

        assertThat(takeBack(shouwang.township(), flow, "看错了户").status()).as("the look-back has ended").isEqualTo(409);
    }

    @Test
    void stepsOfARecognitionAreTakenBackUntilTheNoticeIsPostedAndTheTownshipHasDecided() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).recognitionStarted().foundWithoutLabour().preselected();
        assertThat(takeBack(shouwang.village(), flow, "会议没有开").status()).isEqualTo(200);
        assertThat(flow.openTasks()).containsExactly(PRESELECT_AT_VILLAGE);
        flow.preselected().posted();
        assertThat(takeBack(shouwang.village(), flow, "贴错了").status()).as("posted").isEqualTo(409);

        clock.advanceDays(6);
        flow.awaitTask(SafetyNetRecognitionProcess.DECIDE_AT_TOWNSHIP);
        flow.done(shouwang.township(), SafetyNetRecognitionProcess.DECIDE_AT_TOWNSHIP,
                Map.of(SafetyNetRecognitionProcess.TOWNSHIP_REVIEW_OUTCOME, "RETURN", "opinion", "一人还能务工"));
        String visit = shouwang.village().taskId(flow.caseNo(), SafetyNetRecognitionProcess.CHECK_HOUSEHOLD);
        assertThat(shouwang.village().post("/api/tasks/" + visit + "/claim", Map.of()).status()).isEqualTo(200);
        assertThat(takeBack(shouwang.township(), flow, "看错了人").text()).as("touched").contains("正在办理");
        assertThat(shouwang.village().post("/engine-rest/task/" + visit + "/unclaim", Map.of()).status()).isEqualTo(204);
        assertThat(takeBack(shouwang.township(), flow, "看错了人").status()).isEqualTo(200);
        assertThat(flow.openTasks()).containsExactly(SafetyNetRecognitionProcess.DECIDE_AT_TOWNSHIP);
        flow.decided();

        assertThat(takeBack(shouwang.township(), flow, "看错了人").status()).as("decided").isEqualTo(409);
    }

    @Test
    void aStepThatHasChangedTheRegisterSaysThatItStays() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).recognitionStarted().foundWithoutLabour();

        Answer refused = takeBack(shouwang.village(), flow, "填错了一人");

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.text()).contains("办结后不能撤回");
    }

    @RepeatedTest(3)
    void ofTheNextPersonAndTheOneWhoTakesBackOneWins() {
        CaseFlow flow = newCase().untilReview(clock).reviewed();
        String task = shouwang.county().taskId(flow.caseNo(), CHECK_AT_COUNTY);
        Stream<Supplier<Answer>> both = Stream.of(() -> takeBack(shouwang.township(), flow, "选错了意见"),
                () -> shouwang.county().submitTask(task, Map.of(COUNTY_CHECK_OUTCOME, "PASS", "opinion", "材料齐全")));

        List<Integer> answers = both.map(CompletableFuture::supplyAsync).toList().stream().map(CompletableFuture::join)
                .map(Answer::status).toList();

        boolean takenBack = answers.get(0) == 200;
        assertThat(answers.get(takenBack ? 1 : 0)).as(answers.toString()).isIn(409, 404);
        assertThat(answers.get(1)).isIn(takenBack ? List.of(409, 404) : List.of(204));
        assertThat(flow.openTasks()).containsExactly(takenBack ? REVIEW_AT_TOWNSHIP : APPROVE_AT_COUNTY);
    }

    @Test
    void thePageAsksAndTheCasePageLeadsThere() {
        CaseFlow flow = newCase().untilReview(clock).reviewed();
        String address = "/cases/" + flow.caseNo() + "/take-back";
        assertThat(page(shouwang.township(), "/cases/" + flow.caseNo())).contains(address);
        assertThat(page(shouwang.county(), "/cases/" + flow.caseNo())).doesNotContain(address);
        assertThat(page(shouwang.township(), address)).contains("确认撤回", "乡级审核");
        assertThat(shouwang.township().postForm(address, Map.of("reason", "")).status()).isEqualTo(400);

        assertThat(shouwang.township().postForm(address, Map.of("reason", "选错了意见")).status()).isEqualTo(302);

        assertThat(flow.openTasks()).containsExactly(REVIEW_AT_TOWNSHIP);
    }

    private CaseFlow newCase() {
        return shouwang.newCase(TestPeople.somebody(), clock.today().toString());
    }

    private static Answer takeBack(Shouwang.Session who, Flow<?> flow, String reason) {
        return who.post("/api/cases/" + flow.caseNo() + "/take-back", Map.of("reason", reason));
    }

    private static String page(Shouwang.Session session, String path) {
        return session.send("GET", path, null, Map.of("Accept", "text/html")).text();
    }

    private String newUser(Post post) {
        String id = "colleague" + UUID.randomUUID().toString().replace("-", "");
        accounts.addUserLike(id, "同事小周", "admin", post);
        return id;
    }
}
