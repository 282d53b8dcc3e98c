package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shouwang.identification.MonitoringIdentificationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.MESSAGE_WITHDRAWN;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFICATION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests that an administrator moves no case at the engine's addresses, and that every attempt is on record. */
class EngineDoorRepairsTest extends IntegrationTest {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final String CLOSED = "shouwang.engine.repairs";

    @LocalServerPort
    private int port;

    private CaseFlow flow;
    private String instance;
    private String definition;

    @BeforeEach
    void aCase() {
        flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        instance = processOf(flow.caseNo()).getId();
        definition = database.sql("select proc_def_id_ from act_ru_task where proc_inst_id_ = ?").param(instance).query(String.class).single();
    }

    static Stream<Arguments> repairs() {
        String skip = "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"" + APPROVE_AT_COUNTY + "\"}]}";
        String skipAll = "{\"processDefinitionId\":\"{definition}\",\"processInstanceIds\":[\"{instance}\"],\"instructions\":"
                + "[{\"type\":\"startBeforeActivity\",\"activityId\":\"" + APPROVE_AT_COUNTY + "\"}]}";
        String approved = "{\"value\":\"APPROVED\",\"type\":\"String\"}";
        String ids = "{\"processInstanceIds\":[\"{instance}\"],\"deleteReason\":\"x\",\"suspended\":true}";
        String job = "{\"duedate\":\"2026-03-02T09:00:00.000+0800\",\"cascade\":false}";
        return Stream.of(
                Arguments.of("POST", "/process-instance/{instance}/modification", skip),
                Arguments.of("POST", "/process-instance/{instance}/modification-async", skip),
                Arguments.of("POST", "/modification/execute", skipAll), Arguments.of("POST", "/modification/executeAsync", skipAll),
                Arguments.of("POST", "/process-definition/{definition}/restart", skipAll),
                Arguments.of("POST", "/process-definition/{definition}/restart-async", skipAll),
                Arguments.of("POST", "/migration/generate", "{}"), Arguments.of("POST", "/migration/execute", "{}"),
                Arguments.of("POST", "/migration/executeAsync", "{}"),
                Arguments.of("POST", "/process-instance/{instance}/variables", "{\"modifications\":{\"caseStatus\":" + approved + "}}"),
                Arguments.of("PUT", "/process-instance/{instance}/variables/caseStatus", approved),
                Arguments.of("DELETE", "/process-instance/{instance}/variables/caseStatus", null),
                Arguments.of("POST", "/process-instance/variables-async", ids),
                Arguments.of("POST", "/execution/{instance}/localVariables", "{\"modifications\":{\"caseStatus\":" + approved + "}}"),
                Arguments.of("PUT", "/execution/{instance}/localVariables/caseStatus", approved),
                Arguments.of("POST", "/execution/{instance}/signal", "{}"),
                Arguments.of("POST", "/execution/{instance}/messageSubscriptions/monitoringIdentification.withdrawn/trigger", "{}"),
                Arguments.of("POST", "/execution/{instance}/create-incident", "{\"incidentType\":\"x\"}"),
                Arguments.of("POST", "/message", "{\"messageName\":\"" + MESSAGE_WITHDRAWN + "\",\"processInstanceId\":\"{instance}\"}"),
                Arguments.of("POST", "/process-instance/message-async", ids),
                Arguments.of("POST", "/signal", "{\"name\":\"x\"}"), Arguments.of("POST", "/condition", "{\"variables\":{}}"),
                Arguments.of("PUT", "/process-instance/{instance}/suspended", "{\"suspended\":true}"),
                Arguments.of("PUT", "/process-instance/suspended", ids), Arguments.of("POST", "/process-instance/suspended-async", ids),
                Arguments.of("PUT", "/process-definition/{definition}/suspended", "{\"suspended\":true}"),
                Arguments.of("PUT", "/process-definition/key/monitoring-identification/suspended", "{\"suspended\":true}"),
                Arguments.of("DELETE", "/process-definition/{definition}", null),
                Arguments.of("PUT", "/process-definition/{definition}/history-time-to-live", "{\"historyTimeToLive\":1}"),
                Arguments.of("DELETE", "/process-instance/{instance}", null), Arguments.of("POST", "/process-instance/delete", ids),
                Arguments.of("PUT", "/job/{job}/duedate", job), Arguments.of("POST", "/job/{job}/duedate/recalculate", null),
                Arguments.of("POST", "/job/{job}/execute", null), Arguments.of("DELETE", "/job/{job}", null),
                Arguments.of("PUT", "/job/{job}/suspended", "{\"suspended\":true}"), Arguments.of("PUT", "/job/suspended", "{\"suspended\":true}"),
                Arguments.of("PUT", "/job/{job}/retries", "{\"retries\":1,\"dueDate\":\"2026-03-02T09:00:00.000+0800\"}"),
                Arguments.of("PUT", "/job-definition/x/suspended", "{\"suspended\":true}"),
                Arguments.of("PUT", "/incident/x/annotation", "{\"annotation\":\"x\"}"), Arguments.of("DELETE", "/incident/x", null),
                Arguments.of("PUT", "/batch/x/suspended", "{\"suspended\":true}"), Arguments.of("DELETE", "/batch/x", null),
                Arguments.of("POST", "/external-task/fetchAndLock", "{\"workerId\":\"x\",\"maxTasks\":1,\"topics\":[]}"),
                Arguments.of("POST", "/external-task/x/complete", "{}"), Arguments.of("PUT", "/external-task/x/retries", "{\"retries\":1}"),
                Arguments.of("POST", "/deployment/create", "{}"), Arguments.of("POST", "/deployment/x/redeploy", "{}"),
                Arguments.of("DELETE", "/deployment/x", null),
                Arguments.of("POST", "/decision-definition/key/household-category/evaluate", "{\"variables\":{}}"),
                Arguments.of("PUT", "/task/{task}", "{\"name\":\"x\"}"), Arguments.of("DELETE", "/task/{task}", null),
                Arguments.of("POST", "/task/{task}/variables", "{\"modifications\":{\"caseStatus\":" + approved + "}}"),
                Arguments.of("POST", "/task/create", "{\"name\":\"x\"}"),
                Arguments.of("DELETE", "/history/process-instance/{instance}", null), Arguments.of("POST", "/history/cleanup", null),
                Arguments.of("POST", "/history/process-instance/delete", ids), Arguments.of("DELETE", "/metrics", null),
                Arguments.of("POST", "/telemetry/configuration", "{\"enableTelemetry\":true}"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("repairs")
    void anAdministratorChangesNoRunningInstanceAndTheAttemptIsOnRecord(String method, String path, String body) {
        String address = filled(path);
        int before = acts(address).size();

        Answer answer = shouwang.as("admin").send(method, "/engine-rest" + address, filled(body), JSON);

        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.get("message")).contains(CLOSED);
        List<String> acts = acts(address);
        assertThat(acts.subList(before, acts.size())).containsExactly("ENGINE_CHANGE REQUESTED " + method + " admin",
                "ENGINE_CHANGE REFUSED " + method + " 403 admin");
        assertUntouched();
    }

    @Test
    void noDoorIsForgotten() {
        String skip = "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"" + APPROVE_AT_COUNTY + "\"}]}";
        String path = "/process-instance/" + instance + "/modification";
        assertThat(shouwang.as("admin").send("POST", "/engine-rest/engine/default" + path, skip, JSON).status()).isEqualTo(403);
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("admin", Shouwang.PASSWORD);
        browser.get("/camunda/app/cockpit/default/");
        assertThat(browser.send("POST", "/camunda/api/engine/engine/default" + path, skip, JSON).status()).isEqualTo(403);
        assertThat(shouwang.village().send("POST", "/engine-rest" + path, skip, JSON).status()).isEqualTo(403);

        assertThat(acts(path)).filteredOn(act -> act.contains("REFUSED")).hasSizeGreaterThanOrEqualTo(2);
        assertUntouched();
    }

    @Test
    void aFailedJobIsTriedAgainAndThatIsOnRecord() {
        flow.untilNotice(clock);
        String job = database.sql("select id_ from act_ru_job where process_instance_id_ = ?").param(noticeOf(flow.caseNo()).getId())
                .query(String.class).single();

        Answer answer = shouwang.as("admin").send("PUT", "/engine-rest/job/" + job + "/retries", "{\"retries\":2}", JSON);

        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        assertOnRecord("/job/" + job + "/retries", "ENGINE_CHANGE REQUESTED PUT admin", "ENGINE_CHANGE DONE PUT 204 admin");
    }

    @Test
    void whatStaffDoAtTheEnginesAddressesIsOnRecordToo() {
        String task = shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);

        assertThat(shouwang.village().post("/engine-rest/task/" + task + "/claim", Map.of("userId", "village" + Shouwang.VILLAGE)).status())
                .isEqualTo(204);
        shouwang.village().submitTask(task, Map.of(VERIFICATION_OUTCOME, "AT_RISK"));

        assertOnRecord("/task/" + task + "/claim", "ENGINE_CHANGE REQUESTED POST village" + Shouwang.VILLAGE,
                "ENGINE_CHANGE DONE POST 204 village" + Shouwang.VILLAGE);
        assertOnRecord("/task/" + task + "/submit-form", "ENGINE_CHANGE REQUESTED POST village" + Shouwang.VILLAGE,
                "ENGINE_CHANGE REFUSED POST 400 village" + Shouwang.VILLAGE);
    }

    @Test
    void aNumberInAnAddressDoesNotGetIntoTheRecord() {
        String number = TestPeople.somebody().idNumber();

        shouwang.as("admin").send("PUT", "/engine-rest/process-instance/" + instance + "/variables/x" + number, "{\"value\":1}", JSON);

        assertThat(acts("/process-instance/" + instance + "/variables/x******")).hasSize(2);
        assertThat(database.sql("select count(*) from shouwang.act where subject like ?").param("%" + number + "%").query(Long.class).single())
                .isZero();
    }

    /** Waits for the record, since the outcome is recorded when the answer is already being sent. */
    private void assertOnRecord(String subject, String... expected) {
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(acts(subject)).containsExactly(expected));
    }

    private List<String> acts(String subject) {
        return database.sql("select kind || ' ' || outcome || ' ' || detail || ' ' || user_id from shouwang.act where subject = ? order by id")
                .param(subject).query(String.class).list();
    }

    private String filled(String text) {
        return text == null ? null : text.replace("{instance}", instance).replace("{definition}", definition)
                .replace("{job}", "nojob" + instance)
                .replace("{task}", shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD));
    }

    private void assertUntouched() {
        assertThat(flow.openTasks()).containsExactly(VERIFY_HOUSEHOLD);
        assertThat(flow.status()).isEqualTo("IN_PROGRESS");
        assertThat(database.sql("select count(*) from act_ru_batch").query(Long.class).single()).isZero();
    }
}
