package org.shouwang.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.notice.PublicNoticeProcess.OBJECTION_OUTCOME;
import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;
import static org.shouwang.notice.PublicNoticeProcess.RESOLVE_OBJECTION;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Tests one notice for many households: one number, one time, but objections and an end for each household (ID-4, step 4). */
class SharedNoticeTest extends IntegrationTest {

    private static final String OTHER_VILLAGE = "411081101202";

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void manyHouseholdsHangOnOnePaperForOneTime() {
        List<CaseFlow> households = preselected(3);

        Answer posted = post(households, TODAY);

        assertThat(posted.status()).isEqualTo(201);
        assertThat(posted.get("endsOn")).isEqualTo("2026-03-07");
        assertThat(posted.body().path("results").findValuesAsText("caseNo")).containsExactlyElementsOf(numbers(households));
        String noticeNo = posted.get("noticeNo");
        assertThat(households).allSatisfy(household -> {
            assertThat(household.noticeNo()).isEqualTo(noticeNo);
            assertThat(household.limit("NOTICE_5D").path("dueOn").asText()).isEqualTo("2026-03-07");
            assertThat(household.limit("NOTICE_5D").path("reference").asText()).isEqualTo(noticeNo);
        });
        String paper = shouwang.village().get("/notices/" + noticeNo).text();
        assertThat(households).allSatisfy(household -> assertThat(paper).contains(household.head().name())
                .doesNotContain(household.head().idNumber()));

        clock.advanceDays(6);
        households.forEach(household -> household.awaitTask(REVIEW_AT_TOWNSHIP));
        assertThat(shouwang.village().get("/api/notices/" + noticeNo).get("outcome")).isEqualTo("CLEAR");
    }

    @Test
    void anUpheldObjectionTakesOutItsHouseholdAndTheOthersGoOnInTheSameTime() {
        List<CaseFlow> households = preselected(3);
        String noticeNo = post(households, TODAY).get("noticeNo");
        CaseFlow upheld = households.get(0);
        CaseFlow dismissed = households.get(1);
        clock.advanceDays(2);
        assertThat(shouwang.village().object(noticeNo, upheld.caseNo(), "该户在县城有房").status()).isEqualTo(201);
        assertThat(shouwang.township().object(noticeNo, dismissed.caseNo(), "不够困难").status()).isEqualTo(201);
        assertThat(households.get(2).openTasks()).as("nobody spoke against this one").isEmpty();

        resolve(upheld, "UPHELD");
        resolve(dismissed, "DISMISSED");

        assertThat(upheld.openTasks()).containsExactly(VERIFY_HOUSEHOLD);
        assertThat(dismissed.openTasks()).isEmpty();
        Answer notice = shouwang.village().get("/api/notices/" + noticeNo);
        assertThat(notice.get("outcome")).as("it goes on").isNull();
        assertThat(notice.get("endsOn")).isEqualTo("2026-03-07");
        assertThat(outcomes(notice)).containsExactly("OBJECTION_UPHELD", "null", "null");
        assertThat(shouwang.village().get("/notices/" + noticeNo).text()).contains("已撤出：异议成立", "公示中");
        assertThat(shouwang.village().object(noticeNo, upheld.caseNo(), "再提").status()).isEqualTo(409);

        clock.setTo("2026-03-08T00:00:01");
        dismissed.awaitTask(REVIEW_AT_TOWNSHIP);
        households.get(2).awaitTask(REVIEW_AT_TOWNSHIP);
        assertThat(shouwang.township().form(households.get(2).caseNo(), REVIEW_AT_TOWNSHIP).rows("noticeFacts").toString())
                .as("another household's objection is not this one's").contains(noticeNo, "无成立的异议").doesNotContain("县城有房");
        assertThat(outcomes(shouwang.village().get("/api/notices/" + noticeNo))).containsExactly("OBJECTION_UPHELD", "CLEAR", "CLEAR");

        upheld.verified().compared().preselected().posted(clock.today());
        assertThat(upheld.noticeNo()).as("posted again, by itself").isNotEqualTo(noticeNo);
    }

    @Test
    void anOpenObjectionHoldsItsHouseholdOnly() {
        List<CaseFlow> households = preselected(2);
        String noticeNo = post(households, TODAY).get("noticeNo");
        shouwang.village().object(noticeNo, households.get(0).caseNo(), "有存款");

        clock.setTo("2026-03-09T09:00");
        households.get(1).awaitTask(REVIEW_AT_TOWNSHIP);

        assertThat(households.get(0).openTasks()).containsExactly(RESOLVE_OBJECTION);
        assertThat(households.get(0).limit("NOTICE_5D").path("metOn").isNull()).isTrue();
        assertThat(households.get(1).limit("NOTICE_5D").path("metOn").asText()).isEqualTo("2026-03-07");
        resolve(households.get(0), "DISMISSED");
        households.get(0).awaitTask(REVIEW_AT_TOWNSHIP);
    }

