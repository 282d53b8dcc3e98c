package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.caselist.CaseLists;
import org.shouwang.shared.Texts;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests texts that deceive, impossible days, and JSON, CSV and XML that is too deep, too large or malformed. */
class InputTest extends IntegrationTest {

    private static final String CLUES = "/api/clues";
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Map<String, String> CSV = Map.of("Content-Type", "text/csv");
    private static final String XML_BOMB = """
            <?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
            <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
            <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">
            <!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">]>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x">&h;</definitions>""";
    private static final String XML_FILE = """
            <?xml version="1.0"?><!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/hostname">]>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x">&a;</definitions>""";

    @Autowired
    private RepositoryService repository;

    static Stream<Arguments> unseenCharacters() {
        return Stream.of(Arguments.of("a lone high surrogate", "\ud800"), Arguments.of("a lone low surrogate", "\udc00"),
                Arguments.of("right to left", "\u202e"), Arguments.of("an isolate", "\u2067"), Arguments.of("an Arabic mark", "\u061c"),
                Arguments.of("a mark of direction", "\u200f"), Arguments.of("nothing wide", "\u200b"), Arguments.of("a mark of order", "\ufeff"),
                Arguments.of("a NUL", "\u0000"), Arguments.of("a bell", "\u0007"), Arguments.of("an escape", "\u001b"),
                Arguments.of("a delete", "\u007f"), Arguments.of("a next line", "\u0085"), Arguments.of("a line separator", "\u2028"),
                Arguments.of("a destroyed character", "\ufffd"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unseenCharacters")
    void whatCannotBeSeenIsRefusedInEveryText(String what, String character) {
        String text = "某人" + character + "后";
        Map<String, Object> clue = Payloads.clue(TestPeople.somebody(), TODAY);
        clue.put("headName", text);
        clue.put("riskDescription", text);
        clue.put("externalReference", text);
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        Map<String, Object> found = Payloads.atRisk(flow.head(), TODAY);
        found.put("riskStatement", text);
        Map<String, Object> member = new LinkedHashMap<>(Payloads.member(flow.head(), "HEAD"));
        member.put("name", text);
        found.put("members", List.of(member));

        // Names and identity numbers are read without this character instead of being refused.
        boolean leftOut = "\u200f\u200b\ufeff".contains(character);
        assertThat(shouwang.partner().startClue(clue).wrongFields()).contains("riskDescription", "externalReference",
                leftOut ? "riskDescription" : "headName");
        assertThat(shouwang.partner().startInEngine(clue).wrongFields()).contains("riskDescription", leftOut ? "riskDescription" : "headName");
        Answer visit = shouwang.village().submit(flow.caseNo(), VERIFY_HOUSEHOLD, found);
        assertThat(visit.wrongFields()).contains("riskStatement", leftOut ? "riskStatement" : "members[0].name");
        assertThat(shouwang.village().withdraw(flow.caseNo(), text).wrongFields()).containsExactly("reason");
        flow.verified().compared();
        assertThat(shouwang.village().submit(flow.caseNo(), PRESELECT_AT_VILLAGE,
                Map.of(PRESELECTION_OUTCOME, "PRESELECT", "opinion", text)).wrongFields()).contains("opinion");
        assertThat(shouwang.county().post("/api/cases/" + flow.caseNo() + "/urgings", Map.of("note", text)).wrongFields()).containsExactly("note");
        assertThat(shouwang.village().post("/api/cases/" + flow.caseNo() + "/extensions",
                Map.of("rule", "IDENTIFICATION_15D", "until", "2026-03-30", "reason", text)).wrongFields()).contains("reason");
        flow.preselected().posted(clock.today());
        assertThat(shouwang.village().object(flow.noticeNo(), text).wrongFields()).containsExactly("statement");
        assertThat(flow.view().body().path("withdrawalReason").isNull()).isTrue();
    }

    @Test
    void linesAndTabsAreForFieldsOfSeveralLinesOnly() {
        Map<String, Object> clue = Payloads.clue(TestPeople.somebody(), TODAY);
        clue.put("headName", "某\n人");
        clue.put("riskDescription", "第一行\r\n第二行\t后\n\ud842\udfb7家");
        assertThat(shouwang.partner().startClue(clue).wrongFields()).containsExactly("headName");

        clue.put("headName", "\ud842\udfb7某");
        assertThat(shouwang.partner().startClue(clue).status()).as("a rare character is one").isEqualTo(201);
        assertThat(Texts.isClean("a\rb", true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "-999999999-01-01", "0001-01-01", "1899-12-31", "0000-00-00", "2026-02-30",
        "2026-3-2", "26-03-02", "20260302", "２０２６-03-02", "2026-03-02T00:00:00Z", "${now()}", "now", "99999-01-01"})
    void aDayNobodyMeansIsRefused(String day) {
        Map<String, Object> clue = Payloads.clue(TestPeople.somebody(), day);
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String asOf = java.net.URLEncoder.encode(day, java.nio.charset.StandardCharsets.UTF_8);
        String row = "idNumber,registeredOn\n" + TestPeople.somebody().idNumber() + ",";

        assertThat(shouwang.partner().startClue(clue).wrongFields()).containsExactly("foundOn");
        assertThat(shouwang.village().submit(flow.caseNo(), VERIFY_HOUSEHOLD, Payloads.ending("NO_RISK", day)).wrongFields())
                .containsExactly("verifiedOn");
        assertThat(shouwang.county().send("POST", "/api/comparison/datasets/vehicles?asOf=" + asOf, row + "2020-01-01\n", CSV)
                .wrongFields()).containsExactly("asOf");
        if (List.of("2026-3-2", "20260302", "２０２６-03-02", "2026-03-02T00:00:00Z").contains(day)) {
            // These are ways to write this very day in a table.
            return;
        }
        assertThat(shouwang.county().send("POST", "/api/comparison/datasets/vehicles?asOf=" + TODAY, row + day + "\n", CSV)
                .wrongFields()).containsExactly("line 2");
        assertThat(shouwang.county().send("POST", "/api/comparison/datasets/vehicles",
                "idNumber,asOf\n" + TestPeople.somebody().idNumber() + "," + day + "\n", CSV).wrongFields()).contains("line 2");
    }

    @Test
    void aDataSetFromTheLastCenturyIsRefused() {
        assertThat(shouwang.county().send("POST", "/api/comparison/datasets/vehicles?asOf=1999-12-31",
                "idNumber,plateNumber\n" + TestPeople.somebody().idNumber() + ",豫K1\n", CSV).wrongFields()).containsExactly("asOf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "\"x\"", "{", "{}}", "{\"source\":}", "{\"a\":1,}", "{'a':1}", "{\"a\":NaN}", "// x\n{}",
        "<x/>", "source=SELF_REPORT", "{\"reason\":\"a\",\"reason\":\"b\"}"})
    void whatIsNoJsonObjectIsBadInput(String body) {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        for (Answer answer : List.of(shouwang.partner().send("POST", CLUES, body, JSON),
                shouwang.village().send("POST", "/api/cases/" + flow.caseNo() + "/withdrawal", body, JSON),
                shouwang.as("admin").send("POST", "/api/demo/clock", body, JSON),
                shouwang.township().send("POST", "/api/case-lists", body, JSON),
                shouwang.partner().send("POST", "/engine-rest/process-definition/key/monitoring-identification/start", body, JSON),
                shouwang.village().send("POST", "/engine-rest/task/" + shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD)
                        + "/complete", body, JSON))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.text()).doesNotContain("com.fasterxml", "org.camunda", "java.", "Exception:");
        }
        assertThat(flow.status()).isEqualTo("IN_PROGRESS");
        assertThat(flow.steps()).isEmpty();
    }

    @Test
    void jsonThatIsTooDeepOrTooLargeEndsQuickly() {
        String deep = "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000);
        String wide = "[".repeat(100_000) + "]".repeat(100_000);
        String large = "{\"name\":\"" + "甲".repeat(700_000) + "\"}";
        String longNumber = "{\"priority\":" + "9".repeat(200_000) + "}";

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (String body : List.of(deep, wide, large, longNumber)) {
                for (String path : List.of(CLUES, "/engine-rest/task", "/engine-rest/process-definition/key/monitoring-identification/start")) {
                    Shouwang.Session who = path.endsWith("task") ? shouwang.village() : shouwang.partner();
                    assertThat(who.send("POST", path, body, JSON).status()).as(path).isIn(400, 413);
                }
            }
        });
    }

