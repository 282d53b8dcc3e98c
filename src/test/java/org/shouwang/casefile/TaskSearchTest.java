package org.shouwang.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.problems.IssueDualAssignmentProcess.PLAN_RECTIFICATION;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECTIFY;
import static org.shouwang.problems.IssueDualAssignmentProcess.VERIFY_RECTIFICATION;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;

/** Tests that tasks are found by the data that officials know, and that nobody finds other people's tasks. */
class TaskSearchTest extends IntegrationTest {

    private static final String VILLAGE = "village411081101201";
    private static final String NEIGHBOUR = "village411081102201";
    private static final String TOWNSHIP = "township411081101";

    @Test
    void aTaskIsFoundByTheNumberOfItsCaseTheNameOfTheHeadAndTheVillage() {
        Person head = TestPeople.somebody();
        CaseFlow flow = shouwang.newCase(head, TODAY);

        assertThat(found(VILLAGE, flow.caseNo())).containsExactly(flow.caseNo());
        assertThat(found(VILLAGE, flow.caseNo().substring(1).toLowerCase(Locale.ROOT))).contains(flow.caseNo());
        assertThat(found(VILLAGE, " " + head.name() + " ")).contains(flow.caseNo());
        assertThat(found(VILLAGE, "顺店东村 " + head.name())).contains(flow.caseNo());
        assertThat(found(VILLAGE, "禹州市顺店镇顺店东村")).contains(flow.caseNo());
        assertThat(found(VILLAGE, "另一个村 " + head.name())).isEmpty();
    }

    @Test
    void aTaskSaysWhoseHouseholdItIsToThePostOnly() {
        Person head = TestPeople.somebody();
        String caseNo = shouwang.newCase(head, TODAY).caseNo();
        String task = shouwang.village().taskId(caseNo, VERIFY_HOUSEHOLD);
        Map<String, List<String>> asked = Map.of("taskIds", List.of(task, "no-such-task"));

        assertThat(shouwang.village().post("/api/tasks/labels", asked).body().path("labels"))
                .hasToString("{\"" + task + "\":\"" + head.name() + " · 顺店镇顺店东村\"}");
        assertThat(shouwang.village().post("/api/tasks/labels", asked).body().path("lastDays")).as("as the desk shows it")
                .hasToString("{\"" + task + "\":\"2026-03-17\"}");
        assertThat(shouwang.as(NEIGHBOUR).post("/api/tasks/labels", asked).body().path("lastDays")).isEmpty();
        assertThat(shouwang.as(NEIGHBOUR).post("/api/tasks/labels", asked).body().path("labels")).isEmpty();
        assertThat(shouwang.township().post("/api/tasks/labels", asked).body().path("labels")).isEmpty();
        assertThat(shouwang.village().post("/api/tasks/labels", Map.of("taskIds", Collections.nCopies(201, task))).status()).isEqualTo(400);
    }

    @Test
    void tasksOfSeveralLinesOfOneProblemAreToldApartByTheirUnits() {
        String problem = shouwang.as("city411000").post("/api/problems", Map.of("round", "2171", "aspect", "政策落实", "title", "同一问题几条线",
                "description", "未办卡", "dueOn", "2026-04-20", "departments", List.of("yibao", "weijian"), "county", "411081")).get("problemNo");
        for (String unit : List.of("dept411081yibao", "dept411081weijian")) {
            shouwang.as(unit).submit(problem, PLAN_RECTIFICATION, Map.of("plan", "逐户核对", "measures", "补办", "plannedOn", "2026-04-10"));
            shouwang.as(unit).submit(problem, RECTIFY, Map.of("result", "已办理", "rectifiedOn", "2026-03-02", "evidence", "登记表"));
        }
        List<String> tasks = shouwang.county().taskIds(problem, VERIFY_RECTIFICATION);

        List<String> labels = new ArrayList<>();
        shouwang.county().post("/api/tasks/labels", Map.of("taskIds", tasks)).body().path("labels").forEach(label -> labels.add(label.asText()));

        assertThat(labels).containsExactlyInAnyOrder("同一问题几条线（禹州市医保局）", "同一问题几条线（禹州市卫健委）");
        assertThat(shouwang.county().send("GET", "/supervision?state=ALL&rule=RECTIFICATION&sort=NEWEST", null, Map.of("Accept", "text/html")).text())
                .contains("同一问题几条线（禹州市医保局）", "同一问题几条线（禹州市卫健委）", "同一问题几条线（禹州市县级乡村振兴部门）");
    }

