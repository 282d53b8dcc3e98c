package org.shouwang.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.ANNOUNCE_RESULT;
import static org.shouwang.identification.MonitoringIdentificationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.ENTER_SYSTEM;
import static org.shouwang.identification.MonitoringIdentificationProcess.INFORM_HOUSEHOLD;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.notice.PublicNoticeProcess.OBJECTION_OUTCOME;
import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;
import static org.shouwang.notice.PublicNoticeProcess.RESOLVE_OBJECTION;
import static org.shouwang.notice.PublicNoticeProcess.SUB_PROCESS_NOTICE_PERIOD;
import static org.shouwang.notice.PublicNoticeProcess.TIMER_NOTICE_PERIOD_OVER;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.TestPeople;

/** Tests rule ID-5 over time: the limits that a case shows day by day, and the records of its timers. */
class LimitsOverTimeTest extends IntegrationTest {

    private static final String IDENTIFICATION = "IDENTIFICATION_15D";
    private static final String ENTRY = "ENTRY_10D";
    private static final String NOTICE = "NOTICE_5D";
    private static final TimeZone SERVERS_OWN = TimeZone.getDefault();

    @AfterEach
    void putTheZoneBack() {
        TimeZone.setDefault(SERVERS_OWN);
    }

    @Test
    void aCaseIsWarnedOfAtTheEndOfTheTwelfthDayAndOverdueAfterTheFifteenth() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);
        assertThat(state(flow, IDENTIFICATION)).isEqualTo("ON_TRACK");
        assertThat(flow.limit(IDENTIFICATION).path("dueOn").asText()).isEqualTo("2026-03-17");

        clock.setTo("2026-03-14T23:59:50");
        awaitTimers();
        assertThat(state(flow, IDENTIFICATION)).isEqualTo("ON_TRACK");
        assertThat(noted(flow, IDENTIFICATION, "warned_at")).isNull();

        clock.setTo("2026-03-15T00:00:10");
        awaitTimers();
        assertThat(state(flow, IDENTIFICATION)).isEqualTo("WARNING");
        assertThat(noted(flow, IDENTIFICATION, "warned_at")).isEqualTo("2026-03-15");
        assertThat(flow.limit(IDENTIFICATION).path("overdueOn").isNull()).isTrue();

        clock.setTo("2026-03-17T23:59:50");
        awaitTimers();
        assertThat(state(flow, IDENTIFICATION)).isEqualTo("WARNING");
        assertThat(flow.limit(IDENTIFICATION).path("daysLeft").asInt()).isZero();
        assertThat(noted(flow, IDENTIFICATION, "overdue_noted_at")).isNull();

        clock.setTo("2026-03-18T00:00:10");
        awaitTimers();
        assertThat(state(flow, IDENTIFICATION)).isEqualTo("OVERDUE");
        assertThat(flow.limit(IDENTIFICATION).path("overdueOn").asText()).isEqualTo("2026-03-18");
        assertThat(noted(flow, IDENTIFICATION, "overdue_noted_at")).isEqualTo("2026-03-18");
        assertThat(processOf(flow.caseNo())).as("the timers interrupt nothing").task().hasDefinitionKey(APPROVE_AT_COUNTY);
    }

    @Test
    void aCaseThatIsNotPostedByTheNinthDayCannotBeDecidedInTimeAnyMore() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        clock.setTo("2026-03-11T23:59:50");
        assertThat(state(flow, IDENTIFICATION)).as("D+9: posted now, the notice ends with D+14").isEqualTo("ON_TRACK");
        assertThat(latestOn(flow, POST_NOTICE)).isEqualTo("2026-03-11");
        assertThat(latestOn(flow, VERIFY_HOUSEHOLD)).isEqualTo("2026-03-11");
        assertThat(latestOn(flow, APPROVE_AT_COUNTY)).isEqualTo("2026-03-17");
        assertThat(flow.view().body().path("stepsToCome")).noneMatch(step -> step.path("tooLate").asBoolean());
        clock.setTo("2026-03-12T00:00:10");
        assertThat(state(flow, IDENTIFICATION)).as("D+10: the notice would end with D+15").isEqualTo("UNREACHABLE");
        assertThat(flow.view().body().path("stepsToCome")).allMatch(step -> step.path("tooLate").asBoolean());
        Answer labels = shouwang.village().post("/api/tasks/labels", Map.of("taskIds", shouwang.village().taskIds(flow.caseNo(),
                VERIFY_HOUSEHOLD)));
        assertThat(labels.body().path("tooLate")).as("the list of tasks says so too").hasSize(1);
        clock.setTo("2026-03-15T09:00");
        assertThat(state(flow, IDENTIFICATION)).as("D+13: it outranks the warning").isEqualTo("UNREACHABLE");
        clock.setTo("2026-03-18T00:00:10");
        assertThat(state(flow, IDENTIFICATION)).isEqualTo("OVERDUE");
    }

    @Test
    void aNoticePostedOnTheNinthDayLeavesOneDayToDecide() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        clock.setTo("2026-03-11T17:00");

        flow.untilNotice(clock);

        clock.setTo("2026-03-12T09:00");
        assertThat(state(flow, IDENTIFICATION)).isEqualTo("ON_TRACK");
        clock.setTo("2026-03-17T09:00");
        flow.awaitTask(REVIEW_AT_TOWNSHIP);
        assertThat(state(flow, IDENTIFICATION)).isEqualTo("WARNING");
        assertThat(flow.view().body().path("stepsToCome").findValuesAsText("task")).containsExactly(
                REVIEW_AT_TOWNSHIP, CHECK_AT_COUNTY, APPROVE_AT_COUNTY);
    }

    @Test
    void aNoticePostedOnTheTenthDayComesTooLate() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        clock.setTo("2026-03-12T09:00");

        flow.untilNotice(clock);

        assertThat(state(flow, IDENTIFICATION)).isEqualTo("UNREACHABLE");
    }

    @Test
    void aNoticeHasAMinimumThatRunsIsHeldByAnObjectionAndIsMet() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilNotice(clock);
        assertThat(state(flow, NOTICE)).isEqualTo("RUNNING");
        assertThat(flow.limit(NOTICE).path("dueOn").asText()).isEqualTo("2026-03-07");

        shouwang.village().object(flow.noticeNo(), "该户在县城有商铺");
        assertThat(state(flow, NOTICE)).isEqualTo("HELD");
        clock.setTo("2026-03-09T09:00");
        assertThat(state(flow, NOTICE)).as("its time is up, the objection open").isEqualTo("HELD");
        flow.done(shouwang.township(), RESOLVE_OBJECTION,
                Map.of(OBJECTION_OUTCOME, "DISMISSED", "opinion", "经查商铺非其所有"));

        assertThat(state(flow, NOTICE)).isEqualTo("MET");
        assertThat(flow.limit(NOTICE).path("metOn").asText()).isEqualTo("2026-03-09");
    }

    @Test
    void anUpheldObjectionMeansThatANoticeHasToBePostedAgain() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilNotice(clock);
        shouwang.village().object(flow.noticeNo(), "该户在县城有商铺");
        clock.setTo("2026-03-13T09:00");
        assertThat(state(flow, IDENTIFICATION)).isEqualTo("ON_TRACK");

        flow.done(shouwang.township(), RESOLVE_OBJECTION,
                Map.of(OBJECTION_OUTCOME, "UPHELD", "opinion", "确有商铺"));

        assertThat(state(flow, NOTICE)).isEqualTo("CANCELLED");
        assertThat(state(flow, IDENTIFICATION)).isEqualTo("UNREACHABLE");
    }

    @Test
    void statesAreRightWhileNoJobRunsAndTheTimersCatchUpAfterAWeek() {
        CaseFlow notYetPosted = shouwang.newCase(TestPeople.somebody(), TODAY);
        CaseFlow posted = shouwang.newCase(TestPeople.somebody(), TODAY).untilNotice(clock);
        jobExecutor.shutdown();
        try {
            clock.setTo("2026-03-19T09:00");

            assertThat(state(notYetPosted, IDENTIFICATION)).isEqualTo("OVERDUE");
            assertThat(state(posted, NOTICE)).isEqualTo("MET");
            assertThat(noted(notYetPosted, IDENTIFICATION, "overdue_noted_at")).isNull();
        } finally {
            jobExecutor.start();
        }
        awaitTimers();

        assertThat(noted(notYetPosted, IDENTIFICATION, "overdue_noted_at")).isEqualTo("2026-03-19");
        assertThat(posted.limit(NOTICE).path("metOn").asText()).as("not the day on which the timer caught up")
                .isEqualTo("2026-03-07");
        posted.awaitTask(REVIEW_AT_TOWNSHIP);
    }

    @Test
    void aClueRegisteredTwentyDaysLateIsOverdueAtOnceAndNeverWarnedOf() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), "2026-02-10");

        assertThat(state(flow, IDENTIFICATION)).as("before any timer").isEqualTo("OVERDUE");
        awaitTimers();
        assertThat(noted(flow, IDENTIFICATION, "warned_at")).isNull();
        assertThat(noted(flow, IDENTIFICATION, "overdue_noted_at")).isEqualTo(TODAY);
        assertThat(flow.limit(IDENTIFICATION).path("dueOn").asText()).isEqualTo("2026-02-25");
    }

    @Test
    void aClueRegisteredThirteenDaysLateIsUnreachableAndWarnedOfAtOnce() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), "2026-02-17");

        awaitTimers();

        assertThat(state(flow, IDENTIFICATION)).isEqualTo("UNREACHABLE");
        assertThat(noted(flow, IDENTIFICATION, "warned_at")).isEqualTo(TODAY);
    }

    @Test
    void aDecisionAfterTheFifteenthDayIsMetLate() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);
        clock.setTo("2026-03-20T09:00");

        flow.approved();

        JsonNode limit = flow.limit(IDENTIFICATION);
        assertThat(limit.path("state").asText()).isEqualTo("MET_LATE");
        assertThat(limit.path("metOn").asText()).isEqualTo("2026-03-20");
        assertThat(limit.path("overdueOn").asText()).isEqualTo("2026-03-18");
    }

    @Test
    void aDecisionOnTheFifteenthDayIsInTime() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);
        clock.setTo("2026-03-17T23:50");

        flow.approved();

        assertThat(state(flow, IDENTIFICATION)).isEqualTo("MET");
    }

    @Test
    void tellingTheHouseholdLateDoesNotMakeTheDecisionLate() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified(Payloads.ending("NO_RISK", TODAY));
        clock.setTo("2026-04-20T09:00");
        awaitTimers();

        flow.done(shouwang.village(), INFORM_HOUSEHOLD,
                Map.of("informedBy", "PHONE", "informedOn", "2026-04-20", "refusalReason", "无风险"));

        assertThat(state(flow, IDENTIFICATION)).isEqualTo("MET");
        assertThat(flow.limit(IDENTIFICATION).path("metOn").asText()).isEqualTo(TODAY);
    }

    @Test
    void theTenDaysOfTheEntryBeginWithTheApproval() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock).approved();
        assertThat(flow.limit(ENTRY).path("startOn").asText()).isEqualTo("2026-03-08");
        assertThat(flow.limit(ENTRY).path("dueOn").asText()).isEqualTo("2026-03-18");

        flow.announced();
        assertThat(flow.limit(ENTRY).path("metOn").isNull()).as("the announcement is not the entry").isTrue();
        flow.entered();

        assertThat(state(flow, ENTRY)).isEqualTo("MET");
    }

    @Test
    void anEntryThatIsNotMadeIsOverdueAndThenMetLate() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock).approved();

        clock.setTo("2026-03-18T23:59:50");
        awaitTimers();
        assertThat(noted(flow, ENTRY, "overdue_noted_at")).isNull();
        clock.setTo("2026-03-19T00:00:10");
        awaitTimers();
        assertThat(state(flow, ENTRY)).isEqualTo("OVERDUE");
        assertThat(noted(flow, ENTRY, "overdue_noted_at")).isEqualTo("2026-03-19");
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(ANNOUNCE_RESULT);

        flow.announced().entered();
        assertThat(state(flow, ENTRY)).isEqualTo("MET_LATE");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-19T08:30,MET,2026-03-18", "2026-03-25T08:30,MET,2026-03-18", "2026-03-26T08:30,MET_LATE,2026-03-26"})
    void anEntryCountsOnTheDayOnWhichItWasMadeIfItIsReportedWithinAWeek(String reportedAt, String state, String metOn) {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock).approved().announced();
        clock.setTo(reportedAt);
        awaitTimers();
        assertThat(state(flow, ENTRY)).isEqualTo("OVERDUE");

        flow.done(shouwang.village(), ENTER_SYSTEM, Map.of("enteredOn", "2026-03-18"));

        assertThat(state(flow, ENTRY)).isEqualTo(state);
        assertThat(flow.limit(ENTRY).path("metOn").asText()).isEqualTo(metOn);
    }

    @Test
    void aWithdrawnCaseIsNeitherWarnedOfNorOverdue() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        shouwang.village().withdraw(flow.caseNo(), "举家迁出");

        clock.setTo("2026-04-01T09:00");
        awaitTimers();

        assertThat(state(flow, IDENTIFICATION)).isEqualTo("CANCELLED");
        assertThat(noted(flow, IDENTIFICATION, "warned_at")).isNull();
        assertThat(noted(flow, IDENTIFICATION, "overdue_noted_at")).isNull();
    }

    @Test
    void theTasksOfACaseAreDueWithItsLimit() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        String due = shouwang.village().get("/engine-rest/task?processInstanceBusinessKey=" + flow.caseNo()).body()
                .at("/0/due").asText();

        assertThat(java.time.OffsetDateTime.parse(due.replaceAll("(\\d{2})(\\d{2})$", "$1:$2")).toInstant())
                .as("the end of 17 March in China").isEqualTo("2026-03-17T16:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York"})
    void theServersZoneChangesNoDay(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        clock.setTo("2026-03-02T07:00");

        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        flow.untilNotice(clock);

        assertThat(flow.limit(IDENTIFICATION).path("dueOn").asText()).isEqualTo("2026-03-17");
        assertThat(shouwang.village().get("/api/notices/" + flow.noticeNo()).get("endsOn")).isEqualTo("2026-03-07");
        clock.setTo("2026-03-07T23:59:30");
        awaitTimers();
        assertThat(noticeOf(flow.caseNo())).isWaitingAtExactly(SUB_PROCESS_NOTICE_PERIOD, TIMER_NOTICE_PERIOD_OVER);
        clock.setTo("2026-03-08T00:00:10");
        flow.awaitTask(REVIEW_AT_TOWNSHIP);
    }

    private static String latestOn(CaseFlow flow, String task) {
        return StreamSupport.stream(flow.view().body().path("stepsToCome").spliterator(), false)
                .filter(step -> step.path("task").asText().equals(task)).findFirst().orElseThrow().path("latestOn").asText();
    }

    private static String state(CaseFlow flow, String rule) {
        return flow.limit(rule).path("state").asText();
    }

    private String noted(CaseFlow flow, String rule, String column) {
        return database.sql("select (" + column + " at time zone 'Asia/Shanghai')::date::text from shouwang.deadline"
                + " where case_no = ? and rule = ?").params(flow.caseNo(), rule).query((row, index) -> row.getString(1))
                .list().get(0);
    }
}
