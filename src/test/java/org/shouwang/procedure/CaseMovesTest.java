package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shouwang.engine.Deployments;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests that an open case goes on with its version until an administrator moves it, after a trial that changes nothing. */
class CaseMovesTest extends IntegrationTest {

    private static final String KEY = "well-repair";
    private static final String MOVES = "/api/procedures/well-repair/moves";

    private static int versions;

    @Autowired
    private Deployments engine;
    @Autowired
    private Procedures procedures;

    @AfterEach
    void deployTheVersionOfTheFolderAgain() {
        newVersion("procedure.yaml", "schemaVersion: 1", "schemaVersion: 1");
    }

    private String begun(String village) {
        Answer started = shouwang.as("village" + village).post("/api/procedures/well-repair", Map.of("subject", Map.of("villageCode", village),
                "reason", "井壁塌了", "kindOfWell", "DEEP", "amount", 3000, "contact", "赵大叔"));
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        return started.get("caseNo");
    }

    private String repairing(String village) {
        String caseNo = begun(village);
        shouwang.as("township" + village.substring(0, 9)).submit(caseNo, "userTask_reviewAtTownship", Map.of("townshipOutcome", "APPROVE", "amount", 3000));
        return caseNo;
    }

    /** Deploys a version in which one text of a file is another. */
    private void newVersion(String file, String old, String changed) {
        newVersion(KEY, file, old, changed);
    }

    private void newVersion(String key, String file, String old, String changed) {
        Map<String, byte[]> files = new TreeMap<>(engine.files(procedures.deploymentOf(key)));
        String text = new String(files.get(file), StandardCharsets.UTF_8);
        assertThat(text).contains(old);
        files.put(file, text.replace(old, changed).getBytes(StandardCharsets.UTF_8));
        // At the fixed time of tests, the engine would take a deployment that has been there before for the latest.
        files.merge("procedure.yaml", ("\n# " + ++versions + "\n").getBytes(StandardCharsets.UTF_8), CaseMovesTest::joined);
        engine.deploy("procedure " + key, files);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }

    private Answer move(List<String> caseNos, String reason) {
        return shouwang.as("admin").post(MOVES, Map.of("caseNos", caseNos, "reason", reason));
    }

    private JsonNode problems(String caseNo) {
        for (JsonNode item : shouwang.as("admin").get(MOVES).body().path("items")) {
            if (item.path("caseNo").asText().equals(caseNo)) {
                return item.path("problems");
            }
        }
        return null;
    }

    @Test
    void aCaseGoesOnWithItsVersionUntilItIsMovedAndThenByTheNewOne() {
        String moved = repairing("411081116202");
        String left = repairing("411081108201");
        newVersion("procedure.yaml", "notBy: [userTask_reviewAtTownship]", "rules: [{refuse: 'repairedOn = today', field: repairedOn, text: '不能是今天'}]");

        assertThat(problems(moved)).as("a trial").isEmpty();
        assertThat(problems(moved)).as("a trial changes nothing").isEmpty();
        assertThat(shouwang.as("admin").get("/procedures/faults").text()).contains("水井维修：");
        assertThat(shouwang.as("admin").get("/procedures/well-repair/moves").text()).contains(moved, left, "可以换");
        assertThat(move(List.of(moved), " ").wrongFields()).containsExactly("reason");
        assertThat(move(List.of(moved, "SJ-411081-2020-000001"), "新办法").wrongFields()).containsExactly("caseNos");
        assertThat(move(List.of(moved + "\u0000"), "新办法").wrongFields()).containsExactly("caseNos");
        assertThat(move(List.of(moved), "新办法").body().path("items").get(0).path("problems")).isEmpty();

        assertThat(problems(moved)).as("it is moved").isNull();
        Map<String, Object> repaired = Map.of("repairedOn", TODAY);
        assertThat(shouwang.as("village411081116202").submit(moved, "userTask_repairWell", repaired).wrongFields()).containsExactly("repairedOn");
        assertThat(shouwang.as("village411081108201").submit(left, "userTask_repairWell", repaired).wrongFields()).isEmpty();
        assertThat(shouwang.as("admin").get("/acts?subject=" + moved).text()).contains("换用新版本", "新办法");
    }

