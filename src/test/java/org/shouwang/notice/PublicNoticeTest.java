package org.shouwang.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.task;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.notice.PublicNoticeProcess.OBJECTION_OUTCOME;
import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;
import static org.shouwang.notice.PublicNoticeProcess.RESOLVE_OBJECTION;
import static org.shouwang.notice.PublicNoticeProcess.SUB_PROCESS_NOTICE_PERIOD;
import static org.shouwang.notice.PublicNoticeProcess.TIMER_NOTICE_PERIOD_OVER;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/**
 * Tests public notices (公示): a notice is posted for at least five days, and it ends when its days are over and no objection is
 * open (ID-4, step 4).
 */
class PublicNoticeTest extends IntegrationTest {

    private CaseFlow flow;

    @BeforeEach
    void aPreselectedHousehold() {
        flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified().compared().preselected();
    }

    @Test
    void aNoticeShowsNoMoreThanNeighboursNeed() {
        String text = shouwang.village().form(flow.caseNo(), POST_NOTICE).text("noticeText");
        flow.posted(clock.today());

        assertThat(text).contains(flow.head().name(), "1人", "突发严重困难户").doesNotContain(flow.head().idNumber(), "住院", "大病");
        Answer notice = shouwang.village().get("/api/notices/" + flow.noticeNo());
        assertThat(notice.text()).contains(flow.head().name()).doesNotContain(flow.head().idNumber());
        assertThat(notice.get("postedFrom")).isEqualTo(TODAY);
        assertThat(notice.get("endsOn")).isEqualTo("2026-03-07");
        assertThat(notice.get("outcome")).isNull();
    }

    @Test
    void aNoticeIsNotPostedForYesterdayNorForAFarDay() {
        assertThat(post("2026-03-01").wrongFields()).containsExactly("postedFrom");
        assertThat(post("2027-03-02").wrongFields()).containsExactly("postedFrom");
        assertThat(post("").wrongFields()).containsExactly("postedFrom");
        assertThat(post("2026-03-03").status()).isEqualTo(204);
        assertThat(shouwang.village().get("/api/notices/" + flow.noticeNo()).get("endsOn")).isEqualTo("2026-03-08");
    }

    @Test
    void aNoticeHangsToTheEndOfTheFifthDay() {
        flow.posted(clock.today());

        clock.setTo("2026-03-07T23:59");
        awaitTimers();
        assertThat(noticeOf(flow.caseNo())).isWaitingAtExactly(SUB_PROCESS_NOTICE_PERIOD, TIMER_NOTICE_PERIOD_OVER);
        assertThat(shouwang.village().get("/api/notices/" + flow.noticeNo()).get("outcome")).isNull();

        clock.setTo("2026-03-08T00:00:01");
        flow.awaitTask(REVIEW_AT_TOWNSHIP);
        assertThat(shouwang.village().get("/api/notices/" + flow.noticeNo()).get("outcome")).isEqualTo("CLEAR");
    }

    @Test
    void anObjectionRaisedOnTheLastDayKeepsTheNoticeOpen() {
        flow.posted(clock.today());
        clock.setTo("2026-03-07T23:50");
        assertThat(shouwang.township().object(flow.noticeNo(), "该户有存款").status()).isEqualTo(201);

        clock.setTo("2026-03-09T09:00");
        awaitTimers();

        assertThat(noticeOf(flow.caseNo())).hasPassed(TIMER_NOTICE_PERIOD_OVER).task().hasDefinitionKey(RESOLVE_OBJECTION);
        assertThat(task(noticeOf(flow.caseNo()))).hasCandidateGroup("township" + Shouwang.TOWNSHIP);
        resolve("DISMISSED");
        flow.awaitTask(REVIEW_AT_TOWNSHIP);
    }

    @Test
    void anObjectionThatIsDismissedInTimeDoesNotStopTheTime() {
        flow.posted(clock.today());
        shouwang.village().object(flow.noticeNo(), "不够困难");
        assertThat(shouwang.township().submit(flow.caseNo(), RESOLVE_OBJECTION, Map.of(OBJECTION_OUTCOME, "DISMISSED")).wrongFields())
                .as("who answers an objection says what was found").containsExactly("opinion");
        resolve("DISMISSED");
        assertThat(noticeOf(flow.caseNo())).isWaitingAtExactly(SUB_PROCESS_NOTICE_PERIOD, TIMER_NOTICE_PERIOD_OVER);

        clock.setTo("2026-03-08T00:00:01");

        flow.awaitTask(REVIEW_AT_TOWNSHIP);
        assertThat(flow.steps()).endsWith(POST_NOTICE, RESOLVE_OBJECTION);
    }

    @Test
    void severalObjectionsAreAnsweredOneByOne() {
        flow.posted(clock.today());
        shouwang.village().object(flow.noticeNo(), "第一件");
        shouwang.township().object(flow.noticeNo(), "第二件");
        shouwang.village().object(flow.noticeNo(), "第三件");

        List<String> tasks = shouwang.township().taskIds(flow.caseNo(), RESOLVE_OBJECTION);
        assertThat(tasks).hasSize(3);
        String shown = shouwang.township().get("/engine-rest/task/" + tasks.get(1) + "/form-variables").body()
                .at("/objectionStatement/value").asText();
        assertThat(shouwang.township().submitTask(tasks.get(1), Map.of(OBJECTION_OUTCOME, "DISMISSED", "opinion", "查无此事"))
                .status()).isEqualTo(204);

        Answer notice = shouwang.village().get("/api/notices/" + flow.noticeNo());
        assertThat(notice.body().path("objections")).hasSize(3).anySatisfy(objection -> {
            assertThat(objection.path("statement").asText()).isEqualTo(shown);
            assertThat(objection.path("outcome").asText()).isEqualTo("DISMISSED");
            assertThat(objection.path("opinion").asText()).isEqualTo("查无此事");
        });
        assertThat(notice.body().path("objections").findValuesAsText("outcome")).containsOnlyOnce("DISMISSED");
        assertThat(shouwang.township().taskIds(flow.caseNo(), RESOLVE_OBJECTION)).hasSize(2);
    }

