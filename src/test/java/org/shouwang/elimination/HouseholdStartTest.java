package org.shouwang.elimination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_HOUSEHOLD;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Tests the start of cases for a household by every interface: one case at a time, only by users with the right, and without
 * any effect after a refusal.
 */
class HouseholdStartTest extends IntegrationTest {

    @LocalServerPort
    private int port;

    @Test
    void villageTownshipAndCountyBeginAnElimination() {
        for (Shouwang.Session who : List.of(shouwang.village(), shouwang.township(), shouwang.county())) {
            HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);

            Answer answer = flow.start(who, "risk-elimination");

            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(CHECK_HOUSEHOLD);
            assertThat(flow.openCases().path(0).path("process").asText()).isEqualTo("risk-elimination");
            assertThat(flow.openCases().path(0).path("caseNo").asText()).isEqualTo(answer.get("caseNo"));
        }
    }

    @Test
    void theEnginesOwnDoorBeginsItTooWithTheCaseNumberAsBusinessKey() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);

        Answer answer = inEngine(shouwang.village(), fields(flow.householdNo(), "已康复"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.get("businessKey")).matches("XC-411081-2026-\\d{6}");
        assertThat(flow.openCases().path(0).path("caseNo").asText()).isEqualTo(answer.get("businessKey"));
    }

    @Test
    void thePageBeginsItWithItsButton() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("township" + Shouwang.TOWNSHIP, Shouwang.PASSWORD);
        String address = "/households/" + flow.householdNo() + "/risk-elimination";
        assertThat(browser.get("/households/" + flow.householdNo()).text()).contains(address, "发起风险消除");

        assertThat(browser.get(address).text()).contains(flow.head().name());
        BrowserSession.Page empty = browser.post(address, Map.of("reason", " "));
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.text()).contains("发起理由：为必填项");
        BrowserSession.Page done = browser.post(address, Map.of("reason", "已康复"));

        assertThat(done.location()).startsWith("/cases/XC-411081-2026-");
        assertThat(browser.get("/households/" + flow.householdNo()).text()).as("one at a time").doesNotContain(address);
        browser.get("/households");
        assertThat(browser.post(address, Map.of("reason", "已康复")).status()).isEqualTo(409);
        BrowserSession leader = new BrowserSession(port);
        leader.signIn("leader411081", Shouwang.PASSWORD);
        assertThat(leader.get("/households/" + flow.householdNo()).text()).doesNotContain(address);
    }

    @Test
    void aSecondStartIsRefusedByEveryDoorAndNamesTheOpenCase() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminationStarted();

        for (Answer answer : List.of(flow.start(shouwang.county(), "risk-elimination"),
                inEngine(shouwang.village(), fields(flow.householdNo(), "已康复")))) {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.get("caseNo")).isEqualTo(flow.caseNo());
        }
        assertThat(flow.openCases().findValuesAsText("process")).containsOnlyOnce("risk-elimination");
    }

    @Test
    void fiftyStartsAtOnceMakeOneCase() throws Exception {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Callable<Answer>> starts = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int number = i;
                starts.add(() -> number % 2 == 0
                        ? shouwang.village().post("/api/households/" + flow.householdNo() + "/risk-elimination", Map.of("reason", "已康复"))
                        : inEngine(shouwang.township(), fields(flow.householdNo(), "已康复")));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(starts)) {
                statuses.add(answer.get().status());
            }

            assertThat(statuses).filteredOn(status -> status == 201 || status == 200).hasSize(1);
            assertThat(statuses).filteredOn(status -> status == 409).hasSize(49);
            assertThat(flow.openCases().findValuesAsText("process")).containsOnlyOnce("risk-elimination");
            assertThat(shouwang.as("admin").get("/engine-rest/task/count?processInstanceBusinessKey="
                    + flow.openCases().path(0).path("caseNo").asText()).get("count")).isEqualTo("1");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theDatabaseItselfHoldsOneCaseOfAKindInProgress() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminationStarted();

        assertThat(database.sql("""
                insert into shouwang.case_file (case_no, process_key, status, village_code, township_code, county_code,
                    household_id, head_name, head_id_cipher, reason, registered_by, registered_at)
                select case_no || 'x', process_key, status, village_code, township_code, county_code, household_id, head_name,
                    head_id_cipher, reason, registered_by, registered_at
                from shouwang.case_file where case_no = ? on conflict do nothing
                """).param(flow.caseNo()).update()).isZero();
    }

    @Test
    void theSameKeyAndBodyAgainGiveTheSameAnswer() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        String path = "/api/households/" + flow.householdNo() + "/risk-elimination";
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Idempotency-Key", "start-" + flow.householdNo());

        Answer first = shouwang.village().send("POST", path, "{\"reason\":\"已康复\"}", headers);
        Answer again = shouwang.village().send("POST", path, "{\"reason\":\"已康复\"}", headers);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.get("caseNo")).isEqualTo(first.get("caseNo"));
        assertThat(shouwang.village().send("POST", path, "{\"reason\":\"别的理由\"}", headers).status()).isEqualTo(422);
    }

    @Test
    void impossibleStartsAreRefusedByBothDoorsAndChangeNothing() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        long before = count();

        assertThat(shouwang.village().post("/api/households/HU-411081-999999/risk-elimination", Map.of("reason", "xx")).status()).isEqualTo(404);
        assertThat(inEngine(shouwang.village(), fields("HU-411081-999999", "x")).status()).isEqualTo(404);
        assertThat(shouwang.village().post("/api/households/" + flow.householdNo() + "/no-such-process", Map.of("reason", "xx")).status()).isEqualTo(404);
        assertThat(inEngine(shouwang.as("village411081101202"), fields(flow.householdNo(), "x")).status()).as("another village's").isEqualTo(404);
        assertThat(flow.start(shouwang.as("county411024"), "risk-elimination").status()).isEqualTo(404);
        assertThat(flow.start(shouwang.leader(), "risk-elimination").status()).isEqualTo(403);
        assertThat(inEngine(shouwang.leader(), fields(flow.householdNo(), "x")).status()).isEqualTo(403);
        assertThat(inEngine(shouwang.partner(), fields(flow.householdNo(), "x")).status()).isEqualTo(403);
        assertThat(inEngine(shouwang.village(), Map.of()).wrongFields()).containsExactlyInAnyOrder("householdNo", "reason");
        assertThat(inEngine(shouwang.village(), fields(flow.householdNo(), "长".repeat(501))).wrongFields()).containsExactly("reason");
        String path = "/api/households/" + flow.householdNo() + "/risk-elimination";
        assertThat(shouwang.village().post(path, Map.of()).wrongFields()).containsExactly("reason");
        assertThat(shouwang.village().post(path, Map.of("reason", 5)).wrongFields()).containsExactly("reason");
        assertThat(shouwang.village().post(path, Map.of("reason", "xx", "householdNo", "HU-411081-999999")).wrongFields()).containsExactly("householdNo");
        assertThat(shouwang.village().post(path, Map.of("reason", "xx", "more", "y")).wrongFields()).containsExactly("more");

        assertThat(count()).isEqualTo(before);
        assertThat(shouwang.village().post(path, fields(flow.householdNo(), "已康复")).status()).as("the number may be in the body too").isEqualTo(201);
    }

    @Test
    void aHouseholdWhoseRisksAreGoneOrThatIsNotMonitoredGetsNoElimination() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).untilApproval().approved();
        long before = count();

        assertThat(flow.start(shouwang.village(), "risk-elimination").status()).isEqualTo(409);
        assertThat(inEngine(shouwang.village(), fields(flow.householdNo(), "x")).status()).isEqualTo(409);
        database.sql("update shouwang.household set status = 'NOT_MONITORED' where household_no = ?").param(flow.householdNo()).update();
        assertThat(flow.start(shouwang.village(), "risk-elimination").get("detail")).contains("未纳入监测");

        assertThat(count()).isEqualTo(before);
    }

    private static Map<String, Object> fields(String householdNo, String reason) {
        return new HashMap<>(Map.of("householdNo", householdNo, "reason", reason));
    }

    private Answer inEngine(Shouwang.Session who, Map<String, ?> fields) {
        return who.post("/engine-rest/process-definition/key/risk-elimination/start", shouwang.variables(fields));
    }

    private long count() {
        return database.sql("select count(*) from shouwang.case_file").query(Long.class).single();
    }
}
