package org.shouwang.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.INFORM_HOUSEHOLD;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shouwang.engine.BatchSteps;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.paper.Printed;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.util.ReflectionTestUtils;

/** Tests village meetings (村级研判会): the village weighs its households together, and the minutes are one record (ID-4, step 3). */
class MeetingTest extends IntegrationTest {

    @Autowired
    private BatchSteps steps;

    @Test
    void aMeetingDecidesOnAllItsHouseholdsAndItsMinutesAreOneRecord() {
        List<CaseFlow> households = compared(2);
        HouseholdFlow elimination = HouseholdFlow.monitored(shouwang, clock).eliminationStarted().checked();
        CaseFlow poor = shouwang.newCase(TestPeople.somebody(), clock.today().toString()).verified().compared();

        Answer held = hold(item(households.get(0).caseNo(), "PRESELECT", "刚性支出大，一致同意"), item(households.get(1).caseNo(), "PRESELECT", null),
                item(elimination.caseNo(), "PRESELECT", "收入稳定"), item(poor.caseNo(), "REJECT", "不符合条件"));

        assertThat(held.status()).isEqualTo(201);
        assertThat(outcomes(held)).containsExactly("DONE", "DONE", "DONE", "DONE");
        assertThat(households.get(0).openTasks()).containsExactly(POST_NOTICE);
        assertThat(elimination.openTasks()).containsExactly(POST_NOTICE);
        assertThat(poor.openTasks()).containsExactly(INFORM_HOUSEHOLD);
        Answer minutes = shouwang.township().get("/api/meetings/" + held.get("meetingNo"));
        assertThat(minutes.get("chair")).isEqualTo("王主持");
        assertThat(minutes.body().path("present").toString()).contains("李代表", "赵会计");
        assertThat(minutes.body().path("items").findValuesAsText("caseNo")).containsExactly(households.get(0).caseNo(),
                households.get(1).caseNo(), elimination.caseNo(), poor.caseNo());
        assertThat(minutes.body().path("items").findValuesAsText("headName")).contains(elimination.head().name());
        assertThat(minutes.body().path("items").get(0).path("advice").asText()).contains("建议认定");
        assertThat(households.get(0).view().body().path("steps").findValuesAsText("opinion")).contains("刚性支出大，一致同意");
    }

    @Test
    void whoReviewsTheCaseSeesThatItWasWeighed() {
        CaseFlow household = compared(1).get(0);
        String meetingNo = hold(item(household.caseNo(), "PRESELECT", "同意")).get("meetingNo");

        household.posted(clock.today()).noticeOver(clock);

        assertThat(shouwang.township().form(household.caseNo(), REVIEW_AT_TOWNSHIP).rows("history").toString())
                .contains("村级研判会", meetingNo);
        assertThat(shouwang.county().get("/cases/" + household.caseNo()).text()).contains("/meetings/" + meetingNo);
    }

    @Test
    void theRecordOfOneHouseholdIsFilledInFromTheMinutesAsLongAsTheirDecisionCounts() {
        CaseFlow household = compared(1).get(0);
        String meetingNo = hold(item(household.caseNo(), "PRESELECT", "刚性支出大，一致同意")).get("meetingNo");
        shouwang.village().post("/api/meetings/" + meetingNo + "/correction", Map.of("heldOn", clock.today().toString(), "place", "村小学",
                "chair", "王主持", "present", List.of("李代表", "赵会计"), "reason", "地点写错"));

        assertThat(assessment(household)).contains("会议时间\t2026年3月2日", "会议地点\t村小学", "主持人\t王主持", "记录人\t", "参加人员\t李代表、赵会计",
                "见村级研判会议记录 " + meetingNo, "初选", "刚性支出大，一致同意", "王主持\t", "赵会计\t");

        shouwang.village().post("/api/cases/" + household.caseNo() + "/take-back", Map.of("reason", "漏了一条意见"));
        assertThat(assessment(household)).doesNotContain("村小学", meetingNo, "刚性支出大，一致同意");
        household.preselected();
        assertThat(assessment(household)).contains("村民代表会议同意").doesNotContain("村小学", meetingNo);
    }

    private String assessment(CaseFlow household) {
        return Printed.text("village-assessment", shouwang.village().download("/api/cases/" + household.caseNo() + "/documents/village-assessment").body());
    }