    @Test
    void whoObjectsToANoticeOfManySaysToWhichHousehold() {
        List<CaseFlow> households = preselected(2);
        String noticeNo = post(households, TODAY).get("noticeNo");
        String stranger = shouwang.newCase(TestPeople.somebody(), TODAY).caseNo();

        assertThat(shouwang.village().object(noticeNo, "有存款").wrongFields()).containsExactly("caseNo");
        assertThat(shouwang.village().object(noticeNo, stranger, "有存款").wrongFields()).containsExactly("caseNo");
        assertThat(shouwang.village().postForm("/notices/" + noticeNo + "/objections", Map.of("statement", "有存款")).text())
                .contains("请选明对哪一户有异议", "有存款");
        assertThat(shouwang.village().postForm("/notices/" + noticeNo + "/objections",
                Map.of("statement", "有存款", "caseNo", households.get(1).caseNo())).status()).isEqualTo(302);
        assertThat(households.get(1).openTasks()).containsExactly(RESOLVE_OBJECTION);
        assertThat(households.get(0).openTasks()).isEmpty();
    }

    @Test
    void allArePostedOrNone() {
        List<CaseFlow> households = new ArrayList<>(preselected(2));
        households.add(shouwang.newCase(TestPeople.somebody(), TODAY).verified());

        Answer refused = post(households, TODAY);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains(households.get(2).caseNo()).doesNotContain(households.get(0).caseNo());
        assertThat(households.get(0).openTasks()).containsExactly(POST_NOTICE);
        assertThat(households.get(0).noticeNo()).isNull();
        assertThat(post(households.subList(0, 2), "2026-03-01").wrongFields()).containsExactly("postedFrom");
        assertThat(households.get(0).noticeNo()).as("the paper was not kept either").isNull();
        assertThat(database.sql("select count(*) from shouwang.notice_entry where case_no = ?").param(households.get(0).caseNo())
                .query(Long.class).single()).isZero();
    }

    @Test
    void aPaperIsForOneVillageAndOneMatter() {
        CaseFlow household = preselected(1).get(0);
        HouseholdFlow elimination = HouseholdFlow.monitored(shouwang, clock).eliminationStarted().checked().preselected();

        assertThat(post(Map.of("caseNos", List.of(household.caseNo(), elimination.caseNo()), "postedAt", "公开栏",
                "postedFrom", clock.today().toString())).text()).contains("同一事项", elimination.caseNo());
        assertThat(shouwang.as("village" + OTHER_VILLAGE).post("/api/notices", Map.of("caseNos", List.of(household.caseNo()),
                "postedAt", "公开栏", "postedFrom", clock.today().toString())).status()).isEqualTo(404);
        assertThat(shouwang.township().post("/api/notices", Map.of("caseNos", List.of(household.caseNo()))).status()).isEqualTo(403);
        assertThat(elimination.openTasks()).containsExactly(POST_NOTICE);
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        String caseNo = preselected(1).get(0).caseNo();

        assertThat(post(Map.of()).wrongFields()).containsExactlyInAnyOrder("caseNos", "postedAt");
        assertThat(post(Map.of("caseNos", List.of(caseNo, caseNo), "postedAt", "x")).wrongFields()).containsExactly("caseNos");
        assertThat(post(Map.of("caseNos", caseNo, "postedAt", "x")).wrongFields()).containsExactly("caseNos");
        assertThat(post(Map.of("caseNos", List.of(caseNo), "postedAt", "长".repeat(101))).wrongFields()).containsExactly("postedAt");
        assertThat(post(Map.of("caseNos", List.of(caseNo), "postedAt", "x", "postedFrom", "明天")).wrongFields()).containsExactly("postedFrom");
        assertThat(post(Map.of("caseNos", List.of("JC-0"), "postedAt", "x")).status()).isEqualTo(404);
    }