    @Test
    void anUpheldObjectionSendsTheVillageToTheHomeAgainAndTheNoticeIsPostedAgain() {
        flow.posted(clock.today());
        String first = flow.noticeNo();
        shouwang.village().object(first, "该户在县城有房");

        resolve("UPHELD");

        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(VERIFY_HOUSEHOLD);
        assertThat(shouwang.village().form(flow.caseNo(), VERIFY_HOUSEHOLD).text("returnReason")).contains("核实");
        assertThat(shouwang.village().form(flow.caseNo(), VERIFY_HOUSEHOLD).text("verifiedOn")).as("the other visit's day").isNull();
        assertThat(shouwang.village().get("/api/notices/" + first).get("outcome")).isEqualTo("OBJECTION_UPHELD");
        assertThat(shouwang.village().object(first, "再提").status()).isEqualTo(409);
        flow.verified().compared().preselected();
        assertThat(noticeOf(flow.caseNo())).as("posted again though it shows the same").task().hasDefinitionKey(POST_NOTICE);
        flow.posted(clock.today()).noticeOver(clock);
        assertThat(flow.noticeNo()).isNotEqualTo(first);
        assertThat(shouwang.township().form(flow.caseNo(), REVIEW_AT_TOWNSHIP).rows("noticeFacts").toString())
                .as("what the first notice brought").contains("此前公示", first, "异议成立", "该户在县城有房");
    }

    @Test
    void anUpheldObjectionWaitsUntilTheOthersAreAnswered() {
        flow.posted(clock.today());
        shouwang.village().object(flow.noticeNo(), "甲");
        shouwang.village().object(flow.noticeNo(), "乙");

        resolve("UPHELD");
        assertThat(flow.openTasks()).containsExactly(RESOLVE_OBJECTION);
        Answer late = shouwang.village().object(flow.noticeNo(), "丙");
        assertThat(late.status()).as("it would put the return off").isEqualTo(409);
        assertThat(late.text()).contains("已有一件成立");

        resolve("DISMISSED");
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(VERIFY_HOUSEHOLD);
    }

    @Test
    void anUpheldObjectionCountsThoughTheTimeIsUp() {
        flow.posted(clock.today());
        shouwang.village().object(flow.noticeNo(), "甲");
        clock.setTo("2026-03-09T09:00");
        awaitTimers();

        resolve("UPHELD");

        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(VERIFY_HOUSEHOLD);
    }

    @Test
    void whileAnObjectionIsOpenFurtherOnesAreTakenThoughTheTimeIsUp() {
        flow.posted(clock.today());
        shouwang.village().object(flow.noticeNo(), "甲");
        clock.setTo("2026-03-09T09:00");
        awaitTimers();

        assertThat(shouwang.village().object(flow.noticeNo(), "乙").status()).isEqualTo(201);
        assertThat(flow.openTasks()).containsExactly(RESOLVE_OBJECTION, RESOLVE_OBJECTION);
        resolve("DISMISSED");
        resolve("DISMISSED");
        flow.awaitTask(REVIEW_AT_TOWNSHIP);
    }

    @Test
    void afterItsEndANoticeTakesNoObjection() {
        flow.posted(clock.today()).noticeOver(clock);

        assertThat(shouwang.village().object(flow.noticeNo(), "太晚了").status()).isEqualTo(409);
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(REVIEW_AT_TOWNSHIP);
    }

    @Test
    void beforeItHangsANoticeTakesNoObjection() {
        flow.posted(clock.today().plusDays(2));

        assertThat(shouwang.village().object(flow.noticeNo(), "太早了").status()).isEqualTo(409);
        clock.advanceDays(2);
        assertThat(shouwang.village().object(flow.noticeNo(), "可以了").status()).isEqualTo(201);
    }

    @Test
    void objectionsAreTakenByVillageAndTownshipAndNobodyElse() {
        flow.posted(clock.today());
        String noticeNo = flow.noticeNo();

        assertThat(shouwang.county().object(noticeNo, "x").status()).isEqualTo(403);
        assertThat(shouwang.as("village411081101202").object(noticeNo, "x").status()).isEqualTo(404);
        assertThat(shouwang.as("county411082").object(noticeNo, "x").status()).isEqualTo(404);
        assertThat(shouwang.village().object("GS-0", "x").status()).isEqualTo(404);
        assertThat(shouwang.village().object(noticeNo, " ").wrongFields()).containsExactly("statement");
        assertThat(shouwang.village().object(noticeNo, "长".repeat(1001)).wrongFields()).containsExactly("statement");
        assertThat(noticeOf(flow.caseNo())).isWaitingAtExactly(SUB_PROCESS_NOTICE_PERIOD, TIMER_NOTICE_PERIOD_OVER);
    }

    private Answer post(String from) {
        return shouwang.village().submit(flow.caseNo(), POST_NOTICE,
                Map.of("postedAt", "村务公开栏", "postedFrom", from));
    }

    private void resolve(String outcome) {
        flow.done(shouwang.township(), RESOLVE_OBJECTION, Map.of(OBJECTION_OUTCOME, outcome, "opinion", "已核实"));
    }
}