    @Test
    void whatIsRefusedStaysWithItsReasonAndIsHandedInAgain() {
        List<CaseFlow> households = compared(2);
        String notYet = shouwang.newCase(TestPeople.somebody(), TODAY).caseNo();

        Answer held = hold(item(households.get(0).caseNo(), "REJECT", " "), item(households.get(1).caseNo(), "PRESELECT", "同意"),
                item(notYet, "PRESELECT", "同意"), item("JC-411081-2026-999999", "PRESELECT", "同意"));

        String meetingNo = held.get("meetingNo");
        assertThat(outcomes(held)).containsExactly("REFUSED", "DONE", "REFUSED", "REFUSED");
        assertThat(held.body().path("results").get(0).path("errors").get(0).path("field").asText()).isEqualTo("opinion");
        assertThat(households.get(0).openTasks()).containsExactly(PRESELECT_AT_VILLAGE);
        assertThat(shouwang.village().get("/meetings/" + meetingNo).text()).contains("没有办成的户", "须说明理由", "重新提交");

        Answer again = shouwang.village().post("/api/meetings/" + meetingNo + "/items", Map.of("items",
                List.of(item(households.get(0).caseNo(), "REJECT", "有稳定收入"))));
        assertThat(outcomes(again)).containsExactly("DONE", "DONE", "REFUSED", "REFUSED");
        assertThat(households.get(0).openTasks()).containsExactly(INFORM_HOUSEHOLD);
        assertThat(shouwang.village().post("/api/meetings/" + meetingNo + "/items", Map.of("items",
                List.of(item(households.get(0).caseNo(), "PRESELECT", "改了")))).status()).isEqualTo(409);
        assertThat(shouwang.village().post("/api/meetings/" + meetingNo + "/items", Map.of("items",
                List.of(item(compared(1).get(0).caseNo(), "PRESELECT", "忘了")))).wrongFields()).containsExactly("items");
    }

    @Test
    void aMeetingThatIsSentAgainDecidesNothingAgain() {
        CaseFlow household = compared(1).get(0);
        String body = shouwang.write(meeting(item(household.caseNo(), "PRESELECT", "同意")));
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Idempotency-Key", "meeting-" + household.caseNo());

        Answer first = shouwang.village().send("POST", "/api/meetings", body, headers);
        Answer second = shouwang.village().send("POST", "/api/meetings", body, headers);

        assertThat(List.of(first.status(), second.status())).containsExactly(201, 200);
        assertThat(second.get("meetingNo")).isEqualTo(first.get("meetingNo"));
        assertThat(outcomes(second)).containsExactly("DONE");
        assertThat(shouwang.village().get("/api/meetings?village=" + Shouwang.VILLAGE).text()).containsOnlyOnce(first.get("meetingNo"));
        assertThat(shouwang.village().send("POST", "/api/meetings", body.replace("PRESELECT", "REJECT"), headers).status()).isEqualTo(422);
    }

    @Test
    void aMeetingThatWasBrokenOffGoesOnWhereItWas() {
        List<CaseFlow> households = compared(2);
        String meetingNo = hold(item(households.get(0).caseNo(), "PRESELECT", "同意"), item(households.get(1).caseNo(), "REJECT", null))
                .get("meetingNo");
        database.sql("update shouwang.meeting_item set outcome = null, errors = null, opinion = '有稳定收入' where case_no = ?")
                .param(households.get(1).caseNo()).update();

        assertThat(shouwang.village().get("/meetings/" + meetingNo).text()).contains("没有办完", "接着办理");
        Answer goneOn = shouwang.village().post("/api/meetings/" + meetingNo + "/items", Map.of("items", List.of()));

        assertThat(outcomes(goneOn)).containsExactly("DONE", "DONE");
        assertThat(households.get(0).steps()).containsOnlyOnce(PRESELECT_AT_VILLAGE);
        assertThat(households.get(1).openTasks()).containsExactly(INFORM_HOUSEHOLD);
    }

