package org.shouwang.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.assistance.AssistancePlanningProcess.ASSIGN_RESPONSIBLE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;

/** Tests assistance after a household's plan is confirmed: visits, measures carried out, and another responsible person. */
class HouseholdAssistanceTest extends IntegrationTest {

    @Test
    void aVisitIsOnTheHouseholdsPageAndInItsLife() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock).assigned().planned().confirmed();

        Answer answer = shouwang.village().post(visits(flow), visit());

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(chapter(flow, "visits").path("lines").path(0).path("detail").asText()).isEqualTo("病情稳定，药费已报销");
        assertThat(shouwang.county().get("/households/" + flow.householdNo()).text()).contains("病情稳定，药费已报销");
    }

    @ParameterizedTest
    @CsvSource({"visitedOn,", "visitedOn,2026-03-09", "visitedOn,昨天", "visitedBy,", "found,", "unknown,1"})
    void aVisitThatIsWrongIsRefusedAndNotRecorded(String field, String value) {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);
        Map<String, Object> visit = visit();
        visit.put(field, value);

        Answer answer = shouwang.village().post(visits(flow), visit);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").findValuesAsText("field")).containsExactly(field);
        assertThat(shouwang.village().get(visits(flow)).body().path("items")).isEmpty();
    }

    @Test
    void aVisitIsCorrectedOnceAndTheWrongRecordStays() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);
        String id = shouwang.village().post(visits(flow), visit()).get("visitId");
        Map<String, Object> correction = visit();
        correction.put("found", "病情加重，已转院");
        assertThat(shouwang.village().post(visits(flow) + "/" + id + "/correction", correction).text()).contains("更正原因");
        correction.put("reason", "记错了户");

        assertThat(shouwang.village().post(visits(flow) + "/" + id + "/correction", correction).status()).isEqualTo(201);

        assertThat(shouwang.village().post(visits(flow) + "/" + id + "/correction", correction).status()).isEqualTo(409);
        assertThat(shouwang.village().get(visits(flow)).body().path("items")).hasSize(2);
        assertThat(chapter(flow, "visits").path("lines")).hasSize(1);
        assertThat(shouwang.village().get("/households/" + flow.householdNo() + "/visits/" + id).text()).contains("已被更正");
    }

    @Test
    void aYearWithoutTheResponsibleOfficialIsAWarningWhoeverElseGoes() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);
        String official = PlanFlow.newOfficial(shouwang, true);
        flow.done(shouwang.township(), ASSIGN_RESPONSIBLE, Map.of("officialId", official));
        clock.setTo("2027-03-07T09:00:00");
        assertThat(shouwang.village().post(visits(flow), visit()).status()).isEqualTo(201);
        assertThat(flow.household().body().path("warnings").toString()).doesNotContain("走访");
        clock.setTo("2027-03-08T09:00:00");
        assertThat(flow.household().body().path("warnings").toString()).as("a visit of somebody else does not count")
                .contains("自 2026-03-08 起没有帮扶责任人的走访记录");

        Map<String, Object> own = visit("2027-03-08");
        own.remove("visitedBy");
        own.put("officialId", official);
        Answer answer = shouwang.village().post(visits(flow), own);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(flow.household().body().path("warnings").toString()).doesNotContain("走访");
        String name = shouwang.township().get("/api/officials/" + official).body().path("official").path("name").asText();
        JsonNode recorded = shouwang.village().get(visits(flow)).body().path("items").path(0);
        assertThat(recorded.path("visitedBy").asText()).isEqualTo(name);
        assertThat(shouwang.county().get("/households/" + flow.householdNo()).text()).contains(name + "（帮扶责任人）走访");
        assertThat(shouwang.village().get("/households/" + flow.householdNo() + "/visits").text()).contains(name + "（顺店镇政府科员，现任）");
    }

    @Test
    void onlyWhoeverIsResponsibleForTheHouseholdCanBeChosenAsTheVisitor() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock).assigned();
        Map<String, Object> visit = visit();
        visit.put("officialId", PlanFlow.newOfficial(shouwang, true));

        assertThat(shouwang.village().post(visits(flow), visit).wrongFields()).containsExactly("officialId");
    }

    @Test
    void aVisitHasADayAndAVisitorThatCanBe() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock).assigned();

        assertThat(shouwang.village().post(visits(flow), visit("2000-01-01")).wrongFields()).containsExactly("visitedOn");
        for (String nobody : List.of("张?", "张\ue000", "张\u3164三", "12", "null", "、", "张三、无", "张三、李*四", "张&#19886;", "张三411081199001011234")) {
            Map<String, Object> visit = visit();
            visit.put("visitedBy", nobody);
            assertThat(shouwang.village().post(visits(flow), visit).wrongFields()).as(nobody).containsExactly("visitedBy");
        }
        Map<String, Object> two = visit();
        two.put("visitedBy", "张 三，阿卜杜拉•买买提、");
        assertThat(shouwang.village().post(visits(flow), two).status()).isEqualTo(201);
        assertThat(shouwang.village().get(visits(flow)).body().path("items").get(0).path("visitedBy").asText())
                .isEqualTo("张三、阿卜杜拉·买买提");
    }

    @Test
    void aHouseholdThatDoesNotKnowItsHelperIsAWarningUntilItDoes() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock).assigned();
        Map<String, Object> visit = visit();
        visit.put("knowsHelper", false);
        shouwang.village().post(visits(flow), visit);
        assertThat(flow.household().body().path("warnings").toString()).contains("不知道帮扶人是谁（2026-03-08");

        shouwang.village().post(visits(flow), visit());
        assertThat(flow.household().body().path("warnings").toString()).as("nobody asked again").contains("不知道帮扶人是谁");
        visit.put("knowsHelper", true);
        shouwang.village().post(visits(flow), visit);

        assertThat(flow.household().body().path("warnings").toString()).doesNotContain("不知道");
    }

    @Test
    void aMeasureIsCarriedOutCorrectedAndEnded() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock).assigned().planned().confirmed();
        String path = "/api/households/" + flow.householdNo() + "/measures/"
                + flow.measures().body().path("items").path(0).path("measureId").asText() + "/carried-out";
        clock.advanceDays(10);

        Answer first = shouwang.village().post(path, Map.of("carriedOutOn", "2026-03-15", "result", "已救助8000元"));
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.get("result")).isEqualTo("已救助8000元");
        assertThat(shouwang.village().post(path, Map.of("carriedOutOn", "2026-03-15", "result", "已救助6000元")).text()).contains("更正原因");
        Answer second = shouwang.township().post(path, Map.of("carriedOutOn", "2026-03-15", "result", "已救助6000元", "endedOn",
                "2026-03-18", "reason", "金额记错"));

        assertThat(second.get("result")).isEqualTo("已救助6000元");
        assertThat(second.get("endedOn")).isEqualTo("2026-03-18");
        assertThat(shouwang.village().get(path.replace("/api", "")).text()).contains("已救助8000元", "已救助6000元", "金额记错");
        assertThat(chapter(flow, "measures").path("lines").path(0).path("detail").asText()).contains("已救助6000元", "2026-03-18 结束");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-07,有,,carriedOutOn", "2026-03-09,有,,carriedOutOn", ",有,,carriedOutOn", "2026-03-08,,,result",
        "2026-03-08,有,2026-03-07,endedOn", "2026-03-08,有,2026-03-09,endedOn"})
    void whatCannotBeIsNotRecordedOfAMeasure(String day, String result, String ended, String field) {
        PlanFlow flow = PlanFlow.approved(shouwang, clock).assigned().planned().confirmed();
        Map<String, Object> outcome = new HashMap<>();
        outcome.put("carriedOutOn", day);
        outcome.put("result", result);
        outcome.put("endedOn", ended);

        Answer answer = shouwang.village().post("/api/households/" + flow.householdNo() + "/measures/"
                + flow.measures().body().path("items").path(0).path("measureId").asText() + "/carried-out", outcome);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").findValuesAsText("field")).containsExactly(field);
        assertThat(flow.measures().body().path("items").path(0).path("carriedOutOn").isNull()).isTrue();
    }

    @Test
    void anotherPersonBecomesResponsibleAndTheFormerOneStaysOnRecord() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock).assigned();
        String path = "/api/households/" + flow.householdNo() + "/responsible";
        clock.advanceDays(3);
        String next = PlanFlow.newOfficial(shouwang, true);

        assertThat(shouwang.township().post(path, Map.of("officialId", PlanFlow.newOfficial(shouwang, false), "reason", "调动")).text())
                .contains("不是国家公职人员");
        assertThat(shouwang.township().post(path, Map.of("officialId", next)).text()).contains("更换原因");
        assertThat(shouwang.township().post(path, Map.of("officialId", next, "reason", "工作调动")).status()).isEqualTo(204);

        assertThat(shouwang.township().post(path, Map.of("officialId", next, "reason", "工作调动")).status()).isEqualTo(409);
        JsonNode lines = chapter(flow, "responsible").path("lines");
        assertThat(lines).hasSize(2);
        assertThat(lines.path(0).path("detail").asText()).contains("至 2026-03-11");
        assertThat(lines.path(1).path("on").asText()).isEqualTo("2026-03-11");
        assertThat(lines.path(1).path("detail").asText()).contains("工作调动");
    }

    @Test
    void thePageWarnsOfAMissingPlanOfAFormerOfficialAndOfLateMeasures() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);
        assertThat(warnings(flow)).contains("帮扶计划还没有经县级确认，案件编号 " + flow.caseNo());
        String id = PlanFlow.newOfficial(shouwang, true);
        flow.done(shouwang.township(), ASSIGN_RESPONSIBLE, Map.of("officialId", id)).planned().confirmed();
        assertThat(warnings(flow)).isEqualTo("[]");

        String name = shouwang.village().get("/api/officials/" + id).body().path("official").path("name").asText();
        shouwang.township().put("/api/officials/" + id, Map.of("name", name, "post", "已退休", "publicOfficial", true, "regionCode",
                "411081101", "active", false));
        assertThat(warnings(flow)).contains("帮扶责任人需要更换：" + name);
        clock.advanceDays(31);
        assertThat(warnings(flow)).contains("有 1 项帮扶措施过了计划日期还没有落实");
    }

    @Test
    void othersSeeTheHouseholdButRecordNothing() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);

        for (String other : new String[] {"leader411081", "city411000", "admin"}) {
            assertThat(shouwang.as(other).post(visits(flow), visit()).status()).as(other).isEqualTo(403);
        }
        assertThat(shouwang.as("village411081102201").post(visits(flow), visit()).status()).isEqualTo(404);
        assertThat(shouwang.village().get(visits(flow)).body().path("items")).isEmpty();
    }

    private static String visits(PlanFlow flow) {
        return "/api/households/" + flow.householdNo() + "/visits";
    }

    private static Map<String, Object> visit() {
        return visit("2026-03-08");
    }

    private static Map<String, Object> visit(String day) {
        return new HashMap<>(Map.of("visitedOn", day, "visitedBy", "包村干部", "found", "病情稳定，药费已报销"));
    }

    private static String warnings(PlanFlow flow) {
        return StreamSupport.stream(flow.household().body().path("warnings").spliterator(), false).map(JsonNode::asText).toList().toString();
    }

    private static JsonNode chapter(PlanFlow flow, String key) {
        return StreamSupport.stream(flow.household().body().path("life").spliterator(), false)
                .filter(chapter -> chapter.path("key").asText().equals(key)).findFirst().orElseThrow();
    }
}
