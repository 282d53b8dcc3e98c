package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Queries that make the engine evaluate something, or answer with everything it has. */
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
                assertThat(admin.status()).as(body).isEqualTo(400);
                assertThat(admin.get("message")).as(body).contains("表达式");
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

    /** The engine reads JSON whatever its type is called and in whatever charset it guesses. */
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/JSON", "Application/Json; charset=UTF-16", "application/json;charset=utf-32",
        "application/hal+json", "application/json; charset=ibm037", "text/json", "*/*", "application/json, text/plain"})
    void noDisguiseOfTheBodyHelps(String type) {
        String body = "{\"orQueries\":[{\"dueAfterExpression\":\"${now()}\"}]}";

        assertThat(shouwang.as(ADMIN).send("POST", "/engine-rest/task", body, Map.of("Content-Type", type)).status()).isBetween(400, 415);
        for (Charset charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16, Charset.forName("UTF-32BE"))) {
            // Only what survives as text can be sent by this client; the bytes below 128 do.
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