    @Test
    void ofMeetingsThatAreRecordedAtOnceOneHasDecided() {
        CaseFlow household = compared(1).get(0);

        List<Answer> answers = Stream.of(1, 2, 3).map(each -> CompletableFuture.supplyAsync(() -> hold(item(household.caseNo(), "PRESELECT", "同意"))))
                .toList().stream().map(CompletableFuture::join).toList();

        assertThat(answers).flatExtracting(MeetingTest::outcomes).containsExactlyInAnyOrder("DONE", "REFUSED", "REFUSED");
        assertThat(household.steps()).containsOnlyOnce(PRESELECT_AT_VILLAGE);
    }

    @Test
    void aPreselectionThatWasTakenBackIsShownSo() {
        List<CaseFlow> households = compared(2);
        CaseFlow wrong = households.get(1);
        String meetingNo = hold(item(households.get(0).caseNo(), "PRESELECT", "同意"), item(wrong.caseNo(), "PRESELECT", "同意")).get("meetingNo");

        assertThat(shouwang.village().post("/api/cases/" + wrong.caseNo() + "/take-back", Map.of("reason", "看错了户")).status()).isEqualTo(200);
        String again = hold(item(wrong.caseNo(), "PRESELECT", "核实后同意")).get("meetingNo");

        Answer minutes = shouwang.township().get("/api/meetings/" + meetingNo);
        assertThat(minutes.body().path("items").findValuesAsText("outcome")).containsExactly("DONE", "DONE");
        assertThat(minutes.body().path("items").findValuesAsText("takenBack")).containsExactly("false", "true");
        assertThat(shouwang.township().get("/api/meetings/" + again).body().path("items").findValuesAsText("takenBack")).containsExactly("false");
        JsonNode rows = shouwang.village().get("/api/meetings?village=" + Shouwang.VILLAGE).body().path("items");
        assertThat(rows).filteredOn(row -> row.path("meetingNo").asText().equals(meetingNo))
                .singleElement().satisfies(row -> assertThat(row.path("preselected").asInt()).isEqualTo(1));
        assertThat(shouwang.village().get("/meetings/" + meetingNo).text()).contains("已撤回", "张贴公示（1户）").doesNotContain("caseNo=" + wrong.caseNo());
        assertThat(Printed.text("meeting", shouwang.township().download("/api/meetings/" + meetingNo + "/document").body())).contains("初选（已撤回）");
    }

