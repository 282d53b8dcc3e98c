package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests queries that would make the engine evaluate an expression, or return everything it has. */
@ExtendWith(OutputCaptureExtension.class)
class QueryTest extends IntegrationTest {

    private static final String VILLAGE = "village" + Shouwang.VILLAGE;
    private static final String ADMIN = "admin";
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @LocalServerPort
    private int port;

    static Stream<String> queryResources() {
        return Stream.of("task", "process-instance", "execution", "variable-instance", "external-task", "job", "incident",
                        "history/task", "history/process-instance", "history/activity-instance", "history/variable-instance",
                        "history/decision-instance", "history/detail", "history/incident", "history/job-log", "history/external-task-log",
                        "user", "group")
                .flatMap(resource -> Stream.of(resource, resource + "/count"));
    }

    static Stream<String> batches() {
        return Stream.of("process-instance/delete", "process-instance/delete-historic-query-based", "process-instance/suspended-async",
                "process-instance/job-retries", "process-instance/variables-async", "process-instance/message-async", "modification/executeAsync",
                "process-definition/x/restart-async", "job/retries", "external-task/retries-async", "history/process-instance/delete",
                "history/process-instance/set-removal-time", "history/decision-instance/delete", "decision-requirements-definition/x/evaluate");
    }

    static Stream<String> hidden() {
        String expression = "\"dueAfterExpression\":\"${now()}\"";
        return Stream.of("{" + expression + "}",
                "{\"orQueries\":[{" + expression + "}]}",
                "{\"orQueries\":[{\"name\":\"a\"},{\"orQueries\":[{" + expression + "}]}]}",
                "{\"orQueries\":[{\"dueAfterExpressio\\u006e\":\"${now()}\"}]}",
                "{\"processInstanceQuery\":{\"orQueries\":[{" + expression + "}]}}",
                "{\"a\":[[[{\"b\":{" + expression + "}}]]]}",
                "{\"orQueries\":[{\"candidateGroupExpression\":\"${currentUserGroups()}\"}],\"sorting\":[]}");
    }

    @ParameterizedTest
    @MethodSource({"queryResources", "batches"})
    void noQueryHoldsAnExpressionNotEvenAnAdministrators(String resource) {
        for (String body : hidden().toList()) {
            for (String door : List.of("/engine-rest/", "/engine-rest/engine/default/")) {
                Answer admin = shouwang.as(ADMIN).send("POST", door + resource, body, JSON);
                if (admin.status() == 403) {
                    assertThat(batches()).as("closed with whatever it holds").contains(resource);
                    assertThat(admin.get("message")).as(body).contains("shouwang.engine.repairs");
                } else {
                    assertThat(admin.status()).as(body).isEqualTo(400);
                    assertThat(admin.get("message")).as(body).contains("表达式");
                }
                assertThat(shouwang.as(VILLAGE).send("POST", door + resource, body, JSON).status()).isIn(400, 403);
                assertThat(shouwang.partner().send("POST", door + resource, body, JSON).status()).isIn(400, 403);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hidden")
    void noFilterIsSavedOrNarrowedWithAnExpression(String query) {
        String filter = database.sql("select id_ from act_ru_filter where name_ = '我的待办'").query(String.class).single();
        String saved = "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":" + query + ",\"properties\":{}}";
        long before = filters();

        for (String user : List.of(VILLAGE, ADMIN)) {
            for (String door : List.of("/engine-rest/filter/", "/engine-rest/engine/default/filter/")) {
                assertThat(shouwang.as(user).send("POST", door + "create", saved, JSON).status()).isIn(400, 403);
                assertThat(shouwang.as(user).send("PUT", door + filter, saved, JSON).status()).isIn(400, 403);
                for (String way : List.of("/list", "/count", "/singleResult")) {
                    assertThat(shouwang.as(user).send("POST", door + filter + way, query, JSON).get("message")).contains("表达式");
                }
            }
        }
        assertThat(shouwang.as(VILLAGE).post("/engine-rest/filter/create", Map.of("resourceType", "Task", "name", "x", "query", Map.of()))
                .status()).as("staff save no filters at all").isEqualTo(403);
        assertThat(filters()).isEqualTo(before);
    }

    /** The engine reads JSON no matter what its type is called, and guesses the charset. */
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/JSON", "Application/Json; charset=UTF-16", "application/json;charset=utf-32",
        "application/hal+json", "application/json; charset=ibm037", "text/json", "*/*", "application/json, text/plain"})
    void noDisguiseOfTheBodyHelps(String type) {
        String body = "{\"orQueries\":[{\"dueAfterExpression\":\"${now()}\"}]}";

        assertThat(shouwang.as(ADMIN).send("POST", "/engine-rest/task", body, Map.of("Content-Type", type)).status()).isBetween(400, 415);
        for (Charset charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16, Charset.forName("UTF-32BE"))) {
            // This client sends text, so only bytes that survive as text arrive unchanged; the bytes below 128 do.
            String bytes = new String(body.getBytes(charset), StandardCharsets.ISO_8859_1);
            assertThat(shouwang.as(ADMIN).send("POST", "/engine-rest/task", bytes, Map.of("Content-Type", type)).status())
                    .as(charset.name()).isBetween(400, 415);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"orQueries\":[{\"dueAfterExpression\":\"${now()}\"}],\"orQueries\":[]}",
        "{\"orQueries\":[],\"orQueries\":[{\"dueAfterExpression\":\"${now()}\"}]}",
        "{} {\"orQueries\":[{\"dueAfterExpression\":\"${now()}\"}]}", "[{\"dueAfterExpression\":\"${now()}\"}]",
        "/**/{\"dueAfterExpression\":\"${now()}\"}", "{\"dueAfterExpression\" :\n\"${now()}\"}", "\ufeff{\"dueAfterExpression\":\"${now()}\"}"})
    void noSecondValueHidesTheFirst(String body) {
        assertThat(shouwang.as(ADMIN).send("POST", "/engine-rest/task", body, JSON).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dueAfterExpression=x", "dueAfterE%78pression=x", "a=1&dueAfterExpression", "DueAfterExpression=x",
        "assigneeExpression=%24%7BcurrentUser()%7D", "due%41fterExpression=x"})
    void noParameterHoldsAnExpression(String parameter) {
        for (String resource : List.of("task", "task/count", "process-instance", "execution", "history/task", "filter", "job", "batch")) {
            for (String user : List.of(VILLAGE, ADMIN)) {
                assertThat(shouwang.as(user).get("/engine-rest/" + resource + "?" + parameter).status()).isIn(400, 403);
            }
            assertThat(shouwang.as(ADMIN).get("/engine-rest/" + resource + "?" + parameter).get("message")).contains("表达式");
        }
    }