    @Test
    void aCaseAtATaskThatTheNewVersionLacksStaysAsItIs() {
        String caseNo = repairing("411081116201");
        newVersion("well-repair.bpmn", "userTask_repairWell", "userTask_mendWell");

        assertThat(problems(caseNo)).isNotNull().extracting(JsonNode::asText).singleElement().asString().contains("新版本没有案件现在所在的环节");
        assertThat(move(List.of(caseNo), "新办法").body().path("items").get(0).path("problems")).isNotEmpty();

        assertThat(procedures.deploymentOfCase(caseNo)).isEqualTo(procedures.deploymentOf(KEY));
        assertThat(shouwang.as("village411081116201").submit(caseNo, "userTask_repairWell", Map.of("repairedOn", TODAY)).status()).isEqualTo(204);
    }

    @Test
    void ofSeveralWhoMoveACaseAtTheSameMomentOneDoesAndTheOthersAreTold() {
        String caseNo = repairing("411081116203");
        newVersion("procedure.yaml", "title: 水井维修", "title: 水井大修");

        List<Answer> answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> move(List.of(caseNo), "新办法"))).limit(4).toList().stream()
                .map(CompletableFuture::join).toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).as(answer.text()).isIn(200, 400));
        assertThat(answers).filteredOn(answer -> answer.status() == 200 && answer.body().path("items").get(0).path("problems").isEmpty()).isNotEmpty();
        assertThat(procedures.deploymentOfCase(caseNo)).isEqualTo(engine.latest(KEY));
    }

    @Test
    void aCaseThatIsWithdrawnAtTheSameMomentIsMovedOrTheAdministratorIsTold() {
        for (int i = 0; i < 6; i++) {
            String caseNo = begun("411081106203");
            newVersion("procedure.yaml", "title: 水井维修", "title: 水井维护");
            var withdrawn = CompletableFuture.supplyAsync(() -> shouwang.as("village411081106203").withdraw(caseNo, "不修了"));
            List<CompletableFuture<Answer>> moves = Stream.generate(() -> CompletableFuture.supplyAsync(() -> move(List.of(caseNo), "新办法"))).limit(2).toList();

            assertThat(moves).extracting(CompletableFuture::join).allSatisfy(answer -> assertThat(answer.status()).as(answer.text()).isIn(200, 400));
            assertThat(withdrawn.join().status()).as(withdrawn.join().text()).isEqualTo(200);
            assertThat(shouwang.openTasks(caseNo)).isEmpty();
        }
    }

    @Test
    void aRefusedCaseWhoseProcessGoesOnIsMovedToo() {
        TestPeople.Person person = TestPeople.somebody();
        String caseNo = shouwang.partner().post("/api/procedures/hearing-aid", Map.of("subject", Map.of("name", person.name(), "idNumber", person.idNumber(),
                "villageCode", Shouwang.VILLAGE), "ear", "LEFT", "reason", "听不清")).get("caseNo");
        Answer refused = shouwang.township().submit(caseNo, "userTask_reviewAtTownship", Map.of("reviewOutcome", "REJECT", "opinion", "听力正常"));
        assertThat(refused.status()).as(refused.text()).isEqualTo(204);
        assertThat(shouwang.openTasks(caseNo)).containsExactly("userTask_informApplicant");
        newVersion("hearing-aid", "procedure.yaml", "schemaVersion: 1", "schemaVersion: 1");

        assertThat(shouwang.as("admin").get("/api/procedures/hearing-aid/moves?limit=200").text()).contains(caseNo);
        Answer moved = shouwang.as("admin").post("/api/procedures/hearing-aid/moves", Map.of("caseNos", List.of(caseNo), "reason", "新办法"));

        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
        assertThat(moved.body().path("items").get(0).path("problems")).isEmpty();
        assertThat(procedures.deploymentOfCase(caseNo)).isEqualTo(engine.latest("hearing-aid"));
    }

    @Test
    void aRequestThatIsNotClearIsRefusedAndNamesWhatIsWrong() {
        for (String body : new String[] {"{\"caseNos\":[\"x\"],\"reason\":\"x\",\"reason\":\"y\"}", "{\"caseNos\":[\"x\"],\"reason\":\"x\"} x",
                "{\"caseNos\":[\"x\"],\"reason\":\"x\",\"zzz\":1}", "{\"caseNos\":[1],\"reason\":\"x\"}", "[]"}) {
            Answer answer = shouwang.as("admin").send("POST", MOVES, body, Map.of("Content-Type", "application/json"));
            assertThat(answer.status()).as(body + answer.text()).isEqualTo(400);
        }
        assertThat(move(List.of(), "新办法").wrongFields()).containsExactly("caseNos");
    }

    @Test
    void aMoveThatIsSentTwiceWithItsKeyGetsTheFirstAnswerAndIsDoneOnce() {
        String caseNo = repairing("411081108202");
        newVersion("procedure.yaml", "title: 水井维修", "title: 水井整修");
        Map<String, Object> request = Map.of("caseNos", List.of(caseNo), "reason", "新办法");

        Answer first = moveOnce(shouwang.as("admin"), caseNo, request);
        Answer again = moveOnce(shouwang.as("admin"), caseNo, request);

        assertThat(first.body().path("items").get(0).path("problems")).isEmpty();
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(shouwang.as("admin").get("/acts?subject=" + caseNo).text()).containsOnlyOnce("新办法");
        assertThat(moveOnce(shouwang.as("admin"), caseNo, Map.of("caseNos", List.of(caseNo), "reason", "别的理由")).status()).isEqualTo(422);
        assertThat(moveOnce(shouwang.county(), caseNo, request).status()).isEqualTo(403);
    }

    private Answer moveOnce(Shouwang.Session by, String key, Map<String, Object> request) {
        return by.send("POST", MOVES, shouwang.write(request), Map.of("Content-Type", "application/json", "Idempotency-Key", "move-" + key));
    }

    @Test
    void listsTellOfACaseWhatItsOwnVersionTells() {
        String moved = petition();
        String left = petition();
        newVersion("petition-handling", "procedure.yaml", "told: {city: [source, about, ", "told: {city: [about, ");
        try {
            Answer answer = shouwang.as("admin").post("/api/procedures/petition-handling/moves", Map.of("caseNos", List.of(moved), "reason", "新办法"));
            assertThat(answer.body().path("items").get(0).path("problems")).as(answer.text()).isEmpty();
            Shouwang.Session city = shouwang.as("city411000");

            String cases = "/api/procedures/petition-handling/cases?limit=200";
            assertThat(city.view(moved).body().path("data").has("source")).as("the page of a case").isFalse();
            assertThat(city.view(left).body().path("data").has("source")).as("the page of a case").isTrue();
            assertThat(city.get(cases).body().path("items")).filteredOn(item -> item.path("data").has("source")).extracting(item -> item.path("caseNo").asText())
                    .contains(left).doesNotContain(moved);
            assertThat(city.get(cases + "&source=LETTER").text()).as("a condition tells").contains(left).doesNotContain(moved);
        } finally {
            newVersion("petition-handling", "procedure.yaml", "told: {city: [source, about, ", "told: {city: [source, about, ");
        }
    }

    private String petition() {
        Answer started = shouwang.county().post("/api/procedures/petition-handling", Map.of("subject", Map.of("villageCode", Shouwang.VILLAGE), "source", "LETTER",
                "about", "POLICY", "receivedOn", clock.today().toString(), "receivedAt", "COUNTY", "matterTitle", "修路", "matter", "门前的路坏了"));
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        return started.get("caseNo");
    }

    @Test
    void nobodyButAnAdministratorMovesCases() {
        assertThat(shouwang.county().get(MOVES).status()).isEqualTo(403);
        assertThat(shouwang.as("city411000").post(MOVES, Map.of("caseNos", List.of("SJ-411081-2026-000001"), "reason", "试")).status()).isEqualTo(403);
        assertThat(shouwang.county().get("/procedures/well-repair/moves").status()).isEqualTo(403);
    }
}
