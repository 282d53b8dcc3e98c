package org.shouwang.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.security.Accounts;
import org.shouwang.security.EngineAuthority;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.ConflictException;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests that a claim shows colleagues who works on a task and keeps nobody of the post from going on with it. */
class TaskClaimsTest extends IntegrationTest {

    private static final String VILLAGE = "village" + Shouwang.VILLAGE;
    private static final String NAME = "同村张会计";

    @Autowired
    private Accounts accounts;
    @Autowired
    private ProcessEngine engine;
    @Autowired
    private EngineAuthority authority;
    @Autowired
    private VisibleTasks tasks;
    @LocalServerPort
    private int port;

    private CaseFlow flow;
    private String task;
    private String colleagueId;
    private Shouwang.Session colleague;

    /** Opens a case at a village where two people have the post; the colleague has claimed its task. */
    @BeforeEach
    void aColleagueHasClaimed() {
        colleagueId = "colleague" + UUID.randomUUID().toString().replace("-", "");
        accounts.addUserLike(colleagueId, NAME, "admin", new Post(Role.VILLAGE, Shouwang.VILLAGE));
        colleague = shouwang.as(colleagueId);
        flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        task = shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);
        assertThat(claim(colleague, colleagueId).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"claim", "assignee"})
    void aColleagueTakesATaskOver(String door) {
        Answer answer = shouwang.village().post("/engine-rest/task/" + task + "/" + door, Map.of("userId", VILLAGE));

        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        assertThat(assignee()).isEqualTo(VILLAGE);
        assertThat(handovers()).containsExactly("TAKEN_OVER " + NAME);
        assertThat(page(shouwang.village(), "/cases/" + flow.caseNo())).contains("待办移交", "接手，原由" + NAME + "办理", "正在办理");
        assertThat(shouwang.as("admin").get("/api/acts?kind=HANDOVER&subject=" + flow.caseNo()).text())
                .contains(VILLAGE, "原由 " + colleagueId + " 办理");
        assertThat(claim(shouwang.village(), VILLAGE).status()).as("again").isEqualTo(204);
        assertThat(handovers()).hasSize(1);
    }

    @Test
    void twoWhoAreCalledTheSameAreToldApart() {
        String namesake = "namesake" + UUID.randomUUID().toString().replace("-", "");
        accounts.addUserLike(namesake, NAME, "admin", new Post(Role.VILLAGE, Shouwang.VILLAGE));
        assertThat(claim(shouwang.as(namesake), namesake).status()).isEqualTo(204);

        assertThat(page(shouwang.village(), "/cases/" + flow.caseNo()))
                .contains(NAME + "（" + namesake + "）接手，原由" + NAME + "（" + colleagueId + "）办理");
    }

    @ParameterizedTest
    @ValueSource(strings = {"submit-form", "complete"})
    void aColleagueSubmitsATaskThatSomebodyElseHasClaimed(String door) {
        Answer answer = shouwang.village().post("/engine-rest/task/" + task + "/" + door,
                shouwang.variables(Payloads.ending("NO_RISK", TODAY)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        assertThat(flow.steps()).containsExactly(VERIFY_HOUSEHOLD);
        assertThat(handovers()).containsExactly("TAKEN_OVER " + NAME);
        assertThat(database.sql("select assignee_ from act_hi_taskinst where id_ = ?").param(task).query(String.class).single())
                .isEqualTo(VILLAGE);
    }

    @Test
    void whoReadsATaskAtTheMomentOfItsCompletionIsToldSo() {
        Task read = authority.asProgram(() -> engine.getTaskService().createTaskQuery().taskId(task).singleResult());
        flow.done(shouwang.village(), VERIFY_HOUSEHOLD, Payloads.ending("NO_RISK", TODAY));

        assertThatThrownBy(() -> tasks.candidates(read)).isInstanceOf(ConflictException.class).hasMessageContaining("刚刚已被处理");
        assertThatThrownBy(() -> tasks.context(read)).isInstanceOf(ConflictException.class);
    }

    @Test
    void openingNeverTakesATaskOver() {
        Answer answer = shouwang.village().post("/api/tasks/" + task + "/claim", Map.of());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.get("claimedByName")).isEqualTo(NAME);
        assertThat(assignee()).isEqualTo(colleagueId);
        assertThat(handovers()).isEmpty();
    }

    @Test
    void ofTwoWhoOpenAFreeTaskAtOnceOneHasItAndTheOtherIsToldWho() {
        unclaim(colleague);

        List<Answer> answers = Stream.of(colleague, shouwang.village())
                .map(session -> CompletableFuture.supplyAsync(() -> session.post("/api/tasks/" + task + "/claim", Map.of())))
                .toList().stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers).extracting(answer -> answer.get("claimedBy")).containsOnly(assignee());
        assertThat(answers).extracting(answer -> answer.body().path("mine").asBoolean()).containsExactlyInAnyOrder(true, false);
        assertThat(handovers()).isEmpty();
    }

    @Test
    void onlyThePostClaimsATask() {
        unclaim(colleague);

        assertThat(shouwang.county().post("/api/tasks/" + task + "/claim", Map.of()).status()).isEqualTo(403);
        assertThat(shouwang.township().post("/api/tasks/" + task + "/claim", Map.of()).status()).isEqualTo(404);
        assertThat(assignee()).isNull();
    }

    @Test
    void aSubmissionThatIsRefusedTakesNothingOver() {
        assertThat(shouwang.village().submitTask(task, Map.of()).status()).isEqualTo(400);

        assertThat(assignee()).isEqualTo(colleagueId);
        assertThat(handovers()).isEmpty();
    }

    @Test
    void theClaimantGivesBackWithoutATrace() {
        assertThat(unclaim(colleague).status()).isEqualTo(204);
        assertThat(unclaim(colleague).status()).as("nothing to give back").isEqualTo(204);

        assertThat(assignee()).isNull();
        assertThat(handovers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"county411081", "county411081b", "admin"})
    void theCountysDepartmentAndTheAdministratorGiveBack(String user) {
        assertThat(shouwang.as(user).get("/api/cases/" + flow.caseNo()).body().at("/openTasks/0/claimedBy").asText()).isEqualTo(NAME);

        Answer answer = unclaim(shouwang.as(user));

        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        assertThat(assignee()).isNull();
        assertThat(handovers()).containsExactly("GIVEN_BACK " + NAME);
        assertThat(shouwang.village().submitTask(task, Payloads.ending("NO_RISK", TODAY)).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"county411082", "township411081101", "leader411081", "city411000", "village411081101202", "bank411081"})
    void toEverybodyElseThereIsNoSuchTask(String user) {
        Shouwang.Session session = shouwang.as(user);

        assertThat(unclaim(session).status()).isEqualTo(404);
        assertThat(session.post("/engine-rest/task/" + task + "/assignee", Map.of()).status()).isEqualTo(404);
        assertThat(claim(session, user).status()).isEqualTo(404);
        assertThat(session.get("/api/tasks/" + task + "/claim").status()).isEqualTo(404);
        assertThat(session.postForm("/tasks/" + task + "/giving-back", Map.of()).status()).isEqualTo(404);
        assertThat(assignee()).isEqualTo(colleagueId);
    }

    @Test
    void aColleagueGivesBackNothingButIsToldHowToGoOn() {
        Answer answer = unclaim(shouwang.village());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.get("message")).contains(NAME + "正在办理", "签收或直接提交即可接手");
        assertThat(assignee()).isEqualTo(colleagueId);
    }

    @Test
    void neitherTheCountyNorTheAdministratorTakesTheTaskItself() {
        for (String user : List.of("county411081", "admin")) {
            assertThat(claim(shouwang.as(user), user).status()).as(user).isEqualTo(403);
            assertThat(shouwang.as(user).submitTask(task, Payloads.ending("NO_RISK", TODAY)).status()).as(user).isIn(403, 404);
        }
        assertThat(assignee()).isEqualTo(colleagueId);
    }

    @Test
    void theCountysDepartmentGivesBackOnTheCasePage() {
        assertThat(page(shouwang.village(), "/cases/" + flow.caseNo())).contains(NAME + "正在办理").doesNotContain("退回岗位");
        assertThat(page(shouwang.county(), "/cases/" + flow.caseNo())).contains(NAME + "正在办理", "退回岗位");

        Answer answer = shouwang.county().postForm("/tasks/" + task + "/giving-back", Map.of());

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).endsWith("/cases/" + flow.caseNo());
        assertThat(page(shouwang.village(), "/cases/" + flow.caseNo())).contains("等待办理", "退回岗位，原由" + NAME + "办理");
    }

    @Test
    void allClaimsOfAUserEndWithTheAccount() {
        CaseFlow another = shouwang.newCase(TestPeople.somebody(), TODAY);
        String second = shouwang.village().taskId(another.caseNo(), VERIFY_HOUSEHOLD);
        assertThat(shouwang.village().post("/engine-rest/task/" + second + "/claim", Map.of("userId", VILLAGE)).status()).isEqualTo(204);

        Answer deleted = shouwang.as("admin").send("DELETE", "/engine-rest/user/" + colleagueId, null, Map.of());

        assertThat(deleted.status()).as(deleted.text()).isEqualTo(204);
        assertThat(assignee()).isNull();
        assertThat(handovers()).as("the name outlives the account").containsExactly("POST_ENDED " + NAME);
        assertThat(page(shouwang.village(), "/cases/" + flow.caseNo())).contains(NAME + "的岗位已取消或账号已停用，退回岗位");
        assertThat(assignee(second)).as("another's claim").isEqualTo(VILLAGE);
    }

    @Test
    void theClaimsOfAllPostsOfARoleEndWithTheRole() {
        Answer ended = shouwang.as("admin").send("DELETE", "/engine-rest/group/village/members/" + colleagueId, null, Map.of());

        assertThat(ended.status()).as(ended.text()).isEqualTo(204);
        assertThat(assignee()).isNull();
        assertThat(handovers()).containsExactly("POST_ENDED " + NAME);
    }

    @Test
    void aLockedAccountLosesItsClaimsAndIsLetInNoMoreUntilItIsUnlocked() {
        String locking = "/api/accounts/" + colleagueId;
        BrowserSession browser = new BrowserSession(port);
        assertThat(browser.signIn(colleagueId, Shouwang.PASSWORD).location()).endsWith("/home");
        assertThat(shouwang.as("admin").post(locking + "/lock", Map.of("reason", " ")).wrongFields()).containsExactly("reason");
        assertThat(shouwang.as("admin").post("/api/accounts/admin/lock", Map.of("reason", "误点")).status()).as("oneself").isEqualTo(409);

        Answer locked = shouwang.as("admin").post(locking + "/lock", Map.of("reason", "借调外县半年"));

        assertThat(locked.status()).as(locked.text()).isEqualTo(200);
        assertThat(locked.body().path("locked").asBoolean()).isTrue();
        assertThat(assignee()).isNull();
        assertThat(handovers()).containsExactly("POST_ENDED " + NAME);
        assertThat(browser.get("/home").location()).as("the session has ended").contains("/login");
        assertThat(colleague.get("/api/cases").status()).isEqualTo(401);
        assertThat(browser.signIn(colleagueId, Shouwang.PASSWORD).text()).contains("这个账号已经停用");
        assertThat(browser.signIn(colleagueId, "wrong").location()).contains("error");
        assertThat(browser.get("/login?error").text()).as("told only to whoever knows the password").contains("用户名或密码错误");
        assertThat(shouwang.as("admin").post(locking + "/lock", Map.of("reason", "再停")).status()).isEqualTo(409);
        assertThat(page(shouwang.as("admin"), "/accounts?state=locked")).contains(colleagueId, NAME, "借调外县半年");
        assertThat(shouwang.as("admin").get("/api/acts?subject=" + colleagueId).text()).contains("停用账号");

        assertThat(shouwang.as("admin").post(locking + "/unlock", Map.of()).status()).isEqualTo(200);
        assertThat(colleague.get("/api/cases").status()).isEqualTo(200);
        assertThat(claim(colleague, colleagueId).status()).as("the posts are as they were").isEqualTo(204);
        assertThat(shouwang.as("admin").get("/api/acts?subject=" + colleagueId).text()).contains("启用账号");
    }

    @Test
    void anAdministratorLocksAndUnlocksOnThePages() {
        BrowserSession admin = new BrowserSession(port);
        admin.signIn("admin", Shouwang.PASSWORD);
        assertThat(admin.get("/accounts").status()).isEqualTo(200);
        assertThat(admin.post("/accounts", Map.of("q", NAME)).text()).contains(colleagueId, "使用中");
        assertThat(admin.post("/accounts/" + colleagueId + "/lock", Map.of("reason", "")).text()).contains("停用原因：为必填项");

        assertThat(admin.post("/accounts/" + colleagueId + "/lock", Map.of("reason", "退休")).status()).isEqualTo(302);
        assertThat(assignee()).isNull();
        assertThat(admin.get("/accounts/" + colleagueId + "/lock").text()).contains("已停用：退休").doesNotContain("确认停用");
        assertThat(admin.post("/accounts/" + colleagueId + "/unlock", Map.of()).status()).isEqualTo(302);
        assertThat(admin.get("/accounts").text()).contains("已启用账号 " + colleagueId);
    }

    @Test
    void theClaimsOfAPostEndWithThePost() {
        String otherPost = "village411081101203";
        accounts.addUserLike(colleagueId + "2", NAME, "admin", new Post(Role.VILLAGE, "411081101203"));
        Answer joined = shouwang.as("admin").send("PUT", "/engine-rest/group/" + otherPost + "/members/" + colleagueId, "{}",
                Map.of("Content-Type", "application/json"));
        assertThat(joined.status()).isEqualTo(204);

        shouwang.as("admin").send("DELETE", "/engine-rest/group/" + otherPost + "/members/" + colleagueId, null, Map.of());
        assertThat(assignee()).as("another post").isEqualTo(colleagueId);
        shouwang.as("admin").send("DELETE", "/engine-rest/group/" + VILLAGE + "/members/" + colleagueId, null, Map.of());

        assertThat(assignee()).isNull();
        assertThat(handovers()).containsExactly("POST_ENDED " + NAME);
    }

    @Test
    void aClaimIsToldToWhomItConcerns() {
        Answer mine = colleague.get("/api/tasks/" + task + "/claim");
        Answer colleagues = shouwang.village().get("/api/tasks/" + task + "/claim");
        Answer countys = shouwang.county().get("/api/tasks/" + task + "/claim");

        assertThat(mine.body().path("mine").asBoolean()).isTrue();
        assertThat(mine.body().path("mayGiveBack").asBoolean()).isTrue();
        assertThat(colleagues.get("claimedByName")).isEqualTo(NAME);
        assertThat(colleagues.body().path("mayDecide").asBoolean()).isTrue();
        assertThat(colleagues.body().path("mayGiveBack").asBoolean()).isFalse();
        assertThat(countys.body().path("mayDecide").asBoolean()).isFalse();
        assertThat(countys.body().path("mayGiveBack").asBoolean()).isTrue();
    }

    private Answer claim(Shouwang.Session session, String user) {
        return session.post("/engine-rest/task/" + task + "/claim", Map.of("userId", user));
    }

    private Answer unclaim(Shouwang.Session session) {
        return session.send("POST", "/engine-rest/task/" + task + "/unclaim", null, Map.of());
    }

    private String assignee() {
        return assignee(task);
    }

    private String assignee(String taskId) {
        return shouwang.village().get("/engine-rest/task/" + taskId).get("assignee");
    }

    private List<String> handovers() {
        return StreamSupport.stream(flow.view().body().path("handovers").spliterator(), false)
                .map(each -> each.path("kind").asText() + " " + each.path("from").asText()).toList();
    }

    private static String page(Shouwang.Session user, String path) {
        Answer page = user.send("GET", path, null, Map.of("Accept", "text/html"));
        assertThat(page.status()).isEqualTo(200);
        return page.text();
    }
}