    @Test
    void aRequestThatIsSentAgainPostsNothingAgain() {
        Map<String, Object> body = body(preselected(2), TODAY);
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Idempotency-Key", "notice-" + TestPeople.somebody().idNumber());

        Answer first = shouwang.village().send("POST", "/api/notices", shouwang.write(body), headers);
        Answer second = shouwang.village().send("POST", "/api/notices", shouwang.write(body), headers);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.get("noticeNo")).isEqualTo(first.get("noticeNo"));
    }

    @Test
    void theVillagePostsThemOnOnePage() {
        List<CaseFlow> households = preselected(3);

        String page = shouwang.village().get("/notices/new?caseNo=" + households.get(0).caseNo()).text();
        assertThat(page).contains(households.get(0).head().name(), households.get(2).head().name());
        assertThat(shouwang.village().postForm("/notices", "caseNos=" + households.get(0).caseNo() + "&postedAt=&postedFrom=" + TODAY).text())
                .contains("张贴地点", "为必填项");
        Answer posted = shouwang.village().postForm("/notices", "caseNos=" + households.get(0).caseNo() + "&caseNos="
                + households.get(2).caseNo() + "&postedAt=gonggaolan&postedFrom=" + TODAY);

        assertThat(posted.status()).isEqualTo(302);
        assertThat(posted.location()).endsWith("/notices/" + households.get(0).noticeNo());
        assertThat(households.get(2).noticeNo()).isEqualTo(households.get(0).noticeNo());
        assertThat(households.get(1).openTasks()).as("was not ticked").containsExactly(POST_NOTICE);
        assertThat(shouwang.village().form(households.get(1).caseNo(), POST_NOTICE).text("postedAt"))
                .as("where the village posted last").isEqualTo("gonggaolan");
        assertThat(shouwang.village().get("/cases/" + households.get(2).caseNo()).text()).contains(households.get(0).noticeNo(), "公示至");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatCollidesAtTheLastHouseholdIsRepeatedAsAWholeAndHappensOnce(boolean withKey) {
        List<CaseFlow> households = preselected(2);
        String task = shouwang.village().taskId(households.get(1).caseNo(), POST_NOTICE);
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        if (withKey) {
            headers.put("Idempotency-Key", UUID.randomUUID().toString());
        }
        Supplier<Answer> post = () -> shouwang.village().send("POST", "/api/notices", shouwang.write(body(households, TODAY)), headers);

        Answer posted = whileATimerFires("act_ru_task", "id_ = ?", task, post);

        assertThat(posted.status()).as(posted.text()).isEqualTo(201);
        assertThat(households).allSatisfy(household -> {
            assertThat(household.steps()).containsOnlyOnce(POST_NOTICE);
            assertThat(database.sql("select count(*) from shouwang.notice_entry where case_no = ?").param(household.caseNo())
                    .query(Long.class).single()).isEqualTo(1);
            assertThat(database.sql("select count(*) from shouwang.act where kind = 'DECISION' and subject = ? and detail like '张贴公示%'")
                    .param(household.caseNo()).query(Long.class).single()).isEqualTo(1);
        });
        assertThat(post.get().status()).isEqualTo(withKey ? 200 : 409);
    }

    @Test
    void anObjectionIsUpheldAlthoughATimerChangesTheNoticeAtThisMoment() {
        CaseFlow household = preselected(1).get(0);
        String noticeNo = post(List.of(household), TODAY).get("noticeNo");
        shouwang.village().object(noticeNo, household.caseNo(), "该户在县城有房");

        Answer answer = whileATimerFires("act_ru_execution", "act_id_ = '" + PublicNoticeProcess.TIMER_NOTICE_PERIOD_OVER + "' and proc_inst_id_ = ?",
                noticeOf(household.caseNo()).getId(),
                () -> shouwang.township().submit(household.caseNo(), RESOLVE_OBJECTION, Map.of(OBJECTION_OUTCOME, "UPHELD", "opinion", "已核实")));

        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        assertThat(household.openTasks()).containsExactly(VERIFY_HOUSEHOLD);
    }

    /** Sends a request while a transaction changes a row of the engine, which is committed after the request has read it. */
    private Answer whileATimerFires(String table, String where, String id, Supplier<Answer> request) {
        return transactions.execute(status -> {
            database.sql("update public." + table + " set rev_ = rev_ + 1 where " + where).param(id).update();
            CompletableFuture<Answer> sent = CompletableFuture.supplyAsync(request);
            await().until(() -> sent.isDone() || database.sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query ilike ?")
                    .param("%" + table + "%").query(Long.class).single() > 0);
            return sent;
        }).join();
    }

    private List<CaseFlow> preselected(int count) {
        List<CaseFlow> households = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            households.add(shouwang.newCase(TestPeople.somebody(), clock.today().toString()).verified().compared().preselected());
        }
        return households;
    }

    private static List<String> numbers(List<CaseFlow> households) {
        return households.stream().map(CaseFlow::caseNo).toList();
    }

    private static List<String> outcomes(Answer notice) {
        List<String> outcomes = new ArrayList<>();
        for (JsonNode entry : notice.body().path("entries")) {
            outcomes.add(entry.path("outcome").asText());
        }
        return outcomes;
    }

    private static Map<String, Object> body(List<CaseFlow> households, String from) {
        return new LinkedHashMap<>(Map.of("caseNos", numbers(households), "postedAt", "村务公开栏", "postedFrom", from));
    }

    private Answer post(List<CaseFlow> households, String from) {
        return post(body(households, from));
    }

    private Answer post(Map<String, ?> body) {
        return shouwang.village().post("/api/notices", body);
    }

    private void resolve(CaseFlow flow, String outcome) {
        flow.done(shouwang.township(), RESOLVE_OBJECTION, Map.of(OBJECTION_OUTCOME, outcome, "opinion", "已核实"));
    }
}
