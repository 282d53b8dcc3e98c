package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.MESSAGE_WITHDRAWN;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFICATION_OUTCOME;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Tests access to another county's case by each of its ids, in every way. The answer is compared with the answer for an id
 * that does not exist: not a letter may tell that the case exists.
 */
class OtherCountyTest extends IntegrationTest {

    private static final String NO_CASE = "JC-411081-2026-999999";
    private static final String NO_NOTICE = "GS-411081-2026-999999";
    private static final String NO_ID = "ffffffff-ffff-11f1-8249-02fc00000001";
    private static final List<String> PAGES = List.of("/cases/{case}", "/cases/{case}/withdrawal", "/notices/{notice}");
    private static final List<String> API = List.of("/api/cases/{case}", "/api/notices/{notice}", "/api/cases?externalReference={case}",
            "/api/deadlines?caseNo={case}", "/api/extensions?caseNo={case}");
    private static final List<String> ENGINE = List.of("/task/{task}", "/task/{task}/form", "/task/{task}/deployed-form",
            "/task/{task}/form-variables", "/task/{task}/rendered-form", "/task/{task}/variables",
            "/task/{task}/localVariables", "/task/{task}/identity-links", "/task/{task}/comment", "/task/{task}/attachment",
            "/task?processInstanceId={instance}", "/task?taskVariables=caseNo_eq_{case}", "/task?executionId={execution}", "/task?processInstanceBusinessKey={case}", "/task?taskId={task}",
            "/task/count?processInstanceBusinessKey={case}", "/task?processVariables=caseNo_eq_{case}", "/task?tenantIdIn=411081&processInstanceBusinessKey={case}",
            "/task?processInstanceBusinessKeyLike=%25{case}%25", "/task?candidateGroup=village411081101201&processInstanceBusinessKey={case}",
            "/task?includeAssignedTasks=true&candidateGroups=village411081101201&processInstanceBusinessKey={case}",
            "/process-instance/{instance}", "/process-instance/{instance}/variables", "/process-instance/{instance}/activity-instances",
            "/process-instance?businessKey={case}", "/execution/{execution}", "/execution/{execution}/localVariables",
            "/variable-instance/{variable}", "/variable-instance?processInstanceIdIn={instance}", "/job/{job}", "/job?processInstanceId={instance}",
            "/history/task?taskId={task}", "/history/task?processInstanceBusinessKey={case}", "/history/task/count?processInstanceId={instance}",
            "/history/process-instance/{instance}", "/history/process-instance?processInstanceBusinessKey={case}",
            "/history/activity-instance?processInstanceId={instance}", "/history/variable-instance?processInstanceId={instance}",
            "/history/user-operation?taskId={task}", "/history/user-operation?processInstanceId={instance}",
            "/external-task?processInstanceId={instance}", "/incident?processInstanceId={instance}", "/event-subscription?processInstanceId={instance}");
    private static final Map<String, String> CHANGES = Map.ofEntries(
            Map.entry("/task/{task}/claim", "{\"userId\":\"USER\"}"), Map.entry("/task/{task}/unclaim", "{}"),
            Map.entry("/task/{task}/assignee", "{\"userId\":\"USER\"}"),
            Map.entry("/task/{task}/complete", "{\"variables\":{\"" + VERIFICATION_OUTCOME + "\":{\"value\":\"NO_RISK\"}}}"),
            Map.entry("/task/{task}/submit-form", "{\"variables\":{\"" + VERIFICATION_OUTCOME + "\":{\"value\":\"NO_RISK\"}}}"),
            Map.entry("/task/{task}/resolve", "{}"), Map.entry("/task/{task}/delegate", "{\"userId\":\"USER\"}"),
            Map.entry("/task/{task}/bpmnError", "{\"errorCode\":\"x\"}"), Map.entry("/task/{task}/bpmnEscalation", "{\"escalationCode\":\"x\"}"),
            Map.entry("/task/{task}/variables", "{\"modifications\":{\"caseStatus\":{\"value\":\"APPROVED\"}}}"),
            Map.entry("/task/{task}/identity-links", "{\"groupId\":\"village\",\"type\":\"candidate\"}"),
            Map.entry("/process-instance/{instance}/modification", "{\"instructions\":[]}"),
            Map.entry("/process-instance/{instance}/variables", "{\"modifications\":{\"caseStatus\":{\"value\":\"APPROVED\"}}}"),
            Map.entry("/execution/{execution}/signal", "{}"),
            Map.entry("/execution/{execution}/localVariables", "{\"modifications\":{\"caseStatus\":{\"value\":\"APPROVED\"}}}"),
            Map.entry("/message", "{\"messageName\":\"" + MESSAGE_WITHDRAWN + "\",\"businessKey\":\"CASE\"}"),
            Map.entry("/job/{job}/execute", "{}"));

