package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.COMPARISON_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_APPROVAL_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.ENTER_SYSTEM;
import static org.shouwang.identification.MonitoringIdentificationProcess.MESSAGE_WITHDRAWN;
import static org.shouwang.identification.MonitoringIdentificationProcess.TOWNSHIP_REVIEW_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFICATION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.notice.PublicNoticeProcess.MESSAGE_OBJECTION_RECEIVED;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests what users can do with their own task: whatever address they use, they change only the fields of its form. */
class OwnTaskTest extends IntegrationTest {

    private static final String VILLAGE = "village" + Shouwang.VILLAGE;
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final String APPROVED = "{\"value\":\"APPROVED\",\"type\":\"String\"}";

    private CaseFlow flow;
    private String task;
    private String instance;

    @BeforeEach
    void aCase() {
        flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        task = shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);
        instance = database.sql("select proc_inst_id_ from act_ru_task where id_ = ?").param(task).query(String.class).single();
    }

    static Stream<Arguments> waysRound() {
        String modifications = "{\"modifications\":{\"caseStatus\":" + APPROVED + "}}";
        return Stream.of(Arguments.of("POST", "/task/{task}/resolve", "{\"variables\":{\"caseStatus\":" + APPROVED + "}}"),
                Arguments.of("POST", "/task/{task}/delegate", "{\"userId\":\"" + VILLAGE + "\"}"),
                Arguments.of("POST", "/task/{task}/bpmnError", "{\"errorCode\":\"x\",\"variables\":{\"caseStatus\":" + APPROVED + "}}"),
                Arguments.of("POST", "/task/{task}/bpmnEscalation", "{\"escalationCode\":\"x\",\"variables\":{\"caseStatus\":" + APPROVED + "}}"),
                Arguments.of("POST", "/task/{task}/identity-links", "{\"groupId\":\"leader411081\",\"type\":\"candidate\"}"),
                Arguments.of("POST", "/task/{task}/identity-links", "{\"userId\":\"" + VILLAGE + "\",\"type\":\"owner\"}"),
                Arguments.of("POST", "/task/{task}/identity-links/delete", "{\"groupId\":\"" + VILLAGE + "\",\"type\":\"candidate\"}"),
                Arguments.of("POST", "/task/{task}/variables", modifications),
                Arguments.of("POST", "/task/{task}/localVariables", modifications),
                Arguments.of("PUT", "/task/{task}/variables/caseStatus", APPROVED),
                Arguments.of("PUT", "/task/{task}/localVariables/caseStatus", APPROVED),
                Arguments.of("DELETE", "/task/{task}/variables/caseStatus", null),
                Arguments.of("PUT", "/task/{task}", "{\"name\":\"x\",\"assignee\":\"" + VILLAGE + "\",\"priority\":9}"),
                Arguments.of("DELETE", "/task/{task}", null),
                Arguments.of("POST", "/task/{task}/comment/create", "{\"message\":\"x\"}"),
                Arguments.of("POST", "/task/{task}/attachment/create", "{}"),
                Arguments.of("POST", "/task/create", "{\"name\":\"x\",\"parentTaskId\":\"{task}\"}"),
                Arguments.of("POST", "/process-instance/{instance}/modification",
                        "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"" + ENTER_SYSTEM + "\"}]}"),
                Arguments.of("POST", "/process-instance/{instance}/modification-async", "{\"instructions\":[]}"),
                Arguments.of("POST", "/process-instance/{instance}/variables", modifications),
                Arguments.of("PUT", "/process-instance/{instance}/variables/caseStatus", APPROVED),
                Arguments.of("DELETE", "/process-instance/{instance}/variables/caseStatus", null),
                Arguments.of("PUT", "/process-instance/{instance}/suspended", "{\"suspended\":true}"),
                Arguments.of("DELETE", "/process-instance/{instance}", null),
                Arguments.of("POST", "/process-instance/delete", "{\"processInstanceIds\":[\"{instance}\"]}"),
                Arguments.of("POST", "/process-instance/variables-async",
                        "{\"processInstanceIds\":[\"{instance}\"],\"variables\":{\"caseStatus\":" + APPROVED + "}}"),
                Arguments.of("POST", "/process-instance/message-async",
                        "{\"processInstanceIds\":[\"{instance}\"],\"messageName\":\"" + MESSAGE_WITHDRAWN + "\"}"),
                Arguments.of("POST", "/execution/{instance}/localVariables", modifications),
                Arguments.of("POST", "/execution/{instance}/signal", "{\"variables\":{\"caseStatus\":" + APPROVED + "}}"),
                Arguments.of("POST", "/execution/{instance}/messageSubscriptions/monitoringIdentification.withdrawn/trigger", "{}"),
                Arguments.of("POST", "/message", "{\"messageName\":\"" + MESSAGE_WITHDRAWN + "\",\"processInstanceId\":\"{instance}\","
                        + "\"processVariables\":{\"caseStatus\":" + APPROVED + "}}"),
                Arguments.of("POST", "/message", "{\"messageName\":\"" + MESSAGE_OBJECTION_RECEIVED + "\",\"all\":true}"),
                Arguments.of("POST", "/signal", "{\"name\":\"x\"}"), Arguments.of("POST", "/condition", "{\"variables\":{}}"),
                Arguments.of("POST", "/modification/execute", "{\"processInstanceIds\":[\"{instance}\"],\"instructions\":[]}"),
                Arguments.of("POST", "/modification/executeAsync", "{\"processInstanceIds\":[\"{instance}\"],\"instructions\":[]}"),
                Arguments.of("POST", "/migration/generate", "{}"), Arguments.of("POST", "/migration/execute", "{}"),
                Arguments.of("POST", "/external-task/fetchAndLock", "{\"workerId\":\"x\",\"maxTasks\":1,\"topics\":[]}"),
                Arguments.of("GET", "/batch", null), Arguments.of("DELETE", "/batch/x", null),
                Arguments.of("GET", "/deployment", null), Arguments.of("DELETE", "/deployment/x", null),
                Arguments.of("POST", "/user/create", "{}"), Arguments.of("POST", "/authorization/create", "{}"),
                Arguments.of("PUT", "/group/camunda-admin/members/" + VILLAGE, "{}"),
                Arguments.of("PUT", "/user/" + VILLAGE + "/credentials", "{\"password\":\"x\"}"),
                Arguments.of("POST", "/filter/create", "{}"),
                Arguments.of("POST", "/decision-definition/key/household-category/evaluate", "{\"variables\":{}}"),
                Arguments.of("GET", "/history/variable-instance", null), Arguments.of("GET", "/history/process-instance", null),
                Arguments.of("POST", "/history/cleanup", null), Arguments.of("GET", "/metrics", null), Arguments.of("GET", "/telemetry/data", null),
                Arguments.of("GET", "/schema/log", null), Arguments.of("GET", "/optimize/activity-instance/completed", null),
                Arguments.of("GET", "/process-definition/key/monitoring-identification/statistics", null),
                Arguments.of("PUT", "/process-definition/key/monitoring-identification/suspended", "{\"suspended\":true}"),
                Arguments.of("POST", "/process-definition/key/public-notice/start", "{}"),
                Arguments.of("GET", "/variable-instance", null), Arguments.of("GET", "/execution", null), Arguments.of("GET", "/job", null),
                Arguments.of("GET", "/report/task", null), Arguments.of("GET", "/task/report/candidate-group-count", null));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("waysRound")
    void thereIsNoWayRoundTheForm(String method, String path, String body) {
        for (String door : List.of("/engine-rest", "/engine-rest/engine/default")) {
            for (String user : List.of(VILLAGE, "leader411081", "county411082", "partner")) {
                Answer answer = shouwang.as(user).send(method, door + filled(path), filled(body), JSON);
                assertThat(answer.status()).as(user + answer.text()).isIn(400, 403, 404, 405);
            }
        }
        assertUntouched();
    }

    /** Administrators keep the engine running; they decide no case. */
    @ParameterizedTest
    @ValueSource(strings = {"resolve", "delegate", "bpmnError", "bpmnEscalation", "identity-links", "identity-links/delete", "variables",
        "localVariables", "claim", "assignee", "complete", "submit-form"})
    void anAdministratorDoesNoTaskEither(String action) {
        Map<String, String> bodies = Map.of("delegate", "{\"userId\":\"admin\"}", "claim", "{\"userId\":\"admin\"}", "assignee",
                "{\"userId\":\"admin\"}", "bpmnError", "{\"errorCode\":\"x\"}", "bpmnEscalation", "{\"escalationCode\":\"x\"}",
                "variables", "{\"modifications\":{\"caseStatus\":" + APPROVED + "}}", "localVariables",
                "{\"modifications\":{\"caseStatus\":" + APPROVED + "}}", "identity-links", "{\"groupId\":\"camunda-admin\",\"type\":\"candidate\"}",
                "identity-links/delete", "{\"groupId\":\"" + VILLAGE + "\",\"type\":\"candidate\"}");
        String body = bodies.getOrDefault(action, "{\"variables\":{\"" + VERIFICATION_OUTCOME + "\":{\"value\":\"NO_RISK\"},\"verifiedOn\":{\"value\":\"" + TODAY + "\"}}}");

        Answer answer = shouwang.as("admin").send("POST", "/engine-rest/task/" + task + "/" + action, body, JSON);

        assertThat(answer.status()).as(answer.text()).isIn(400, 403);
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"caseNo", "caseStatus", "countyCode", "townshipCode", "villageCode", "verifiedBy", TOWNSHIP_REVIEW_OUTCOME,
        COUNTY_APPROVAL_OUTCOME, COMPARISON_OUTCOME, "noticeNo", "referenceId", "opinion.x", "__proto__", "execution", "nrOfInstances"})
    void noFieldOfAnotherFormIsTaken(String field) {
        for (String door : List.of("complete", "submit-form")) {
            Map<String, Object> found = new LinkedHashMap<>(Payloads.ending("NO_RISK", TODAY));
            found.put(field, "APPROVED");
            Answer answer = shouwang.village().post("/engine-rest/task/" + task + "/" + door, shouwang.variables(found));
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.wrongFields()).contains(field);
        }
        assertUntouched();
    }

    @Test
    void aSubmissionLeavesNothingInTheEngineButItsOutcome() {
        Map<String, String> before = variables();
        Map<String, Object> body = new LinkedHashMap<>(shouwang.variables(Payloads.atRisk(flow.head(), TODAY)));
        body.put("withVariablesInReturn", true);

        Answer answer = shouwang.village().post("/engine-rest/task/" + task + "/complete", body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain(flow.head().name(), flow.head().idNumber());
        Map<String, String> after = variables();
        assertThat(after).containsAllEntriesOf(before);
        after.keySet().removeAll(before.keySet());
        assertThat(after.keySet()).isSubsetOf(VERIFICATION_OUTCOME);
    }

    @Test
    void anIdInTheBodyDoesNotMoveTheAct() {
        String others = shouwang.newCase(TestPeople.somebody(), TODAY).caseNo();
        String othersTask = shouwang.village().taskId(others, VERIFY_HOUSEHOLD);

        Answer answer = shouwang.village().send("POST", "/engine-rest/task/" + task + "/complete",
                "{\"taskId\":\"" + othersTask + "\",\"id\":\"" + othersTask + "\",\"variables\":{\"" + VERIFICATION_OUTCOME + "\":{\"value\":\"NO_RISK\"},"
                        + "\"verifiedOn\":{\"value\":\"" + TODAY + "\"}}}", JSON);

        assertThat(answer.status()).isBetween(200, 400);
        assertThat(shouwang.village().tasks(others)).containsExactly(VERIFY_HOUSEHOLD);
    }

    private Map<String, String> variables() {
        Map<String, String> found = new TreeMap<>();
        database.sql("select name_, coalesce(text_, '') as value from act_ru_variable where proc_inst_id_ = ?").param(instance).query()
                .listOfRows().forEach(row -> found.put((String) row.get("name_"), (String) row.get("value")));
        return found;
    }

    private String filled(String text) {
        return text == null ? null : text.replace("{task}", task).replace("{instance}", instance);
    }

    private void assertUntouched() {
        assertThat(flow.openTasks()).containsExactly(VERIFY_HOUSEHOLD);
        assertThat(flow.status()).isEqualTo("IN_PROGRESS");
        assertThat(flow.steps()).isEmpty();
        assertThat(variables()).containsEntry("caseStatus", "IN_PROGRESS").doesNotContainValue("APPROVED");
        Map<String, Object> row = database.sql("select assignee_, owner_, priority_, suspension_state_ from act_ru_task where id_ = ?").param(task)
                .query().singleRow();
        assertThat(row).containsEntry("assignee_", null).containsEntry("owner_", null).containsEntry("suspension_state_", 1);
        assertThat(database.sql("select group_id_ from act_ru_identitylink where task_id_ = ?").param(task).query(String.class).list())
                .containsExactly(VILLAGE);
    }
}