    @Test
    void nobodyFindsTasksOfAnotherPost() {
        Person head = TestPeople.somebody();
        CaseFlow flow = shouwang.newCase(head, TODAY);

        assertThat(found(NEIGHBOUR, flow.caseNo())).isEmpty();
        assertThat(found(NEIGHBOUR, head.name())).doesNotContain(flow.caseNo());
        assertThat(found(TOWNSHIP, flow.caseNo())).as("it is not the township's turn").isEmpty();
        assertThat(found("admin", flow.caseNo())).containsExactly(flow.caseNo());
    }

    @Test
    void aSearchForNothingOrForTooMuchIsRefused() {
        for (String text : List.of("", " ", "长".repeat(51))) {
            Answer answer = shouwang.as(VILLAGE).post("/api/tasks/search", Map.of("text", text));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().toString()).contains("案号、户主姓名、村名、问题或责任单位");
        }
    }

    @Test
    void namesAndNumbersAreFoundInWhateverFormTheyAreTyped() {
        Person head = new Person("阿卜杜拉·买买提", TestPeople.somebody().idNumber());
        CaseFlow flow = shouwang.newCase(head, TODAY);
        String wide = flow.caseNo().chars().mapToObj(each -> Character.toString(each + 0xFEE0)).collect(Collectors.joining());

        for (String text : List.of("阿卜杜拉·买买提", "阿卜杜拉.买买提", "阿卜杜拉•买买提", "•", wide, flow.caseNo().toLowerCase(Locale.ROOT))) {
            assertThat(found(VILLAGE, text)).as(text).contains(flow.caseNo());
        }
        for (String text : List.of("阿卜杜拉.买买提", wide, flow.caseNo().toLowerCase(Locale.ROOT))) {
            assertThat(shouwang.village().get("/api/cases?search=" + URLEncoder.encode(text, StandardCharsets.UTF_8)).text()).as(text)
                    .contains(flow.caseNo());
        }
    }

    @Test
    void aTextThatNoDatabaseCanHoldIsRefused() {
        Answer answer = shouwang.as(VILLAGE).post("/api/tasks/search", Map.of("text", "张\0"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactly("text");
        assertThat(shouwang.as(VILLAGE).post("/api/tasks/labels", Map.of("taskIds", List.of("\0"))).status()).isEqualTo(400);
    }

    @Test
    void eachFilterSaysHowManyTasksItHolds() {
        shouwang.newCase(TestPeople.somebody(), "2026-02-10");

        JsonNode counts = shouwang.as(VILLAGE).get("/api/tasks/counts").body();

        assertThat(counts.path("today").asText()).isEqualTo(TODAY);
        assertThat(counts.path("filters").size()).isGreaterThanOrEqualTo(4);
        shouwang.as(VILLAGE).get("/engine-rest/filter").body().forEach(filter -> {
            String id = filter.path("id").asText();
            assertThat(counts.path("filters").path(id).asLong()).as(filter.path("name").asText())
                    .isEqualTo(shouwang.as(VILLAGE).get("/engine-rest/filter/" + id + "/count").body().path("count").asLong());
        });
    }

    private List<String> found(String user, String text) {
        List<String> caseNos = new ArrayList<>();
        shouwang.as(user).post("/api/tasks/search", Map.of("text", text)).body().path("caseNos")
                .forEach(caseNo -> caseNos.add(caseNo.asText()));
        return caseNos;
    }
}