    @Autowired
    private FilterService filters;
    @Autowired
    private TaskService tasks;

    private record Ids(String caseNo, String notice, String task, String instance, String execution, String variable, String job) {

        static final Ids NONE = new Ids(NO_CASE, NO_NOTICE, NO_ID, NO_ID, NO_ID, NO_ID, NO_ID);

        String in(String path) {
            return path.replace("{case}", caseNo).replace("{notice}", notice).replace("{task}", task).replace("{instance}", instance)
                    .replace("{execution}", execution).replace("{variable}", variable).replace("{job}", job);
        }

        /** Returns the text without any of the ids, so that two answers can be compared. */
        String out(String text) {
            String plain = text;
            for (String id : List.of(caseNo, notice, task, instance, execution, variable, job)) {
                plain = plain.replace(id, "ID");
            }
            return plain.replaceAll("\"timestamp\":\"[^\"]*\"", "").replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
        }
    }

    static Stream<String> strangers() {
        return Stream.of("village411082101201", "village411081101202", "township411082101", "township411081102", "county411082", "county411024",
                "leader411082", "leader411003");
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void nothingOfAnotherRegionExists(String wished) {
        String user = existing(wished);
        Ids ids = aCaseAtItsNotice();
        Stream.concat(PAGES.stream(), API.stream()).forEach(path -> assertSame(user, ids, "GET", path, null, !path.contains("?")));
        for (String path : ENGINE) {
            assertSame(user, ids, "GET", "/engine-rest" + path, null, path.startsWith("/task/{task}"));
            assertSame(user, ids, "GET", "/engine-rest/engine/default" + path, null, path.startsWith("/task/{task}"));
            assertSame(user, ids, "GET", "/camunda/api/engine/engine/default" + path, null, path.startsWith("/task/{task}"));
        }
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void nothingOfAnotherRegionChanges(String wished) {
        String user = existing(wished);
        Ids ids = aCaseAtItsNotice();
        long before = traces(ids);
        assertSame(user, ids, "POST", "/api/cases/{case}/withdrawal", "{\"reason\":\"攻击\"}", true);
        assertSame(user, ids, "POST", "/api/notices/{notice}/objections", "{\"statement\":\"攻击\"}", true);
        assertSame(user, ids, "POST", "/api/cases/{case}/extensions",
                "{\"rule\":\"IDENTIFICATION_15D\",\"until\":\"2026-03-30\",\"reason\":\"攻击\"}", true);
        assertSame(user, ids, "POST", "/api/cases/{case}/urgings", "{\"note\":\"攻击\"}", true);
        assertSame(user, ids, "POST", "/cases/{case}/id-numbers", "", true);
        assertSame(user, ids, "POST", "/api/cases/{case}/id-numbers", "{\"reason\":\"攻击\"}", true);
        CHANGES.forEach((path, body) -> assertSame(user, ids, "POST", "/engine-rest" + path,
                body.replace("USER", user).replace("CASE", ids.caseNo()), false));
        for (String path : List.of("/task/{task}", "/process-instance/{instance}", "/process-instance/{instance}/variables/caseStatus",
                "/task/{task}/variables/caseStatus", "/job/{job}", "/history/process-instance/{instance}")) {
            assertSame(user, ids, "DELETE", "/engine-rest" + path, null, false);
            assertSame(user, ids, "PUT", "/engine-rest" + path, "{\"value\":\"x\",\"suspended\":true}", false);
        }

        assertThat(traces(ids)).isEqualTo(before);
        assertThat(shouwang.village().view(ids.caseNo()).get("status")).isEqualTo("IN_PROGRESS");
        assertThat(shouwang.as("admin").get("/engine-rest/process-instance/" + ids.instance()).get("suspended")).isEqualTo("false");
    }

    /** A search must not be a way round: the case is in no list, count or search of a stranger. */
    @ParameterizedTest
    @MethodSource("strangers")
    void noListOfAStrangerHoldsTheCase(String wished) {
        String user = existing(wished);
        Ids ids = aCaseAtItsNotice();
        String name = database.sql("select head_name from shouwang.case_file where case_no = ?").param(ids.caseNo())
                .query(String.class).single();

        assertThat(shouwang.as(user).get("/api/cases?limit=200").text()).doesNotContain(ids.caseNo());
        assertThat(shouwang.as(user).get("/cases").text()).doesNotContain(ids.caseNo(), name);
        for (String q : List.of(ids.caseNo(), name, name.substring(0, 2), "%", "_", "' or 1=1 --")) {
            assertThat(shouwang.as(user).send("POST", "/cases", "q=" + java.net.URLEncoder.encode(q, java.nio.charset.StandardCharsets.UTF_8),
                    Map.of("Content-Type", "application/x-www-form-urlencoded")).text()).doesNotContain("/cases/" + ids.caseNo());
        }
        assertThat(shouwang.as(user).get("/engine-rest/task?maxResults=2000").text()).doesNotContain(ids.instance());
        assertThat(shouwang.as(user).post("/engine-rest/task?maxResults=2000", Map.of("orQueries", List.of(Map.of("processInstanceBusinessKey", ids.caseNo(),
                "includeAssignedTasks", true, "candidateGroups", List.of("village411081101201"))))).text()).doesNotContain(ids.instance());
    }

    @ParameterizedTest
    @ValueSource(strings = {"county411082", "leader411082", "village411081101202"})
    void anAdministratorsFilterIsNobodyElses(String user) {
        Filter filter = filters.newTaskFilter("管理员的过滤器 " + TestPeople.somebody().idNumber().substring(0, 4)).setOwner("admin")
                .setQuery(tasks.createTaskQuery());
        filters.saveFilter(filter);
        for (String path : List.of("/engine-rest/filter/ID", "/engine-rest/filter/ID/list", "/engine-rest/filter/ID/count",
                "/engine-rest/filter/ID/singleResult", "/camunda/api/engine/engine/default/filter/ID")) {
            Answer there = shouwang.as(user).get(path.replace("ID", filter.getId()));
            Answer none = shouwang.as(user).get(path.replace("ID", NO_ID));
            assertThat(there.status()).as(path).isEqualTo(none.status()).isIn(400, 403, 404);
            assertThat(there.text().replace(filter.getId(), "ID")).as(path).isEqualTo(none.text().replace(NO_ID, "ID"));
        }
        assertThat(shouwang.as(user).get("/engine-rest/filter").text()).doesNotContain(filter.getId());
        filters.deleteFilter(filter.getId());
    }

    /** The engine must not tell who is in which group, or how many instances are at which step. */
    @ParameterizedTest
    @ValueSource(strings = {"village411081101201", "township411081101", "county411081", "leader411081", "city411000"})
    void nobodyAsksTheEngineAboutSomebodyElse(String user) {
        Shouwang.Session who = shouwang.as(user);
        for (String door : List.of("/engine-rest", "/engine-rest/engine/default")) {
            for (String path : List.of("/identity/groups?userId=county411082", "/group?member=county411082", "/group/count?member=county411082",
                    "/group?member=" + user + "&member=county411082", "/process-definition/statistics", "/process-definition/statistics?incidents=true",
                    "/process-definition/key/statistics")) {
                assertThat(who.get(door + path).status()).as(path).isEqualTo(403);
            }
            for (String path : List.of("/group", "/group/count")) {
                assertThat(who.post(door + path, Map.of("member", "county411082")).status()).as(path).isEqualTo(403);
                assertThat(who.post(door + path, Map.of("member", user)).status()).as(path).isEqualTo(200);
            }
            assertThat(who.get(door + "/identity/groups?userId=" + user).status()).isEqualTo(200);
            assertThat(who.get(door + "/group?member=" + user).status()).isEqualTo(200);
        }
        assertThat(shouwang.as("admin").get("/engine-rest/identity/groups?userId=county411082").status()).isEqualTo(200);
        assertThat(shouwang.as("admin").get("/engine-rest/process-definition/statistics").status()).isEqualTo(200);
    }

    @Test
    void aCountysDataSetsAreItsOwn() {
        Map<String, String> csv = Map.of("Content-Type", "text/csv");
        shouwang.as("county411003").send("POST", "/api/comparison/datasets/deaths?asOf=2026-02-03",
                "idNumber\n" + TestPeople.somebody().idNumber() + "\n", csv);

        assertThat(shouwang.as("county411003").get("/api/comparison/datasets").text()).contains("\"countyCode\":\"411003\"");
        assertThat(shouwang.as("county411082").get("/api/comparison/datasets").text()).doesNotContain("\"countyCode\":\"411003\"");
        assertThat(shouwang.as("county411082").send("POST", "/api/comparison/datasets/deaths?asOf=2026-02-03&countyCode=411003",
                "idNumber\n" + TestPeople.somebody().idNumber() + "\n", csv).get("countyCode")).isEqualTo("411082");
    }

    @Test
    void nobodyRegistersACaseInAnotherRegion() {
        for (String user : List.of("village411081101202", "township411081102", "county411082")) {
            Answer answer = shouwang.as(user).startClue(Payloads.clue(TestPeople.somebody(), TODAY));
            assertThat(answer.status()).as(user).isEqualTo(400);
            assertThat(answer.wrongFields()).as(user).containsExactly("villageCode");
        }
    }

    private void assertSame(String user, Ids ids, String method, String path, String body, boolean mustBe404) {
        boolean page = path.startsWith("/cases") || path.startsWith("/notices");
        boolean form = page && "POST".equals(method);
        Map<String, String> headers = Map.of("Accept", page ? "text/html" : "application/json",
                "Content-Type", form ? "application/x-www-form-urlencoded" : "application/json");
        Shouwang.Session stranger = shouwang.as(user);
        Answer there = stranger.send(method, ids.in(path), form ? body + "&_once=" + stranger.pass() : body, headers);
        Answer none = stranger.send(method, Ids.NONE.in(path), form ? body + "&_once=" + stranger.pass()
                : body == null ? null : body.replace(ids.caseNo(), NO_CASE), headers);

        assertThat(there.status()).as(user + " " + method + " " + path + there.text()).isEqualTo(none.status());
        assertThat(ids.out(there.text())).as(user + " " + method + " " + path).isEqualTo(Ids.NONE.out(none.text()));
        if (mustBe404) {
            assertThat(there.status()).as(user + " " + method + " " + path).isEqualTo(404);
        }
        if (!"GET".equals(method)) {
            assertThat(there.status()).as(user + " " + method + " " + path).isBetween(400, 405);
        }
    }

    /** Returns the wished user if the demonstration has it, otherwise a user of the same role and county. */
    private String existing(String wished) {
        String role = wished.replaceAll("\\d", "");
        String county = wished.substring(role.length(), role.length() + 6);
        return database.sql("""
                        select id_ from act_id_user where id_ ~ ? and id_ not in ('village411081101201', 'township411081101')
                        order by id_ = ? desc, id_ limit 1
                        """)
                .param("^" + role + county).param(wished).query(String.class).single();
    }

    private Ids aCaseAtItsNotice() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified().compared().preselected();
        Map<String, Object> task = database.sql("select id_, proc_inst_id_, execution_id_ from act_ru_task where proc_inst_id_ in "
                        + "(select id_ from act_ru_execution where business_key_ = ?)")
                .param(flow.caseNo()).query().singleRow();
        String parent = database.sql("select min(proc_inst_id_) from act_ru_execution where business_key_ = ?").param(flow.caseNo())
                .query(String.class).single();
        String variable = database.sql("select id_ from act_ru_variable where proc_inst_id_ = ? limit 1")
                .param(task.get("proc_inst_id_")).query(String.class).single();
        String job = database.sql("select coalesce(min(id_), 'none') from act_ru_job where process_instance_id_ in (?, ?)")
                .params(parent, task.get("proc_inst_id_")).query(String.class).single();
        String notice = database.sql("select notice_no from shouwang.notice order by id desc limit 1").query(String.class)
                .optional().orElse(NO_NOTICE);
        if (flow.noticeNo() != null) {
            notice = flow.noticeNo();
        }
        return new Ids(flow.caseNo(), notice, (String) task.get("id_"), (String) task.get("proc_inst_id_"),
                (String) task.get("execution_id_"), variable, job);
    }

    private long traces(Ids ids) {
        return database.sql("""
                        select (select count(*) from shouwang.objection) + (select count(*) from shouwang.task_decision)
                             + (select coalesce(sum(rev_), 0) from act_ru_task where id_ = ?)
                             + (select coalesce(sum(rev_), 0) from act_ru_variable where proc_inst_id_ = ?)
                        """)
                .params(ids.task(), ids.instance()).query(Long.class).single();
    }
}