    @Test
    void aListThatIsTooLongIsRefused() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        Map<String, Object> found = Payloads.atRisk(flow.head(), TODAY);
        found.put("members", java.util.Collections.nCopies(101, Payloads.member(flow.head(), "HEAD")));

        assertThat(shouwang.village().submit(flow.caseNo(), VERIFY_HOUSEHOLD, found).messageOf("members")).contains("100行");
    }

    @Test
    void oddCasesOfAListAreRefused() {
        List<String> many = IntStream.rangeClosed(0, CaseLists.MOST).mapToObj(i -> "JC-" + i).toList();
        for (Object odd : List.of("x", 7, true, Map.of("a", 1), List.of(7), List.of(List.of()), List.of(), many)) {
            assertThat(shouwang.township().post("/api/case-lists", Map.of("kind", "hand-in", "caseNos", odd)).wrongFields()).containsExactly("caseNos");
        }
        for (String odd : List.of("", "\u0000", "\ud800", "';--", "甲".repeat(10_000))) {
            assertThat(shouwang.township().post("/api/case-lists", Map.of("kind", "hand-in", "caseNos", List.of(odd))).status()).isIn(400, 409);
            assertThat(shouwang.township().post("/api/case-lists", Map.of("kind", odd, "caseNos", List.of("x"))).wrongFields()).containsExactly("kind");
        }
        assertThat(shouwang.township().get("/api/case-lists/%00").status()).isIn(400, 404);
    }

    @Test
    void fieldsNobodyKnowsAreNamed() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilNotice(clock);
        Map<String, Object> clue = Payloads.clue(TestPeople.somebody(), TODAY);
        clue.put("caseStatus", "ADMITTED");

        assertThat(shouwang.partner().startClue(clue).wrongFields()).containsExactly("caseStatus");
        assertThat(shouwang.village().post("/api/cases/" + flow.caseNo() + "/withdrawal", Map.of("reason", "xx", "status", "y"))
                .wrongFields()).containsExactly("status");
        assertThat(shouwang.village().post("/api/notices/" + flow.noticeNo() + "/objections", Map.of("statement", "x", "outcome", "UPHELD"))
                .wrongFields()).containsExactly("outcome");
        assertThat(shouwang.as("admin").post("/api/demo/clock", Map.of("advanceDays", 1, "ahead", 2)).status()).isEqualTo(400);
        assertThat(shouwang.township().post("/api/case-lists", Map.of("kind", "hand-in", "number", 7)).wrongFields()).containsExactly("number");
        assertThat(shouwang.county().send("POST", "/api/comparison/datasets/vehicles?asOf=" + TODAY,
                "idNumber,plateNumber,password\n" + TestPeople.somebody().idNumber() + ",豫K1,x\n", CSV)
                .body().path("leftOut").findValuesAsText("column")).containsExactly("password");
        assertThat(flow.status()).isEqualTo("IN_PROGRESS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800\udc00\uffff", "idNumber,plateNumber\n411081190003030017", "idNumber,plateNumber\n411081190003030017,a,b\n",
        "idNumber,idNumber\n411081190003030017,x\n", "idNumber,plateNumber\n411081190003030017,\"a", "idNumber,plateNumber\n411081190003030017,a\u202eb\n"})
    void aBrokenTableIsRefusedAsAWhole(String csv) {
        long before = database.sql("select count(*) from shouwang.comparison_dataset").query(Long.class).single();

        Answer answer = shouwang.county().send("POST", "/api/comparison/datasets/vehicles?asOf=" + TODAY, csv, CSV);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("411081190003030017", "Exception");
        assertThat(database.sql("select count(*) from shouwang.comparison_dataset").query(Long.class).single()).isEqualTo(before);
        assertThat(shouwang.as("admin").send("POST", "/api/regions/villages", csv, CSV).status()).isEqualTo(400);
    }

    @Test
    void villagesAreNotNamedByWhatCannotBeSeen() {
        assertThat(shouwang.as("admin").send("POST", "/api/regions/villages", "code,name\n411081101299,东\u202e村\n", CSV).wrongFields())
                .containsExactly("line 2");
        Answer more = shouwang.as("admin").send("POST", "/api/regions/villages", "code,name,admin\n411081118899,东村,x\n", CSV);
        assertThat(more.body().at("/leftOut/0/column").asText()).as("a column nobody asked for changes nothing").isEqualTo("admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {XML_BOMB, XML_FILE})
    void anXmlBombIsNeitherTakenNorRead(String xml) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (String user : List.of("village" + Shouwang.VILLAGE, "partner", "admin")) {
                Answer deployed = shouwang.as(user).send("POST", "/engine-rest/deployment/create", "--b\r\n"
                                + "Content-Disposition: form-data; name=\"data\"; filename=\"x.bpmn\"\r\n\r\n" + xml + "\r\n--b--\r\n",
                        Map.of("Content-Type", "multipart/form-data; boundary=b"));
                assertThat(deployed.status()).as(user + deployed.text()).isEqualTo(403);
                for (String path : List.of(CLUES, "/engine-rest/task", "/api/comparison/datasets/vehicles", "/engine-rest/process-instance")) {
                    for (String type : List.of("application/xml", "text/xml", "application/json")) {
                        assertThat(shouwang.as(user).send("POST", path, xml, Map.of("Content-Type", type)).status())
                                .as(user + path + type).isBetween(400, 415);
                    }
                }
            }
            assertThatThrownBy(() -> repository.createDeployment().addString("x.bpmn", xml).deploy())
                    .as("the engine's own parser").isInstanceOf(ProcessEngineException.class);
        });
        assertThat(repository.createProcessDefinitionQuery().processDefinitionResourceName("x.bpmn").count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"value\":null,\"type\":\"Json\"}", "{\"type\":\"Json\"}", "{\"value\":1,\"type\":\"Json\"}", "{\"value\":{},\"type\":\"Json\"}",
        "{\"value\":\"APPROVE\",\"type\":\"Json\",\"valueInfo\":{\"transient\":\"x\"}}", "{\"value\":1,\"type\":\"Integer\",\"valueInfo\":{\"transient\":\"x\"}}",
        "{\"value\":\"a\",\"valueInfo\":1}", "{\"value\":\"a\",\"type\":\"String\",\"valueInfo\":{\"transient\":null}}", "{\"value\":{},\"type\":\"String\"}",
        "{\"value\":[1],\"type\":\"Null\"}", "{\"value\":\"a\",\"type\":[]}", "{\"value\":\"a\",\"type\":1}", "{\"value\":\"a\",\"local\":\"x\"}", "{\"valeu\":1}"})
    void anOddVariableIsTheAskersFault(String variable) {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String task = "/engine-rest/task/" + shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);

        for (String door : List.of("/submit-form", "/complete")) {
            assertAsked(shouwang.village().send("POST", task + door, "{\"variables\":{\"opinion\":" + variable + "}}", JSON));
        }
        for (String door : List.of("start", "submit-form")) {
            assertAsked(shouwang.partner().send("POST", "/engine-rest/process-definition/key/micro-loan/" + door,
                    "{\"variables\":{\"amount\":" + variable + "}}", JSON));
        }
        assertThat(flow.openTasks()).containsExactly(VERIFY_HOUSEHOLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"businessKey\":[],\"variables\":{}}", "{\"withVariablesInReturn\":\"x\"}", "{\"withVariablesInReturn\":\"x\",\"variables\":{}}"})
    void anOddSubmissionIsToldWhy(String body) {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        assertAsked(shouwang.partner().send("POST", "/engine-rest/process-definition/key/micro-loan/start", body, JSON));
        assertAsked(shouwang.village().send("POST", "/engine-rest/task/" + shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD)
                + "/complete", body, JSON));
    }

    @Test
    void anOddParameterOfAPageIsToldInChinese() {
        Answer answer = shouwang.as("county" + Shouwang.COUNTY).get("/supervision/figures?page=x");

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("page").matches("(?s).*\\p{IsHan}.*").doesNotContain("Failed", "java.");
    }

    private static void assertAsked(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.get("message")).matches("(?s).*\\p{IsHan}.*").doesNotContain("Exception", "org.", "java.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Xml", "Json", "Object", "File", "Bytes", "application/x-java-serialized-object"})
    void noVariableCarriesXmlOrSerialisedObjects(String type) {
        Map<String, Object> odd = new LinkedHashMap<>();
        odd.put("type", type);
        odd.put("value", "Json".equals(type) ? "[{]" : "Xml".equals(type) ? XML_BOMB : "rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==");
        odd.put("valueInfo", Map.of("objectTypeName", "java.util.HashMap", "filename", "x",
                "serializationDataFormat", "application/x-java-serialized-object"));
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String instance = database.sql("select proc_inst_id_ from act_ru_execution where business_key_ = ?").param(flow.caseNo())
                .query(String.class).single();

        assertThat(shouwang.partner().post("/engine-rest/process-definition/key/monitoring-identification/start",
                Map.of("variables", Map.of("headName", odd))).status()).isEqualTo(400);
        assertThat(shouwang.village().post("/engine-rest/task/" + shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD)
                + "/submit-form", Map.of("variables", Map.of("opinion", odd))).status()).isEqualTo(400);
        if (type.contains("ava") || "Object".equals(type)) {
            assertThat(shouwang.as("admin").send("PUT", "/engine-rest/process-instance/" + instance + "/variables/x",
                    "{\"type\":\"Object\",\"value\":\"rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==\",\"valueInfo\":{\"objectTypeName\":\"java.util.HashMap\","
                            + "\"serializationDataFormat\":\"application/x-java-serialized-object\"}}", JSON).status()).isIn(400, 403);
        }
        assertThat(database.sql("select count(*) from act_ge_bytearray where encode(bytes_, 'hex') like 'aced%'")
                .query(Long.class).single()).isZero();
    }
}
