package org.shouwang.safetynet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_APPROVAL_OUTCOME;
import static org.shouwang.notice.PublicNoticeProcess.OBJECTION_OUTCOME;
import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;
import static org.shouwang.notice.PublicNoticeProcess.RESOLVE_OBJECTION;
import static org.shouwang.notice.PublicNoticeProcess.SUB_PROCESS_NOTICE_PERIOD;
import static org.shouwang.notice.PublicNoticeProcess.TIMER_NOTICE_PERIOD_OVER;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.CALL_PUBLIC_NOTICE;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.CHECK_HOUSEHOLD;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.CHECK_OUTCOME;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.DECIDE_AT_TOWNSHIP;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.END_DECIDED_BY_TOWNSHIP;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.END_RECOGNISED;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.INFORM_HOUSEHOLD;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.MARK_IN_SYSTEM;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.PRESELECTION_OUTCOME;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.RECORD_AT_COUNTY;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.TOWNSHIP_REVIEW_OUTCOME;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Tests the recognition of households without any labour (整户无劳动能力兜底保障户, SN-1, SN-2): every way through the process, from the
 * start to the mark.
 */
class SafetyNetRecognitionTest extends IntegrationTest {

    @LocalServerPort
    private int port;

    @Test
    void aHouseholdWithoutAnyLabourGoesThroughEveryStepToTheMark() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).recognised();

        assertThat(flow.caseNo()).matches("DB-411081-2026-\\d{6}");
        assertThat(flow.view().get("status")).isEqualTo("SAFETY_NET");
        assertThat(flow.view().get("statusText")).isEqualTo("已标注兜底保障户");
        assertThat(flow.view().body().path("steps").findValuesAsText("task")).containsExactly(CHECK_HOUSEHOLD,
                PRESELECT_AT_VILLAGE, POST_NOTICE, DECIDE_AT_TOWNSHIP, RECORD_AT_COUNTY,
                MARK_IN_SYSTEM);
        assertThat(processOf(flow.caseNo())).isEnded().hasPassed(CALL_PUBLIC_NOTICE, END_DECIDED_BY_TOWNSHIP, END_RECOGNISED)
                .hasNotPassed(INFORM_HOUSEHOLD);
        assertThat(flow.openCases().findValuesAsText("process")).doesNotContain("safety-net-recognition");
        assertThat(flow.monitoringStatus()).as("it stays monitored").isEqualTo("MONITORED");
        JsonNode mark = mark(flow);
        assertThat(mark.path("kind").asText()).isEqualTo("SAFETY_NET");
        assertThat(mark.path("title").asText()).isEqualTo("整户无劳动能力兜底保障户");
        assertThat(mark.path("since").asText()).isEqualTo(clock.today().toString());
        assertThat(mark.path("endedOn").isNull()).isTrue();
        assertThat(eventsOf(flow.caseNo())).containsExactly("case.approved", "case.safety-net");
        assertThat(flow.start(shouwang.village(), "safety-net-recognition").get("detail")).contains("已标注为整户无劳动能力兜底保障户");
    }

    @Test
    void theTownshipDecidesAndTheCountyOnlyFiles() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).untilDecision();

        flow.decided();

        assertThat(flow.view().get("status")).isEqualTo("APPROVED");
        assertThat(flow.view().get("statusText")).isEqualTo("乡级已确定");
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(RECORD_AT_COUNTY);
        assertThat(shouwang.county().submit(flow.caseNo(), RECORD_AT_COUNTY,
                Map.of(COUNTY_APPROVAL_OUTCOME, "REJECT")).wrongFields()).as("there is nothing to refuse with")
                .containsExactly(COUNTY_APPROVAL_OUTCOME);
        assertThat(shouwang.county().submit(flow.caseNo(), RECORD_AT_COUNTY,
                Map.of("recordedOn", clock.today().plusDays(1).toString())).wrongFields()).containsExactly("recordedOn");
        assertThat(flow.start(shouwang.village(), "safety-net-recognition").get("detail")).as("one at a time, also then")
                .contains("正在等待备案和标注");

        flow.done(shouwang.county(), RECORD_AT_COUNTY, Map.of("filingNo", "禹备〔2026〕7号", "opinion", "请按月关注"));

        BrowserSession browser = new BrowserSession(port);
        browser.signIn("county411081", Shouwang.PASSWORD);
        assertThat(browser.get("/cases/" + flow.caseNo()).text()).contains("县级备案", "禹备〔2026〕7号", "请按月关注", "全额农村低保");
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(MARK_IN_SYSTEM);
    }

    @Test
    void theNoticeSaysWhatItIsAboutAndHangsToTheEndOfTheFifthDay() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).recognitionStarted().foundWithoutLabour().preselected();
        assertThat(shouwang.village().form(flow.caseNo(), POST_NOTICE).text("noticeText"))
                .contains(flow.head().name(), "享受的保障：全额农村低保").doesNotContain("残");

        flow.posted();
        clock.advanceDays(5);
        awaitTimers();
        assertThat(noticeOf(flow.caseNo())).isWaitingAtExactly(SUB_PROCESS_NOTICE_PERIOD, TIMER_NOTICE_PERIOD_OVER);

        clock.advanceDays(1);
        flow.awaitTask(DECIDE_AT_TOWNSHIP);
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD);
        assertThat(browser.get("/notices/" + flow.view().get("noticeNo")).text()).contains("拟认定的整户无劳动能力兜底保障户", "全额农村低保");
    }

    @Test
    void aHouseholdThatDoesNotQualifyIsToldWhyAndCanBeBegunAgain() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).recognitionStarted();
        Map<String, Object> found = HouseholdFlow.withoutLabour();
        found.put(CHECK_OUTCOME, "NOT_QUALIFIED");
        found.put("supportKind", "DIBAO_OTHER");

        flow.done(shouwang.village(), CHECK_HOUSEHOLD, found);

        assertThat(flow.view().get("status")).isEqualTo("NOT_QUALIFIED");
        assertThat(flow.view().get("refusalReason")).isEqualTo("农村低保不是全额，也不是最高档次");
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(INFORM_HOUSEHOLD);
        assertThat(shouwang.village().form(flow.caseNo(), INFORM_HOUSEHOLD).text("refusalText")).contains("不是最高档次");
        flow.done(shouwang.village(), INFORM_HOUSEHOLD, Map.of("informedBy", "VISIT", "informedOn",
                clock.today().toString(), "refusalReason", "低保档次不够，继续帮扶"));
        assertThat(processOf(flow.caseNo())).isEnded();
        assertThat(eventsOf(flow.caseNo())).containsExactly("case.not-qualified");
        assertThat(flow.start(shouwang.township(), "safety-net-recognition").status()).isEqualTo(201);
    }

    @Test
    void villageAndTownshipCanRefuseAndTheHouseholdIsToldWhy() {
        assertRefused(HouseholdFlow.withoutLabour(shouwang, clock).recognitionStarted().foundWithoutLabour(), shouwang.village(),
                PRESELECT_AT_VILLAGE, PRESELECTION_OUTCOME);
        assertRefused(HouseholdFlow.withoutLabour(shouwang, clock).untilDecision(), shouwang.township(),
                DECIDE_AT_TOWNSHIP, TOWNSHIP_REVIEW_OUTCOME);
    }

    private void assertRefused(HouseholdFlow flow, Shouwang.Session who, String task, String outcome) {
        assertThat(who.submit(flow.caseNo(), task, Map.of(outcome, "REJECT")).wrongFields()).containsExactly("opinion");

        flow.done(who, task, Map.of(outcome, "REJECT", "opinion", "子女有赡养能力"));

        assertThat(flow.view().get("status")).as(task).isEqualTo("REJECTED");
        assertThat(flow.view().get("statusText")).isEqualTo("不予认定");
        assertThat(shouwang.village().form(flow.caseNo(), INFORM_HOUSEHOLD).text("refusalText")).contains("子女有赡养能力");
    }

    @Test
    void theTownshipSendsBackAndWhatHangsIsPostedAgainOnlyIfItHasChanged() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).untilDecision();

        flow.done(shouwang.township(), DECIDE_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "RETURN", "opinion", "低保档次请再核"));

        Shouwang.Form form = shouwang.village().form(flow.caseNo(), CHECK_HOUSEHOLD);
        assertThat(form.text("returnReason")).contains("低保档次请再核");
        assertThat(form.rows("membersFound").path(0).path("labour").asText()).isEqualTo("NONE");
        assertThat(form.text("supportKind")).isEqualTo("DIBAO_FULL");
        assertThat(form.text(CHECK_OUTCOME)).as("every decision begins empty").isNull();
        flow.foundWithoutLabour().preselected();
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(DECIDE_AT_TOWNSHIP);

        flow.done(shouwang.township(), DECIDE_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "RETURN", "opinion", "还不对"));
        Map<String, Object> topGrade = HouseholdFlow.withoutLabour();
        topGrade.put("supportKind", "DIBAO_TOP_GRADE");
        flow.done(shouwang.village(), CHECK_HOUSEHOLD, topGrade).preselected();
        assertThat(noticeOf(flow.caseNo())).task().hasDefinitionKey(POST_NOTICE);
    }

    @Test
    void anUpheldObjectionLeadsBackToTheHome() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).recognitionStarted().foundWithoutLabour().preselected().posted();
        shouwang.village().object(flow.view().get("noticeNo"), "儿子在外务工");
        flow.awaitTask(RESOLVE_OBJECTION);

        flow.done(shouwang.township(), RESOLVE_OBJECTION, Map.of(OBJECTION_OUTCOME, "UPHELD", "opinion", "经查属实"));

        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(CHECK_HOUSEHOLD);
        assertThat(shouwang.village().form(flow.caseNo(), CHECK_HOUSEHOLD).text("returnReason")).contains("经查属实");
    }

    @ParameterizedTest
    @CsvSource({"supportKind,NONE,没有享受", "livesOnSocialSecurity,NO,社会综合保障"})
    void decidingAgainstTheConditionsNeedsAnOpinionAtEveryLevel(String field, String value, String reason) {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).recognitionStarted();
        Map<String, Object> found = HouseholdFlow.withoutLabour();
        found.put(field, value);

        assertThat(checked(flow, found).wrongFields()).containsExactly("opinion");
        found.put("opinion", "低保正在办理，民政已受理");
        flow.done(shouwang.village(), CHECK_HOUSEHOLD, found);

        assertThat(shouwang.village().form(flow.caseNo(), PRESELECT_AT_VILLAGE).text("unmetText")).contains(reason);
        assertThat(shouwang.village().submit(flow.caseNo(), PRESELECT_AT_VILLAGE,
                Map.of(PRESELECTION_OUTCOME, "PRESELECT")).wrongFields()).containsExactly("opinion");
    }

    @Test
    void sayingThatItDoesNotQualifyThoughEveryConditionIsMetNeedsAnOpinion() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).recognitionStarted();
        Map<String, Object> found = HouseholdFlow.withoutLabour();
        found.put(CHECK_OUTCOME, "NOT_QUALIFIED");

        assertThat(checked(flow, found).wrongFields()).containsExactly("opinion");
    }

    @Test
    void everyMemberIsAnsweredAndWhatIsFoundOtherwiseIsRecordedWithItsTrace() {
        TestPeople.Person head = TestPeople.somebody();
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock, head, Map.of("members",
                List.of(Payloads.disabledMember(head, "HEAD"), Payloads.disabledMember(TestPeople.somebody(), "SPOUSE")))).recognitionStarted();
        assertThat(shouwang.village().form(flow.caseNo(), CHECK_HOUSEHOLD).rows("membersFound").findValuesAsText("memberNo"))
                .containsExactly("1", "2");
        Map<String, Object> found = HouseholdFlow.withoutLabour();

        assertThat(checked(flow, found).messageOf("membersFound")).contains("还缺：第2名");
        found.put("membersFound", List.of(Map.of("memberNo", 1, "labour", "NONE"), Map.of("memberNo", 1, "labour", "NONE"),
                Map.of("memberNo", 3, "labour", "NONE")));
        assertThat(checked(flow, found).wrongFields()).containsExactlyInAnyOrder("membersFound", "membersFound[1].memberNo", "membersFound[2].memberNo");
        found.put("membersFound", List.of(Map.of("memberNo", 1, "labour", "NONE"), Map.of("memberNo", 2, "labour", "WEAK")));
        assertThat(checked(flow, found).wrongFields()).as("one of them can work").containsExactly("opinion");
        found.put(CHECK_OUTCOME, "NOT_QUALIFIED");
        flow.done(shouwang.village(), CHECK_HOUSEHOLD, found);

        assertThat(flow.household().body().path("members").path(1).path("labour").asText()).isEqualTo("WEAK");
        assertThat(flow.view().get("refusalReason")).contains("有人有劳动能力");
        assertThat(flow.household().text()).contains("劳动能力变化", "兜底保障户认定入户核查");
        assertThat(flow.start(shouwang.village(), "safety-net-recognition").status()).as("nobody begins it again now").isEqualTo(409);
    }

    @Test
    void aVisitInTheFutureOrAnAnswerThatIsMissingIsNamed() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).recognitionStarted();

        assertThat(checked(flow, Map.of("verifiedOn", clock.today().plusDays(1).toString())).wrongFields())
                .containsExactlyInAnyOrder("verifiedOn", CHECK_OUTCOME, "supportKind", "livesOnSocialSecurity");
        Map<String, Object> found = HouseholdFlow.withoutLabour();
        found.put("verifiedOn", clock.today().minusDays(30).toString());
        assertThat(checked(flow, found).wrongFields()).containsExactly("verifiedOn");
    }

    @Test
    void aCaseIsWithdrawnBeforeTheTownshipsDecisionAndNotAfterIt() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).recognitionStarted().foundWithoutLabour().preselected().posted();

        assertThat(shouwang.village().withdraw(flow.caseNo(), "填错了户").status()).isEqualTo(200);

        assertThat(flow.view().get("status")).isEqualTo("WITHDRAWN");
        assertThat(processOf(flow.caseNo())).isEnded();
        flow.untilDecision().decided();
        assertThat(shouwang.township().withdraw(flow.caseNo(), "填错了户").status()).isEqualTo(409);
    }

    @Test
    void aHouseholdThatIsNotMonitoredAnyMoreIsNotDecidedFor() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).untilDecision();
        database.sql("update shouwang.household set status = 'ELIMINATED' where household_no = ?").param(flow.householdNo()).update();

        Answer answer = shouwang.township().submit(flow.caseNo(), DECIDE_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("不是监测对象");
        assertThat(flow.view().get("status")).isEqualTo("IN_PROGRESS");
    }

    @Test
    void stepsToComeAreThoseFromTheOpenOneOn() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).recognitionStarted();
        assertThat(flow.view().body().path("stepsToCome").findValuesAsText("task")).containsExactly(CHECK_HOUSEHOLD,
                PRESELECT_AT_VILLAGE, POST_NOTICE, DECIDE_AT_TOWNSHIP);
    }

    @Test
    void villageTownshipAndCountyBeginItByEveryDoor() {
        for (Shouwang.Session who : List.of(shouwang.village(), shouwang.township(), shouwang.county())) {
            HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock);
            assertThat(flow.start(who, "safety-net-recognition").status()).isEqualTo(201);
            assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(CHECK_HOUSEHOLD);
        }
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock);
        Answer answer = inEngine(shouwang.village(), flow.householdNo());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.get("businessKey")).matches("DB-411081-2026-\\d{6}");
        assertThat(inEngine(shouwang.county(), flow.householdNo()).get("caseNo")).isEqualTo(answer.get("businessKey"));
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("township" + Shouwang.TOWNSHIP, Shouwang.PASSWORD);
        HouseholdFlow other = HouseholdFlow.withoutLabour(shouwang, clock);
        assertThat(browser.get("/households/" + other.householdNo()).text()).contains("发起兜底保障户认定");
        assertThat(browser.get("/households/" + other.householdNo() + "/safety-net-recognition").text()).contains(other.head().name());
    }

    @Test
    void impossibleStartsAreRefusedByBothDoorsAndChangeNothing() {
        HouseholdFlow able = HouseholdFlow.monitored(shouwang, clock);
        HouseholdFlow gone = HouseholdFlow.withoutLabour(shouwang, clock);
        database.sql("update shouwang.household set status = 'ELIMINATED' where household_no = ?").param(gone.householdNo()).update();
        long before = count();

        assertThat(able.start(shouwang.village(), "safety-net-recognition").status()).isEqualTo(409);
        assertThat(able.start(shouwang.village(), "safety-net-recognition").get("detail")).contains("1 人有劳动能力", "整户无劳动能力");
        assertThat(inEngine(shouwang.village(), able.householdNo()).status()).isEqualTo(409);
        assertThat(gone.start(shouwang.county(), "safety-net-recognition").get("detail")).contains("风险已消除");
        assertThat(inEngine(shouwang.village(), "HU-411081-999999").status()).isEqualTo(404);
        assertThat(inEngine(shouwang.as("village411081101202"), able.householdNo()).status()).isEqualTo(404);
        assertThat(inEngine(shouwang.leader(), able.householdNo()).status()).isEqualTo(403);
        assertThat(shouwang.village().post("/api/households/" + able.householdNo() + "/safety-net-recognition", Map.of()).wrongFields())
                .containsExactly("reason");

        assertThat(count()).isEqualTo(before);
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD);
        assertThat(browser.get("/households/" + able.householdNo()).text()).doesNotContain("发起兜底保障户认定");
    }

    private Answer inEngine(Shouwang.Session who, String householdNo) {
        return who.post("/engine-rest/process-definition/key/safety-net-recognition/start",
                shouwang.variables(Map.of("householdNo", householdNo, "reason", "全家没有劳动能力")));
    }

    private Answer checked(HouseholdFlow flow, Map<String, ?> found) {
        return shouwang.village().submit(flow.caseNo(), CHECK_HOUSEHOLD, found);
    }

    private JsonNode mark(HouseholdFlow flow) {
        return flow.household().body().path("marks").path(0);
    }

    private long count() {
        return database.sql("select count(*) from shouwang.case_file").query(Long.class).single();
    }

    private List<String> eventsOf(String caseNo) {
        return database.sql("select type from shouwang.outbox_event where case_no = ? order by id").param(caseNo)
                .query(String.class).list();
    }
}
