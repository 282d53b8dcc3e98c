package org.shouwang.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.ANNOUNCE_RESULT;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.problems.IssueDualAssignmentProcess.PLAN_RECTIFICATION;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECTIFY;
import static org.shouwang.problems.IssueDualAssignmentProcess.VERIFY_RECTIFICATION;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.ProblemFlow;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests the list of open tasks, {@code GET /api/tasks}. */
class TaskListTest extends IntegrationTest {

    /** A village in which no other test works. */
    private static final String QUIET_VILLAGE = "411081104203";
    private static final String OF_ENGINE = """
            select t.id_ || ' ' || e.business_key_ || ' ' || t.task_def_key_ || ' ' || l.group_id_ || ' ' || coalesce(t.assignee_, '')
            from public.act_ru_task t join public.act_ru_execution e on e.id_ = t.proc_inst_id_
            join public.act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate'
            where e.business_key_ is not null and t.priority_ > 0
            """;
    private static final String OF_LIST = "select task_id || ' ' || case_no || ' ' || element || ' ' || group_id || ' ' || coalesce(assignee, '') from shouwang.open_task";

    @Autowired
    private Accounts accounts;
    @Autowired
    private IdentityService identity;

    @Test
    void aTaskStandsInTheListOfItsPostWithWhatAnOfficialKnowsItBy() {
        Person head = TestPeople.somebody();
        CaseFlow flow = shouwang.newCase(head, TODAY);

        JsonNode task = only(shouwang.village(), flow.caseNo());

        assertThat(task.path("taskId").asText()).isEqualTo(shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD));
        assertThat(task.path("process").asText()).isEqualTo(MonitoringIdentificationProcess.KEY);
        assertThat(task.path("task").asText()).isEqualTo(VERIFY_HOUSEHOLD);
        assertThat(task.path("name").asText()).isEqualTo("入户核实");
        assertThat(task.path("subject").asText()).isEqualTo(head.name());
        assertThat(task.path("village").asText()).isEqualTo("顺店镇顺店东村");
        assertThat(task.path("dueOn").asText()).isEqualTo("2026-03-17");
        assertThat(task.path("state").asText()).isEqualTo("ON_TRACK");
        assertThat(task.path("assignee").isNull()).isTrue();
        assertThat(task.path("since").asText()).startsWith("2026-03-02T01:00:00");
        for (String other : List.of("village411081102201", "township" + Shouwang.TOWNSHIP, "county" + Shouwang.COUNTY, "city411000", "partner")) {
            assertThat(of(shouwang.as(other), flow.caseNo())).as(other).isEmpty();
        }
        assertThat(of(shouwang.as("admin"), flow.caseNo())).hasSize(1);
    }

    @Test
    void aTaskLeavesTheListWhenItIsDoneAndTheNextPostFindsTheNext() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String taskId = only(shouwang.village(), flow.caseNo()).path("taskId").asText();

        shouwang.village().post("/api/tasks/" + taskId + "/claim", Map.of());
        assertThat(only(shouwang.village(), flow.caseNo()).path("assignee").asText()).isEqualTo("village" + Shouwang.VILLAGE);
        flow.verified();

        assertThat(of(shouwang.village(), flow.caseNo())).isEmpty();
        assertThat(only(shouwang.county(), flow.caseNo()).path("task").asText()).isEqualTo(CONFIRM_COMPARISON);
        assertThat(shouwang.village().withdraw(flow.caseNo(), "重复登记").status()).isLessThan(300);
        assertThat(of(shouwang.county(), flow.caseNo())).as("a withdrawn case has no tasks").isEmpty();
    }

    @Test
    void theStateFollowsTheDayAndAnExtensionMovesTheLastDay() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        List<String> states = new ArrayList<>();

        for (int days : new int[] {0, 10, 5, 1}) {
            clock.advanceDays(days);
            states.add(only(shouwang.village(), flow.caseNo()).path("state").asText());
        }
        assertThat(states).containsExactly("ON_TRACK", "UNREACHABLE", "UNREACHABLE", "OVERDUE");
        for (String state : List.of("ON_TRACK", "UNREACHABLE", "WARNING", "OVERDUE", "NONE")) {
            assertThat(of(shouwang.village(), flow.caseNo(), "state=" + state)).as(state).hasSize(state.equals("OVERDUE") ? 1 : 0);
        }

        String id = shouwang.village().post("/api/cases/" + flow.caseNo() + "/extensions", Map.of("rule", "IDENTIFICATION_15D",
                "until", "2026-03-30", "reason", "道路中断")).get("extensionId");
        shouwang.county().post("/api/extensions/" + id + "/decision", Map.of("outcome", "GRANTED", "opinion", "同意"));

        assertThat(only(shouwang.village(), flow.caseNo()).path("dueOn").asText()).isEqualTo("2026-03-30");
        assertThat(only(shouwang.village(), flow.caseNo()).path("state").asText()).isEqualTo("ON_TRACK");
    }

    @Test
    void aLimitThatNoLongerNeedsANoticeCanBeMetAgainAndTheNextLimitIsTheEntrys() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock);
        assertThat(only(shouwang.township(), flow.caseNo()).path("state").asText()).isEqualTo("ON_TRACK");
        flow.reviewed().checked().approved();

        JsonNode announcement = only(shouwang.township(), flow.caseNo());

        assertThat(announcement.path("task").asText()).isEqualTo(ANNOUNCE_RESULT);
        assertThat(announcement.path("dueOn").asText()).isEqualTo(clock.today().plusDays(10).toString());
        assertThat(only(shouwang.village(), flow.announced().caseNo()).path("dueOn").asText()).isEqualTo(clock.today().plusDays(10).toString());
        String elimination = shouwang.village().post("/api/households/" + flow.entered().view().get("householdNo") + "/risk-elimination",
                Map.of("reason", "收入稳定")).get("caseNo");
        assertThat(only(shouwang.village(), elimination).path("dueOn").isNull()).as("no document sets a limit for an elimination").isTrue();
        assertThat(of(shouwang.village(), elimination, "state=NONE")).hasSize(1);
    }

    @Test
    void eachUnitSeesItsOwnLineOfAProblemWithItsOwnLimit() {
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2271", "yibao", "weijian");
        String no = problem.problemNo();
        String plan = only(shouwang.as("dept411081yibao"), no).path("dueOn").asText();
        for (String unit : List.of("dept411081yibao", "dept411081weijian")) {
            shouwang.as(unit).submit(no, PLAN_RECTIFICATION, Map.of("plan", "逐户核对", "measures", "补办", "plannedOn", "2026-04-10"));
            assertThat(only(shouwang.as(unit), no).path("dueOn").asText()).isEqualTo("2026-04-20").isNotEqualTo(plan);
            assertThat(only(shouwang.as(unit), no).path("task").asText()).isEqualTo(RECTIFY);
        }
        shouwang.as("dept411081yibao").submit(no, RECTIFY, Map.of("result", "已办理", "rectifiedOn", "2026-03-02", "evidence", "登记表"));

        JsonNode verification = of(shouwang.county(), no, "task=" + VERIFY_RECTIFICATION).get(0);

        assertThat(verification.path("dueOn").asText()).isEqualTo("2026-03-12");
        assertThat(verification.path("subject").asText()).startsWith("健康帮扶政策落实不够到位").endsWith("（禹州市医保局）");
        assertThat(verification.path("village").asText()).isEqualTo("禹州市");
    }

    @Test
    void tasksAreFoundByNameNumberVillageAndProblem() {
        Person head = new Person("欧阳寻甲", TestPeople.somebody().idNumber());
        CaseFlow flow = shouwang.newCase(head, TODAY);

        for (String text : List.of(head.name(), head.name().substring(0, 3), flow.caseNo(), flow.caseNo().substring(15), "顺店东村 " + head.name(),
                flow.caseNo().toLowerCase(Locale.ROOT))) {
            assertThat(found(shouwang.village(), text)).as(text).contains(flow.caseNo());
        }
        assertThat(found(shouwang.village(), "另一个村 " + head.name())).isEmpty();
        assertThat(found(shouwang.village(), "%")).isEmpty();
        assertThat(found(shouwang.as("village411081102201"), head.name())).isEmpty();
        assertThat(found(shouwang.as("admin"), head.name())).contains(flow.caseNo());
    }

    @Test
    void everyOrderCanBeTurnedPageByPage() {
        for (int i = 0; i < 5; i++) {
            Map<String, Object> clue = new HashMap<>(Payloads.clue(TestPeople.somebody(), "2026-02-2" + i));
            clue.put("villageCode", QUIET_VILLAGE);
            assertThat(shouwang.partner().startClue(clue).status()).isEqualTo(201);
        }
        for (TaskSort sort : TaskSort.values()) {
            List<String> all = ids(shouwang.as("admin").get("/api/tasks?limit=200&region=" + QUIET_VILLAGE + "&sort=" + sort));
            List<String> turned = new ArrayList<>();
            String cursor = "";
            do {
                Answer page = shouwang.as("admin").get("/api/tasks?limit=2&region=" + QUIET_VILLAGE + "&sort=" + sort + "&cursor=" + cursor);
                turned.addAll(ids(page));
                cursor = page.body().path("nextCursor").asText("");
            } while (!cursor.equals("null") && !cursor.isEmpty() && turned.size() < all.size());
            assertThat(turned).as(sort.name()).hasSize(5).isEqualTo(all);
        }
        List<String> newest = ids(shouwang.as("village" + QUIET_VILLAGE).get("/api/tasks?sort=NEWEST"));
        List<String> oldest = new ArrayList<>(ids(shouwang.as("village" + QUIET_VILLAGE).get("/api/tasks?sort=OLDEST")));
        Collections.reverse(oldest);
        assertThat(newest).isEqualTo(oldest);
    }

    @Test
    void whoHoldsTwoPostsFindsTheTasksOfBothInOneOrder() {
        accounts.addUserLike("twoposts1", "两岗人员", "admin", new Post(Role.VILLAGE, Shouwang.VILLAGE));
        identity.createMembership("twoposts1", new Post(Role.COUNTY, Shouwang.COUNTY).group());
        String ofCounty = shouwang.newCase(new Person("欧阳两岗", TestPeople.somebody().idNumber()), "2026-02-19").verified().caseNo();
        String ofVillage = shouwang.newCase(new Person("欧阳两岗", TestPeople.somebody().idNumber()), "2026-02-20").caseNo();
        String found = "/api/tasks?search=" + URLEncoder.encode("欧阳两岗", StandardCharsets.UTF_8);

        JsonNode all = shouwang.as("twoposts1").get(found).body();
        JsonNode first = shouwang.as("twoposts1").get(found + "&limit=1").body();
        JsonNode second = shouwang.as("twoposts1").get(found + "&limit=1&cursor=" + first.path("nextCursor").asText()).body();

        assertThat(all.findValuesAsText("caseNo")).containsExactly(ofCounty, ofVillage);
        assertThat(first.findValuesAsText("caseNo")).containsExactly(ofCounty);
        assertThat(second.findValuesAsText("caseNo")).containsExactly(ofVillage);
        assertThat(second.path("nextCursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"process, nothing", "task, nothing", "region, 999999", "state, LATE", "dueBefore, 2026-02-30", "dueBefore, morgen", "dueFrom, 1",
        "due, TOMORROW", "sort, urgency", "cursor, x", "limit, 0", "limit, 201"})
    void aWrongValueIsToldAtItsParameter(String parameter, String value) {
        Answer answer = shouwang.village().get("/api/tasks?" + parameter + "=" + value);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactly(parameter);
    }

    @Test
    void aTextThatNoDatabaseCanHoldIsRefused() {
        assertThat(shouwang.village().get("/api/tasks?search=%00").status()).isEqualTo(400);
        assertThat(shouwang.village().get("/api/tasks?region=%00").status()).isEqualTo(400);
        assertThat(shouwang.village().get("/api/tasks?process=%00").status()).isEqualTo(400);
        assertThat(shouwang.village().get("/api/tasks?search=" + "x".repeat(51)).status()).isEqualTo(400);
    }

    @Test
    void theListHoldsWhatTheEngineHoldsAlsoInAnInstallationThatHadNoList() {
        shouwang.newCase(TestPeople.somebody(), TODAY).untilNotice(clock);
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String rows = "select (o.*)::text from shouwang.open_task o where case_no = ? order by task_id";
        List<String> listed = database.sql(rows).param(flow.caseNo()).query(String.class).list();
        assertThat(database.sql(OF_LIST).query(String.class).list())
                .containsExactlyInAnyOrderElementsOf(database.sql(OF_ENGINE).query(String.class).list());

        database.sql("""
                do $$ begin
                    drop trigger shouwang_open_task_given on public.act_ru_identitylink;
                    drop trigger shouwang_open_task_changed on public.act_ru_task;
                    drop trigger shouwang_open_task_done on public.act_ru_task;
                    delete from shouwang.open_task;
                    perform shouwang.follow_open_tasks();
                end $$
                """).update();

        assertThat(database.sql(rows).param(flow.caseNo()).query(String.class).list()).isNotEmpty().isEqualTo(listed);
    }

    private static List<JsonNode> of(Shouwang.Session who, String number, String... further) {
        List<JsonNode> found = new ArrayList<>();
        who.get("/api/tasks?search=" + number + "&" + String.join("&", further)).body().path("items").forEach(found::add);
        return found;
    }

    private static JsonNode only(Shouwang.Session who, String number) {
        List<JsonNode> found = of(who, number);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<String> found(Shouwang.Session who, String text) {
        return who.get("/api/tasks?limit=200&search=" + URLEncoder.encode(text, StandardCharsets.UTF_8)).body().findValuesAsText("caseNo");
    }

    private static List<String> ids(Answer answer) {
        return answer.body().path("items").findValuesAsText("taskId");
    }
}