    @Test
    void theWebappsDoorEvaluatesNothingEither() {
        BrowserSession admin = new BrowserSession(port);
        admin.signIn(ADMIN, Shouwang.PASSWORD);
        admin.get("/camunda/app/welcome/default/");
        for (String body : hidden().toList()) {
            for (String path : List.of("engine/engine/default/task", "engine/engine/default/process-instance", "engine/engine/default/filter/create",
                    "cockpit/plugin/base/default/process-instance", "cockpit/plugin/base/default/process-definition/x/called-process-definitions")) {
                BrowserSession.Page page = admin.send("POST", "/camunda/api/" + path, body,
                        Map.of("Content-Type", "application/json", "X-XSRF-TOKEN", admin.cookies().get("XSRF-TOKEN")));
                assertThat(page.status()).as(path + body).isEqualTo(400);
                assertThat(page.text()).contains("表达式");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxResults=2147483647", "maxResults=2001", "maxResults=-1", "maxResults=", "maxResults=1e9", "maxResults=0x7fffffff",
        "maxResults=99999999999", "max%52esults=2147483647", "firstResult=-5", "firstResult=x", "maxResults=-2147483648", "maxResults=%2B9999"})
    void noListIsUnlimited(String limit) {
        for (String list : List.of("task", "process-definition", "filter", "history/task", "group")) {
            assertThat(shouwang.as(VILLAGE).get("/engine-rest/" + list + "?" + limit).status()).as(list).isEqualTo(400);
            assertThat(shouwang.as(ADMIN).get("/engine-rest/" + list + "?" + limit).status()).as(list).isEqualTo(400);
        }
        assertThat(shouwang.as(VILLAGE).send("POST", "/engine-rest/task?" + limit, "{}", JSON).status()).isEqualTo(400);
        assertThat(shouwang.as(ADMIN).send("POST", "/engine-rest/process-instance?" + limit, "{}", JSON).status()).isEqualTo(400);
    }

    static Stream<Arguments> large() {
        String variable = "{\"name\":\"caseNo\",\"operator\":\"eq\",\"value\":\"x\"}";
        String many = "条件过多";
        return Stream.of(Arguments.of("or", "{\"orQueries\":[" + times(11, "{\"name\":\"a\"}") + "]}", many),
                Arguments.of("empty parts of an or", "{\"orQueries\":[" + times(11, "{}") + "]}", many),
                Arguments.of("much in one part", "{\"orQueries\":[{\"processVariables\":[" + times(8, variable) + "],\"taskVariables\":["
                        + times(3, variable) + "]}]}", many),
                Arguments.of("plain conditions in parts", "{\"orQueries\":[" + times(4, "{\"nameLike\":\"%a\",\"assignee\":\"b\",\"taskDefinitionKeyIn\":"
                        + "[\"c\"]}") + "]}", many),
                Arguments.of("variables", "{\"processVariables\":[" + times(11, variable) + "]}", many),
                Arguments.of("variables of several kinds", "{\"processVariables\":[" + times(6, variable) + "],\"taskVariables\":[" + times(5, variable)
                        + "]}", many),
                Arguments.of("sorting", "{\"sorting\":[" + times(11, "{\"sortBy\":\"created\",\"sortOrder\":\"asc\"}") + "]}", many),
                Arguments.of("three hundred", "{\"orQueries\":[{\"processVariables\":[" + times(50, variable) + "],\"taskVariables\":["
                        + times(50, variable) + "]}]}", many),
                Arguments.of("a long list", "{\"taskDefinitionKeyIn\":[" + times(51, "\"a\"") + "]}", "最多列50项"),
                Arguments.of("a long list in an or", "{\"orQueries\":[{\"candidateGroups\":[" + times(51, "\"a\"") + "]}]}", "最多列50项"),
                Arguments.of("a long text", "{\"nameLike\":\"" + "a".repeat(21_000) + "\"}", "最多20KB"));
    }

    private static String times(int count, String text) {
        return String.join(",", Collections.nCopies(count, text));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("large")
    void noQueryIsLargerThanAPersonMeans(String what, String query, String told) {
        String filter = database.sql("select id_ from act_ru_filter where name_ = '我的待办'").query(String.class).single();
        BrowserSession admin = new BrowserSession(port);
        admin.signIn(ADMIN, Shouwang.PASSWORD);
        admin.get("/camunda/app/welcome/default/");
        for (String path : List.of("task", "task/count", "filter/" + filter + "/list", "filter/" + filter + "/count", "filter/" + filter + "/singleResult")) {
            assertThat(shouwang.as(VILLAGE).send("POST", "/engine-rest/" + path, query, JSON).status()).as(path).isEqualTo(400);
            assertThat(shouwang.as(VILLAGE).send("POST", "/engine-rest/engine/default/" + path, query, JSON).get("message")).contains(told);
        }
        for (String path : List.of("process-instance", "execution", "variable-instance/count", "history/task", "history/process-instance/count")) {
            assertThat(shouwang.as(ADMIN).send("POST", "/engine-rest/" + path, query, JSON).get("message")).as(path).contains(told);
        }
        String saved = "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":" + query + ",\"properties\":{}}";
        assertThat(shouwang.as(ADMIN).send("POST", "/engine-rest/filter/create", saved, JSON).get("message")).contains(told);
        assertThat(shouwang.as(ADMIN).send("PUT", "/engine-rest/filter/" + filter, saved, JSON).get("message")).contains(told);
        for (String path : List.of("engine/engine/default/task", "engine/engine/default/filter/" + filter + "/list",
                "cockpit/plugin/base/default/process-instance")) {
            BrowserSession.Page page = admin.send("POST", "/camunda/api/" + path, query,
                    Map.of("Content-Type", "application/json", "X-XSRF-TOKEN", admin.cookies().get("XSRF-TOKEN")));
            assertThat(page.status()).as(path).isEqualTo(400);
            assertThat(page.text()).contains(told);
        }
    }

    static Stream<String> nothing() {
        return Stream.of("null", "[]", "5", "{\"sorting\":[null]}", "{\"processVariables\":[null]}", "{\"processVariables\":[{}]}",
                "{\"processVariables\":[{\"name\":null,\"operator\":\"eq\",\"value\":1}]}", "{\"orQueries\":[null]}",
                "{\"orQueries\":[{\"taskIdIn\":[null]}]}", "{\"taskIdIn\":[\"a\",null]}", "{\"a\":{\"b\":[[null]]}}",
                "{\"caseInstanceId\":\"a\"}", "{\"orQueries\":[{\"caseDefinitionKey\":\"a\"}]}");
    }

    /** The engine would report an empty or null part of a query as its own fault. */
    @ParameterizedTest
    @MethodSource("nothing")
    void aQueryThatNamesNothingIsTheAskersFault(String query) {
        String filter = database.sql("select id_ from act_ru_filter where name_ = '我的待办'").query(String.class).single();
        BrowserSession admin = new BrowserSession(port);
        admin.signIn(ADMIN, Shouwang.PASSWORD);
        admin.get("/camunda/app/welcome/default/");

        queryResources().map(path -> shouwang.as(ADMIN).send("POST", "/engine-rest/" + path, query, JSON)).forEach(QueryTest::assertAsked);
        Stream.of("task", "task/count", "filter/" + filter + "/list", "filter/" + filter + "/count", "filter/" + filter + "/singleResult")
                .map(path -> shouwang.as(VILLAGE).send("POST", "/engine-rest/" + path, query, JSON)).forEach(QueryTest::assertAsked);
        assertAsked(shouwang.as(ADMIN).send("POST", "/engine-rest/filter/create",
                "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":" + query + ",\"properties\":{}}", JSON));
        for (String path : List.of("engine/engine/default/task", "engine/engine/default/history/process-instance", "cockpit/plugin/base/default/process-instance")) {
            BrowserSession.Page page = admin.send("POST", "/camunda/api/" + path, query,
                    Map.of("Content-Type", "application/json", "X-XSRF-TOKEN", admin.cookies().get("XSRF-TOKEN")));
            assertThat(page.status()).as(path + page.text()).isEqualTo(400);
        }
    }

    /** The engine would answer these queries with 500, or with the names of its classes. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"orQueries\":5}", "{\"orQueries\":[[]]}", "{\"taskIdIn\":{}}", "{\"name\":[]}", "{\"sorting\":[{\"sortBy\":\"x\",\"sortOrder\":\"asc\"}]}",
        "{\"sorting\":[{\"sortBy\":\"processVariable\",\"sortOrder\":\"asc\"}]}", "{\"includeAssignedTasks\":true}",
        "{\"sorting\":[{\"sortBy\":\"processVariable\",\"sortOrder\":\"asc\",\"parameters\":{\"variable\":5,\"type\":5}}]}", "{\"candidateGroups\":[]}",
        "{\"processVariables\":[{\"name\":\"a\",\"operator\":null,\"value\":1}]}", "{\"processVariables\":[{\"name\":\"a\",\"operator\":\"gt\",\"value\":true}]}",
        "{\"processVariables\":[{\"name\":\"a\",\"operator\":\"eq\",\"value\":{}}]}", "{\"dueAfter\":\"99999999-01-01\"}", "{\"orQueries\":[{\"withCandidateUsers\":true}]}"})
    void aQueryThatTheEngineCannotReadIsTheAskersFault(String query) {
        assertAsked(shouwang.as(VILLAGE).send("POST", "/engine-rest/task", query, JSON));
        assertAsked(shouwang.as(ADMIN).send("POST", "/engine-rest/task/count", query, JSON));
    }

    @Test
    void whatTheEngineCannotReadElsewhereIsTheAskersFaultToo() {
        assertAsked(shouwang.as(VILLAGE).get("/engine-rest/task?orQueries=x"));
        assertAsked(shouwang.as(VILLAGE).get("/engine-rest/task?includeAssignedTasks=true"));
        assertAsked(shouwang.as(ADMIN).get("/engine-rest/process-instance?caseInstanceId=x"));
        assertAsked(shouwang.partner().post("/engine-rest/process-definition/key/micro-loan/start",
                Map.of("variables", Map.of(), "startInstructions", Collections.singletonList(null))));
        for (String path : List.of("case-instance", "history/case-instance/count", "case-execution")) {
            assertThat(shouwang.as(ADMIN).get("/engine-rest/" + path).status()).isEqualTo(404);
        }
        Map<String, Object> grant = Map.of("type", 1, "permissions", List.of("READ"), "userId", "querytest", "resourceType", 7, "resourceId", "*");
        assertThat(shouwang.as(ADMIN).post("/engine-rest/authorization/create", grant).status()).isEqualTo(200);
        Answer again = shouwang.as(ADMIN).post("/engine-rest/authorization/create", grant);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.get("message")).contains("重复");
        assertAsked(shouwang.as(ADMIN).post("/engine-rest/filter/create", Map.of("resourceType", "Task", "name", "x".repeat(300),
                "query", Map.of(), "properties", Map.of())));
    }

    @Test
    void whatTheDatabaseCannotReadIsTheAskersFaultAndLeavesOneLine(CapturedOutput log) {
        shouwang.newCase(TestPeople.somebody(), TODAY);

        for (String resource : List.of("task", "task/count")) {
            assertAsked(shouwang.as(VILLAGE).send("POST", "/engine-rest/" + resource, "{\"nameLike\":\"\\\\\"}", JSON));
        }
        assertAsked(shouwang.as(ADMIN).send("POST", "/engine-rest/history/task", "{\"startedAfter\":\"292278994-08-17T07:12:55.807+0000\"}", JSON));
        for (String question : List.of("filter?nameLike=%5C", "process-definition?nameLike=%5C", "decision-definition?nameLike=%5C",
                "history/process-instance?processInstanceBusinessKeyLike=%25%5C")) {
            assertAsked(shouwang.as(ADMIN).get("/engine-rest/" + question));
        }
        assertThat(log.getAll()).doesNotContain(" ERROR ", "\tat ");
    }

    private static void assertAsked(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.get("message")).matches("(?s).*\\p{IsHan}.*").doesNotContain("Exception", "org.");
    }

    @Test
    void noParameterIsLargerThanAPersonMeans() {
        for (String resource : List.of("task", "task/count", "history/task")) {
            assertThat(shouwang.as(ADMIN).get("/engine-rest/" + resource + "?processVariables=" + times(11, "caseNo_eq_x")).get("message"))
                    .contains("条件过多");
            assertThat(shouwang.as(ADMIN).get("/engine-rest/" + resource + "?processVariables=" + times(6, "a_eq_x") + "&taskVariables="
                    + times(5, "a_eq_x")).get("message")).contains("条件过多");
            assertThat(shouwang.as(ADMIN).get("/engine-rest/" + resource + "?candidateGroups=" + times(51, "a")).get("message"))
                    .contains("最多列50项");
        }
    }

    @Test
    void whatPeopleAndTasklistAskForGoesOn() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String filter = database.sql("select id_ from act_ru_filter where name_ = '我的待办'").query(String.class).single();
        String query = "{\"sorting\":[{\"sortBy\":\"dueDate\",\"sortOrder\":\"asc\"},{\"sortBy\":\"created\",\"sortOrder\":\"asc\"}],"
                + "\"processVariables\":[],\"taskVariables\":[],\"caseInstanceVariables\":[],\"orQueries\":[{\"processVariables\":[" + times(7,
                "{\"name\":\"caseNo\",\"operator\":\"eq\",\"value\":\"" + flow.caseNo() + "\"}") + "]}],\"taskDefinitionKeyIn\":["
                + times(50, "\"" + VERIFY_HOUSEHOLD + "\"") + "]}";

        for (String path : List.of("/engine-rest/task", "/engine-rest/filter/" + filter + "/list", "/camunda/api/engine/engine/default/task")) {
            Answer found = shouwang.as(VILLAGE).send("POST", path, query, JSON);
            assertThat(found.status()).as(found.text()).isIn(200, 403);
            assertThat(path.startsWith("/camunda") || found.text().contains(flow.caseNo()) || found.body().size() > 0).isTrue();
        }
        assertThat(shouwang.as(VILLAGE).get("/engine-rest/task?processVariables=caseNo_eq_" + flow.caseNo()).body().size()).isEqualTo(1);
    }

    @Test
    void aListWithoutALimitIsAPage() {
        shouwang.newCase(TestPeople.somebody(), TODAY);

        for (String list : List.of("task", "process-instance", "execution", "variable-instance", "history/task", "history/activity-instance", "user")) {
            assertThat(shouwang.as(ADMIN).get("/engine-rest/" + list).body().size()).as(list).isBetween(1, 200);
            assertThat(shouwang.as(ADMIN).get("/engine-rest/" + list + "?maxResults=2000").status()).as(list).isEqualTo(200);
        }
        assertThat(shouwang.as(ADMIN).get("/api/cases?limit=201").status()).isEqualTo(400);
        assertThat(shouwang.as(ADMIN).get("/api/cases?limit=-1").status()).isEqualTo(400);
    }

    private long filters() {
        return database.sql("select count(*) from act_ru_filter").query(Long.class).single();
    }
}