    @Test
    void aMeetingWithAStepThatIsNotSwitchedOnIsNotKept() {
        CaseFlow household = compared(1).get(0);
        String meetings = shouwang.village().get("/api/meetings").text();
        Map<String, Map<String, BatchSteps.BatchStep>> models = models();
        Map<String, Map<String, BatchSteps.BatchStep>> before = Map.copyOf(models);
        models.replaceAll((id, steps) -> steps.values().stream().map(step -> new BatchSteps.BatchStep(step.processKey(), step.processName(),
                step.element(), step.name(), false)).collect(Collectors.toMap(BatchSteps.BatchStep::element, step -> step)));
        try {
            Answer refused = hold(item(household.caseNo(), "PRESELECT", "同意"));

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.wrongFields()).containsExactly("items[0].caseNo");
            assertThat(shouwang.village().get("/api/meetings").text()).isEqualTo(meetings);
        } finally {
            models.putAll(before);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Map<String, BatchSteps.BatchStep>> models() {
        steps.isOn(MonitoringIdentificationProcess.KEY, PRESELECT_AT_VILLAGE);
        return (Map<String, Map<String, BatchSteps.BatchStep>>) ReflectionTestUtils.getField(steps, "steps");
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        CaseFlow household = compared(1).get(0);
        Map<String, Object> item = item(household.caseNo(), "PRESELECT", "同意");

        assertThat(shouwang.village().post("/api/meetings", Map.of()).wrongFields())
                .containsExactlyInAnyOrder("heldOn", "place", "chair", "present", "items");
        assertThat(wrong("heldOn", "2026-03-03", item)).containsExactly("heldOn");
        assertThat(wrong("present", List.of("王主持"), item)).as("one alone is no meeting").containsExactly("present");
        assertThat(wrong("chair", "长".repeat(51), item)).containsExactly("chair");
        assertThat(wrong("items", List.of(item, item), item)).containsExactly("items[1].caseNo");
        assertThat(wrong("items", List.of("x"), item)).containsExactly("items[0]");
        assertThat(household.openTasks()).containsExactly(PRESELECT_AT_VILLAGE);

        Map<String, Object> early = meeting(item);
        early.put("heldOn", "2026-03-01");
        Answer refused = shouwang.village().post("/api/meetings", early);
        assertThat(outcomes(refused)).containsExactly("REFUSED");
        assertThat(refused.text()).contains("先入户，后研判");
        assertThat(outcomes(hold(item(household.caseNo(), "MAYBE", "同意")))).containsExactly("REFUSED");
    }

    @Test
    void meetingsAreRecordedByTheirVillageAndReadAbove() {
        CaseFlow household = compared(1).get(0);
        Map<String, Object> body = meeting(item(household.caseNo(), "PRESELECT", "同意"));
        assertThat(shouwang.township().post("/api/meetings", body).status()).isEqualTo(403);
        assertThat(shouwang.as("village411081101202").post("/api/meetings", body).status()).isEqualTo(403);
        body.put("village", "411081101202");
        Answer elsewhere = shouwang.as("village411081101202").post("/api/meetings", body);
        assertThat(outcomes(elsewhere)).as("a household of another village").containsExactly("REFUSED");
        assertThat(shouwang.as("village411081101202").get("/api/meetings/" + elsewhere.get("meetingNo")).text())
                .doesNotContain(household.head().name());
        body.put("village", Shouwang.VILLAGE);

        String meetingNo = shouwang.village().post("/api/meetings", body).get("meetingNo");

        assertThat(shouwang.leader().get("/api/meetings/" + meetingNo).status()).isEqualTo(200);
        assertThat(shouwang.as("village411081101202").get("/api/meetings/" + meetingNo).status()).isEqualTo(404);
        assertThat(shouwang.as("county411082").get("/api/meetings").text()).doesNotContain(meetingNo);
        assertThat(shouwang.partner().get("/api/meetings/" + meetingNo).status()).isEqualTo(404);
    }

    @Test
    void theMinutesAreAPaperToSign() {
        CaseFlow household = compared(1).get(0);
        String meetingNo = hold(item(household.caseNo(), "PRESELECT", "自付医疗费用大")).get("meetingNo");

        HttpResponse<byte[]> paper = shouwang.township().download("/api/meetings/" + meetingNo + "/document");

        assertThat(paper.statusCode()).isEqualTo(200);
        assertThat(Printed.text("meeting", paper.body())).contains("村级研判会议记录", meetingNo, household.head().name(), "自付医疗费用大",
                "王主持", "李代表", "赵会计", "签字").doesNotContain("{{", "[name]", household.head().idNumber());
        assertThat(shouwang.as("village411081101202").get("/api/meetings/" + meetingNo + "/document").status()).isEqualTo(404);
        assertThat(shouwang.village().get("/api/meetings/" + meetingNo + "/document?format=odt").wrongFields()).containsExactly("format");
    }

    @Test
    void aCorrectionLeavesWhatStoodThere() {
        String meetingNo = hold(item(compared(1).get(0).caseNo(), "PRESELECT", "同意")).get("meetingNo");
        Map<String, Object> head = meeting();
        head.keySet().removeAll(List.of("village", "items"));
        assertThat(shouwang.village().post("/api/meetings/" + meetingNo + "/correction", head).wrongFields()).containsExactly("reason");
        head.put("place", "村小学");
        head.put("reason", "地点写错");

        Answer corrected = shouwang.village().post("/api/meetings/" + meetingNo + "/correction", head);

        assertThat(corrected.get("place")).isEqualTo("村小学");
        assertThat(corrected.body().path("versions").findValuesAsText("place")).containsExactly("村委会会议室", "村小学");
        assertThat(shouwang.village().get("/meetings/" + meetingNo).text()).contains("村小学", "地点写错");
        assertThat(shouwang.township().post("/api/meetings/" + meetingNo + "/correction", head).status()).isEqualTo(403);
    }

    @Test
    void aCorrectedDayLiesBetweenTheVisitsAndTheDecisions() {
        String meetingNo = hold(item(compared(1).get(0).caseNo(), "PRESELECT", "同意")).get("meetingNo");
        clock.advanceDays(2);
        Map<String, Object> head = meeting();
        head.keySet().removeAll(List.of("village", "items"));
        head.put("reason", "日期写错");

        assertThat(shouwang.village().post("/api/meetings/" + meetingNo + "/correction", head).text()).contains("heldOn", "先研判，后办理");
        head.put("heldOn", "2020-01-01");
        assertThat(shouwang.village().post("/api/meetings/" + meetingNo + "/correction", head).wrongFields()).containsExactly("heldOn");
        head.put("heldOn", TODAY);
        head.put("place", "村小学");
        assertThat(shouwang.village().post("/api/meetings/" + meetingNo + "/correction", head).status()).isEqualTo(200);
    }

    @Test
    void onThePageNothingIsChosenSilentlyAndNothingTypedIsLost() {
        List<CaseFlow> households = compared(3);
        String first = households.get(0).caseNo();
        String second = households.get(1).caseNo();

        String page = shouwang.village().get("/meetings/new").text();
        assertThat(page).contains(households.get(0).head().name(), "建议认定为存在返贫致贫风险").doesNotContain("value=\"PRESELECT\" checked");
        String advised = shouwang.village().postForm("/meetings/advised", Map.of("chair", "王主持", "outcome-" + first, "REJECT")).text();
        assertThat(advised).contains("王主持", "name=\"outcome-" + first + "\" value=\"REJECT\" checked", "name=\"outcome-" + second + "\" value=\"PRESELECT\" checked");
        Map<String, String> sent = new LinkedHashMap<>(Map.of("heldOn", TODAY, "place", "", "chair", "王主持", "present", "李代表、赵会计",
                "words", "综合研判，一致同意", "outcome-" + first, "PRESELECT", "outcome-" + second, "REJECT", "opinion-" + second, ""));
        Answer wrong = shouwang.village().postForm("/meetings", sent);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("为必填项", "李代表、赵会计", "综合研判，一致同意", "name=\"outcome-" + first + "\" value=\"PRESELECT\" checked");
        sent.put("place", "村委会会议室");

        Answer held = shouwang.village().postForm("/meetings", sent);

        String record = shouwang.village().get(held.location().replaceAll("^.*(/meetings/)", "$1")).text();
        assertThat(record).contains("村级研判会议记录", "综合研判，一致同意", "没有办成的户", "/notices/new?caseNo=" + first, "签字");
        assertThat(households.get(0).view().body().path("steps").findValuesAsText("opinion")).contains("综合研判，一致同意");
        assertThat(households.get(1).openTasks()).as("the common words are no reason to refuse").containsExactly(PRESELECT_AT_VILLAGE);
        assertThat(households.get(2).openTasks()).as("was not discussed").containsExactly(PRESELECT_AT_VILLAGE);
        assertThat(shouwang.village().get("/meetings/new").text()).as("who took part last time").contains("李代表、赵会计", "村委会会议室");
        Answer again = shouwang.village().postForm(held.location().replaceAll("^.*(/meetings/)", "$1") + "/items",
                Map.of("outcome-" + second, "REJECT", "opinion-" + second, "有稳定收入"));
        assertThat(again.status()).isEqualTo(302);
        assertThat(households.get(1).openTasks()).containsExactly(INFORM_HOUSEHOLD);
    }

    private List<CaseFlow> compared(int count) {
        List<CaseFlow> households = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            households.add(shouwang.newCase(TestPeople.somebody(), clock.today().toString()).verified().compared());
        }
        return households;
    }

    private List<String> wrong(String field, Object value, Map<String, Object> item) {
        Map<String, Object> body = meeting(item);
        body.put(field, value);
        return shouwang.village().post("/api/meetings", body).wrongFields();
    }

    @SafeVarargs
    private Answer hold(Map<String, Object>... items) {
        return shouwang.village().post("/api/meetings", meeting(items));
    }

    @SafeVarargs
    private Map<String, Object> meeting(Map<String, Object>... items) {
        return new LinkedHashMap<>(Map.of("village", Shouwang.VILLAGE, "heldOn", clock.today().toString(), "place", "村委会会议室",
                "chair", "王主持", "present", List.of("李代表", "赵会计"), "items", List.of(items)));
    }

    private static Map<String, Object> item(String caseNo, String outcome, String opinion) {
        Map<String, Object> item = new LinkedHashMap<>(Map.of("caseNo", caseNo, PRESELECTION_OUTCOME, outcome));
        if (opinion != null) {
            item.put("opinion", opinion);
        }
        return item;
    }

    private static List<String> outcomes(Answer held) {
        return held.body().path("results").findValuesAsText("outcome");
    }
}
