package org.shouwang.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.ENTER_SYSTEM;
import static org.shouwang.identification.MonitoringIdentificationProcess.MESSAGE_WITHDRAWN;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFICATION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Tests the engine's own REST interfaces: the same checks by every way, only the user's own tasks, and no way round the form.
 */
class EngineDoorsTest extends IntegrationTest {

    private static final String START = "/engine-rest/process-definition/key/monitoring-identification/start";

    @Autowired
    private TaskService taskService;

    @Test
    void submitFormAndCompleteAreCheckedAlike() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        Map<String, Object> wrong = Payloads.atRisk(flow.head(), TODAY);
        wrong.put("wageIncome", -1);
        wrong.put("caseStatus", "APPROVED");
        wrong.remove("housingSafe");
        String taskId = shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);

        Answer submitted = shouwang.village().submitTask(taskId, wrong);
        Answer completed = shouwang.village().completeTask(taskId, wrong);

        assertThat(submitted.status()).isEqualTo(400);
        assertThat(submitted.wrongFields()).containsExactlyInAnyOrder("wageIncome", "caseStatus", "housingSafe");
        assertThat(completed.status()).isEqualTo(400);
        assertThat(completed.wrongFields()).containsExactlyInAnyOrderElementsOf(submitted.wrongFields());
        assertThat(completed.get("message")).isEqualTo(submitted.get("message")).doesNotContain("ENGINE-", "Cannot");
        assertThat(shouwang.village().completeTask(taskId, Payloads.atRisk(flow.head(), TODAY)).status()).isEqualTo(204);
        assertThat(flow.openTasks()).containsExactly(CONFIRM_COMPARISON);
    }

    @Test
    void variablesThatAreNoneAndTypesThatAreNotTheirsAreNamedInChinese() {
        String task = "/engine-rest/task/" + shouwang.village().taskId(shouwang.newCase(TestPeople.somebody(), TODAY).caseNo(), VERIFY_HOUSEHOLD);
        Map<String, String> json = Map.of("Content-Type", "application/json");
        for (String path : List.of(START, task + "/submit-form", task + "/complete")) {
            for (String body : List.of("", "{\"variables\":{\"x\":null}}", "{\"variables\":{\"x\":1}}")) {
                Answer answer = shouwang.village().send("POST", path, body, json);
                assertThat(answer.status()).as(path + body).isEqualTo(400);
                assertThat(answer.get("message")).contains("variables");
            }
            for (String wrong : List.of("\"type\":\"File\",\"value\":\"eA==\"", "\"type\":\"Bytes\",\"value\":\"eA==\"", "\"type\":\"Nothing\",\"value\":1",
                    "\"type\":\"Date\",\"value\":\"2026-03-02\"", "\"type\":\"Integer\",\"value\":\"x\"", "\"type\":\"Integer\",\"value\":1.5",
                    "\"type\":\"Boolean\",\"value\":\"是\"", "\"type\":\"Double\",\"value\":[1]")) {
                Answer answer = shouwang.village().send("POST", path, "{\"variables\":{\"x\":{" + wrong + "}}}", json);
                assertThat(answer.status()).as(path + wrong).isEqualTo(400);
                assertThat(answer.wrongFields()).as(wrong).containsExactly("x");
                assertThat(answer.text()).doesNotContain("Exception: ", "java.", "Cannot");
            }
        }
    }

    @Test
    void whoIsNobodyJoinsNoGroup() {
        Answer answer = shouwang.as("admin").send("PUT", "/engine-rest/group/village/members/no-such-user", "", Map.of());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("没有用户“no-such-user”");
    }

    @Test
    void nothingButOutcomesReachesTheEngine() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified();
        String taskId = shouwang.county().taskId(flow.caseNo(), CONFIRM_COMPARISON);

        Answer variables = shouwang.as("admin").get("/engine-rest/task/" + taskId + "/variables");

        assertThat(variables.body().fieldNames()).toIterable().isSubsetOf("caseNo", "caseStatus", "villageCode",
                "villageName", "townshipCode", "countyCode", VERIFICATION_OUTCOME);
    }

    @Test
    void aTaskDoneTwiceIsDoneOnce() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String taskId = shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);
        assertThat(shouwang.village().submitTask(taskId, Payloads.ending("NO_RISK", TODAY)).status()).isEqualTo(204);

        Answer again = shouwang.village().submitTask(taskId, Payloads.ending("NO_RISK", TODAY));

        assertThat(again.status()).isIn(404, 409);
        assertThat(flow.steps()).containsExactly(VERIFY_HOUSEHOLD);
    }

    @Test
    void completingNeedsNoClaimAndAClaimedTaskStaysInOnesList() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String taskId = shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);

        assertThat(shouwang.village().post("/engine-rest/task/" + taskId + "/claim", Map.of("userId", "village" + Shouwang.VILLAGE))
                .status()).isEqualTo(204);
        assertThat(shouwang.village().tasks(flow.caseNo())).as("a claimed task stays in one's list").containsExactly(VERIFY_HOUSEHOLD);
        assertThat(shouwang.village().submitTask(taskId, Payloads.ending("NO_RISK", TODAY)).status()).isEqualTo(204);
    }

    @Test
    void twoWhoCompleteATaskAtOnceCompleteItOnce() throws Exception {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String taskId = shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);
        List<CompletableFuture<Answer>> both = Stream.of("submit", "complete").map(door -> CompletableFuture.supplyAsync(() ->
                door.equals("submit") ? shouwang.village().submitTask(taskId, Payloads.atRisk(flow.head(), TODAY))
                        : shouwang.village().completeTask(taskId, Payloads.atRisk(flow.head(), TODAY)))).toList();

        assertThat(both).extracting(answer -> answer.get().status()).filteredOn(status -> status == 204).hasSize(1);
        assertThat(both).extracting(answer -> answer.get().status()).filteredOn(status -> status != 204)
                .singleElement().satisfies(status -> assertThat(status).isIn(404, 409));
        assertThat(flow.steps()).containsExactly(VERIFY_HOUSEHOLD);
    }

    @Test
    void tasklistsOwnDoorIsGuardedLikewise() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String task = "/camunda/api/engine/engine/default/task/" + shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);

        assertThat(shouwang.village().get(task).status()).isEqualTo(200);
        assertThat(shouwang.as("village411081101202").get(task).status()).isEqualTo(404);
        assertThat(shouwang.as("village411081101202").get("/camunda/api/engine/engine/other/task").status()).isIn(403, 404);
        assertThat(shouwang.village().get("/camunda/api/engine/engine/default/process-instance").status()).isEqualTo(403);
        assertThat(shouwang.village().get("/camunda/api/cockpit/plugin/base/default/process-instance").status()).isEqualTo(403);
    }

    @Test
    void nobodyClaimsForSomebodyElseNorATaskOfAnotherPost() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String claim = "/engine-rest/task/" + shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD) + "/claim";

        assertThat(shouwang.village().post(claim, Map.of("userId", "village411081101202")).status()).isEqualTo(403);
        assertThat(shouwang.township().post(claim, Map.of("userId", "township411081101")).status()).isEqualTo(404);
        assertThat(shouwang.village().post(claim.replace("claim", "assignee"), Map.of("userId", "admin")).status()).isEqualTo(403);
    }

    @Test
    void anotherPostOrRegionNeitherSeesNorCompletesATask() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String taskId = shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);
        Map<String, Object> ending = Payloads.ending("NO_RISK", TODAY);

        for (String user : List.of("village411081101202", "township411081101", "county411081", "leader411081",
                "county411082", "village411082101201", "city411000")) {
            Shouwang.Session other = shouwang.as(user);
            if (other.get("/engine-rest/version").status() == 401) {
                continue;
            }
            assertThat(other.tasks(flow.caseNo())).as(user).isEmpty();
            assertThat(other.get("/engine-rest/task/" + taskId).status()).as(user).isEqualTo(404);
            assertThat(other.get("/engine-rest/task/" + taskId + "/form-variables").status()).as(user).isEqualTo(404);
            assertThat(other.get("/engine-rest/task/" + taskId + "/deployed-form").status()).as(user).isEqualTo(404);
            assertThat(other.get("/engine-rest/task/" + taskId + "/identity-links").status()).as(user).isEqualTo(404);
            assertThat(other.submitTask(taskId, ending).status()).as(user).isEqualTo(404);
            assertThat(other.completeTask(taskId, ending).status()).as(user).isEqualTo(404);
        }
        assertThat(flow.openTasks()).containsExactly(VERIFY_HOUSEHOLD);
    }

    @Test
    void anAdministratorSeesATaskButDoesNotDecideIt() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String taskId = shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);

        assertThat(shouwang.as("admin").submitTask(taskId, Payloads.ending("NO_RISK", TODAY)).status()).isEqualTo(403);
        assertThat(flow.openTasks()).containsExactly(VERIFY_HOUSEHOLD);
    }

    @Test
    void aListThatAsksForOtherPeoplesTasksShowsNone() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String of = "&processInstanceBusinessKey=" + flow.caseNo();

        for (String question : List.of("?candidateGroup=village" + Shouwang.VILLAGE, "?candidateUser=village" + Shouwang.VILLAGE,
                "?candidateGroups=village" + Shouwang.VILLAGE + ",county411082", "?candidateGroup=village" + Shouwang.VILLAGE
                        + "&includeAssignedTasks=true", "?unassigned=true", "?withoutTenantId=false")) {
            Answer tasks = shouwang.as("village411081101202").get("/engine-rest/task" + question + of);
            assertThat(tasks.body().findValuesAsText("id")).as(question).isEmpty();
        }
        Answer or = shouwang.as("village411081101202").post("/engine-rest/task",
                Map.of("orQueries", List.of(Map.of("candidateGroups", List.of("village" + Shouwang.VILLAGE), "includeAssignedTasks", true,
                        "processInstanceBusinessKey", flow.caseNo()))));
        assertThat(or.body().findValuesAsText("processInstanceId")).isEmpty();
        assertThat(shouwang.as("village411081101202").get("/engine-rest/task?candidateGroupLike=vill%25" + of).status()).isEqualTo(400);
    }

    @Test
    void theHistoryOfTasksShowsNobodyElsesWork() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified();

        for (String user : List.of("village411081101202", "county411082", "township411081101")) {
            assertThat(shouwang.as(user).get("/engine-rest/history/task?processInstanceBusinessKey=" + flow.caseNo())
                    .body().findValuesAsText("id")).as(user).isEmpty();
            assertThat(shouwang.as(user).get("/engine-rest/history/user-operation").body().findValuesAsText("id"))
                    .as(user).isEmpty();
        }
    }

    @Test
    void listsWithoutALimitGetAPage() {
        shouwang.newCase(TestPeople.somebody(), TODAY);

        assertThat(shouwang.village().get("/engine-rest/task").status()).isEqualTo(200);
        assertThat(shouwang.village().post("/engine-rest/task", Map.of()).status()).isEqualTo(200);
        assertThat(shouwang.village().get("/engine-rest/process-definition").status()).isEqualTo(200);
        assertThat(shouwang.village().get("/engine-rest/task/count").status()).isEqualTo(200);
        assertThat(shouwang.as("admin").get("/engine-rest/process-instance").status()).isEqualTo(200);
        assertThat(shouwang.as("admin").get("/engine-rest/history/task").status()).isEqualTo(200);
        assertThat(shouwang.as("admin").get("/engine-rest/task").body().size()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"orQueries\":[{\"dueAfterExpression\":\"${now()}\"}]}",
        "{\"candidateUserExpression\":\"${currentUser()}\"}",
        "{\"orQueries\":[{\"dueAfterExpressio\\u006e\":\"${now()}\"}]}"})
    void anExpressionInAQueryIsRefused(String body) {
        Answer answer = shouwang.village().send("POST", "/engine-rest/task", body, Map.of("Content-Type", "application/json"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.get("message")).contains("表达式");
    }

    /** The engine reads JSON whatever the case of the content type, in UTF-16 too, and decodes parameters. */
    @Test
    void anExpressionIsRefusedInEveryDisguise() {
        String body = "{\"orQueries\":[{\"dueAfterExpression\":\"${now()}\"}]}";
        Map<String, String> json = Map.of("Content-Type", "application/json");

        assertThat(shouwang.village().send("POST", "/engine-rest/task", body, Map.of("Content-Type", "application/JSON"))
                .get("message")).contains("表达式");
        assertThat(shouwang.village().send("POST", "/engine-rest/task", inUtf16(body), json).get("message")).contains("JSON");
        assertThat(shouwang.village().send("POST", "/engine-rest/task",
                "{\"orQueries\":[{\"dueAfterExpression\":\"${now()}\"}],\"orQueries\":[]}", json).get("message")).contains("JSON");
        assertThat(shouwang.village().get("/engine-rest/task?dueAfterE%78pression=x").get("message")).contains("表达式");
    }

    @Test
    void theEngineItselfRefusesExpressionsInsideOr() {
        assertThatThrownBy(() -> taskService.createTaskQuery().or().dueAfterExpression("${now()}").endOr().list())
                .isInstanceOf(BadUserRequestException.class);
    }

    @Test
    void nobodyClaimsForSomebodyElseInAnyDisguise() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String address = "/engine-rest/task/" + shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD) + "/assignee";
        String body = "{\"userId\":\"township411081101\"}";

        assertThat(shouwang.village().send("POST", address, inUtf16(body), Map.of("Content-Type", "application/json"))
                .status()).isEqualTo(400);
        assertThat(shouwang.village().send("POST", address, "{\"userId\":7}", Map.of("Content-Type", "application/json"))
                .status()).isEqualTo(403);
    }

    @Test
    void aMadeUpPrefixOpensNoDoor() {
        for (String prefix : List.of("/engine-rest/tasklist", "/camunda/api/tasklist", "/camunda/api/welcome")) {
            Map<String, String> headers = Map.of("X-Forwarded-Prefix", prefix);
            assertThat(shouwang.village().send("GET", "/engine-rest/variable-instance", null, headers).status())
                    .isIn(403, 404);
            assertThat(shouwang.village().send("GET", "/camunda/api/engine/engine/default/variable-instance", null, headers)
                    .status()).isIn(403, 404);
        }
    }

    private static String inUtf16(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Object", "File", "Bytes"})
    void serialisedObjectsFilesAndBytesAreRefused(String type) {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        Map<String, Object> odd = new LinkedHashMap<>();
        odd.put("type", type);
        odd.put("value", "rO0ABQ==");
        odd.put("valueInfo", Map.of("objectTypeName", "java.lang.String",
                "serializationDataFormat", "application/x-java-serialized-object", "filename", "a.txt"));
        String taskId = shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);

        for (String door : List.of("submit-form", "complete")) {
            Answer answer = shouwang.village().post("/engine-rest/task/" + taskId + "/" + door,
                    Map.of("variables", Map.of("opinion", odd)));
            assertThat(answer.status()).as(door + " " + answer.text()).isEqualTo(400);
        }
        Answer started = shouwang.partner().post(START, Map.of("variables", Map.of("headName", odd)));
        assertThat(started.status()).as(started.text()).isEqualTo(400);
        assertThat(flow.openTasks()).containsExactly(VERIFY_HOUSEHOLD);
    }

    @Test
    void aTypeNobodyKnowsAndAWrongTypeAreBadInput() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String complete = "/engine-rest/task/" + shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD) + "/complete";

        assertThat(shouwang.village().post(complete, Map.of("variables", Map.of("opinion", Map.of("type", "Nonsense", "value", "x"))))
                .status()).isEqualTo(400);
        assertThat(shouwang.village().post(complete, Map.of("variables", Map.of("wageIncome", Map.of("type", "Integer", "value", "viel"))))
                .status()).isEqualTo(400);
        assertThat(shouwang.village().post(complete, Map.of("variables", Map.of("members", Map.of("type", "Json", "value", "[{"))))
                .status()).isEqualTo(400);
        assertThat(shouwang.village().post(complete, Map.of()).status()).isEqualTo(400);
    }

    @Test
    void aStartTakesNoBusinessKeyAndNoInstructions() {
        Map<String, Object> start = new LinkedHashMap<>(shouwang.variables(Payloads.clue(TestPeople.somebody(), TODAY)));
        start.put("businessKey", "JC-1");
        assertThat(shouwang.partner().post(START, start).status()).isEqualTo(400);
        assertThat(shouwang.partner().post(START.replace("start", "submit-form"), start).status()).isEqualTo(400);

        start.remove("businessKey");
        start.put("startInstructions", List.of(Map.of("type", "startBeforeActivity", "activityId", ENTER_SYSTEM)));
        assertThat(shouwang.partner().post(START, start).status()).isEqualTo(400);

        start.remove("startInstructions");
        start.put("skipCustomListeners", true);
        assertThat(shouwang.partner().post(START, start).status()).isEqualTo(400);
    }

    @Test
    void bothStartDoorsOfTheEngineLeadToACase() {
        Answer started = shouwang.partner().startInEngine(Payloads.clue(TestPeople.somebody(), TODAY));
        Answer submitted = shouwang.partner().post(START.replace("start", "submit-form"),
                shouwang.variables(Payloads.clue(TestPeople.somebody(), TODAY)));

        assertThat(started.status()).isEqualTo(200);
        assertThat(started.get("businessKey")).matches("JC-411081-2026-\\d{6}");
        assertThat(submitted.status()).isEqualTo(200);
        assertThat(shouwang.partner().view(submitted.get("businessKey")).get("status")).isEqualTo("IN_PROGRESS");
    }

    @Test
    void theNoticeCannotBeStartedByItself() {
        for (String user : List.of("partner", "village" + Shouwang.VILLAGE, "admin")) {
            Answer answer = shouwang.as(user).post("/engine-rest/process-definition/key/public-notice/start",
                    Map.of("variables", Map.of()));
            assertThat(answer.status()).as(user).isIn(403, 404);
        }
    }

    @Test
    void staffReachNothingOfTheEngineButTheirTasks() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String task = "/engine-rest/task/" + shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);
        String instance = shouwang.village().get(task).get("processInstanceId");
        Map<String, Object> variable = Map.of("value", "APPROVED", "type", "String");

        Shouwang.Session village = shouwang.village();
        assertThat(village.send("PUT", task + "/variables/caseStatus", "{\"value\":\"APPROVED\"}",
                Map.of("Content-Type", "application/json")).status()).isEqualTo(403);
        assertThat(village.post(task + "/variables", Map.of("modifications", Map.of("caseStatus", variable))).status()).isEqualTo(403);
        assertThat(village.post(task + "/localVariables", Map.of("modifications", Map.of("caseStatus", variable))).status()).isEqualTo(403);
        assertThat(village.post(task + "/resolve", Map.of()).status()).isEqualTo(403);
        assertThat(village.post(task + "/delegate", Map.of("userId", "x")).status()).isEqualTo(403);
        assertThat(village.post(task + "/bpmnError", Map.of("errorCode", "x")).status()).isEqualTo(403);
        assertThat(village.post(task + "/identity-links", Map.of("groupId", "x", "type", "candidate")).status()).isEqualTo(403);
        assertThat(village.send("DELETE", task, null, Map.of()).status()).isEqualTo(403);
        assertThat(village.send("DELETE", "/engine-rest/process-instance/" + instance, null, Map.of()).status()).isEqualTo(403);
        assertThat(village.post("/engine-rest/process-instance/" + instance + "/modification", Map.of()).status()).isEqualTo(403);
        assertThat(village.post("/engine-rest/message", Map.of("messageName", MESSAGE_WITHDRAWN,
                "businessKey", flow.caseNo())).status()).isEqualTo(403);
        assertThat(village.post("/engine-rest/task/create", Map.of("id", "x")).status()).isEqualTo(403);
        assertThat(village.get("/engine-rest/history/variable-instance").status()).isEqualTo(403);
        assertThat(village.get("/engine-rest/job").status()).isEqualTo(403);
        assertThat(village.get("/engine-rest/user").status()).isEqualTo(403);
        assertThat(shouwang.partner().get("/engine-rest/task").status()).isEqualTo(403);
        assertThat(shouwang.partner().get("/engine-rest/process-instance").status()).isEqualTo(403);
        assertThat(flow.openTasks()).containsExactly(VERIFY_HOUSEHOLD);
    }

    @Test
    void nobodyMakesAFirstAdministrator() {
        Answer answer = shouwang.as("admin").post("/camunda/api/admin/setup/default/user/create",
                Map.of("profile", Map.of("id", "eve"), "credentials", Map.of("password", "Eve-12345678")));

        assertThat(answer.status()).isIn(403, 404);
        assertThat(database.sql("select count(*) from act_id_user where id_ = 'eve'").query(Long.class).single()).isZero();
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        Answer answer = shouwang.village().send("POST", "/engine-rest/task", "{\"name\":\"" + "x".repeat(1_000_001) + "\"}",
                Map.of("Content-Type", "application/json"));

        assertThat(answer.status()).isEqualTo(413);
    }
}
