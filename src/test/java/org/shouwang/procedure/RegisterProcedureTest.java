package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.casefile.SharedSteps.PRESELECT_AT_VILLAGE;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.CHECK_HOUSEHOLD;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.CHECK_OUTCOME;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.KEY;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests what procedures have that are only about households of the register. */
class RegisterProcedureTest extends IntegrationTest {

    @LocalServerPort
    private int port;

    @Test
    void theMeetingAndTheListReadWhatTheTableSaysAndWhatHasChangedSince() {
        HouseholdFlow agreed = HouseholdFlow.withoutLabour(shouwang, clock).recognitionStarted().foundWithoutLabour();
        HouseholdFlow doubtful = HouseholdFlow.withoutLabour(shouwang, clock).recognitionStarted();
        Map<String, Object> found = HouseholdFlow.withoutLabour();
        found.put("supportKind", "DIBAO_OTHER");
        found.put("opinion", "正在调档");
        doubtful.done(shouwang.village(), CHECK_HOUSEHOLD, found);
        HouseholdFlow changed = HouseholdFlow.withoutLabour(shouwang, clock).recognitionStarted().foundWithoutLabour();
        assertThat(shouwang.village().post("/api/households/" + changed.householdNo() + "/members/1/labour",
                Map.of("labour", "WEAK", "reason", "康复后能做轻活")).status()).isLessThan(300);
        BrowserSession village = village();

        String meeting = village.get("/meetings/new").text();

        assertThat(about(meeting, agreed)).contains("认定条件全部符合，建议认定");
        assertThat(about(meeting, doubtful)).contains("有 1 项不符合认定条件，不建议认定", "农村低保不是全额，也不是最高档次");
        assertThat(about(meeting, changed)).contains("核查以后登记了劳动能力变化，现有 1 人有劳动能力");
        assertThat(shouwang.village().submit(changed.caseNo(), PRESELECT_AT_VILLAGE, Map.of("preselectionOutcome", "PRESELECT")).wrongFields())
                .containsExactly("opinion");
        shouwang.village().withdraw(changed.caseNo(), "有人能干活");
        shouwang.village().withdraw(doubtful.caseNo(), "低保档次不够");
        shouwang.village().withdraw(agreed.caseNo(), "填错了户");
    }

    private static String about(String page, HouseholdFlow flow) {
        int place = page.indexOf(flow.caseNo());
        assertThat(place).as(flow.caseNo()).isPositive();
        int next = page.indexOf("DB-411081", page.lastIndexOf(flow.caseNo()) + 1);
        return next < 0 ? page.substring(place) : page.substring(place, next);
    }

    @Test
    void nobodyBeginsItForAHouseholdThatIsNotInTheRegister() {
        BrowserSession village = village();

        assertThat(village.get("/procedures/" + KEY + "/households").text()).doesNotContain("不在系统里");
        assertThat(village.get("/procedures/" + KEY + "/start?unregistered=true").status()).as("back to the choice of a household").isEqualTo(302);
        assertThat(shouwang.village().post("/api/procedures/" + KEY, Map.of("reason", "没有劳动能力",
                "subject", Map.of("name", "张三", "idNumber", "411081196001010011", "villageCode", Shouwang.VILLAGE))).status()).isEqualTo(400);
    }

    @Test
    void whoeverHasNoRowIsAsInTheRegister() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).recognitionStarted();

        flow.done(shouwang.village(), CHECK_HOUSEHOLD, Map.of(CHECK_OUTCOME, "NOT_QUALIFIED", "supportKind", "NONE", "livesOnSocialSecurity", "NO"));

        assertThat(flow.view().body().path("data").path("membersFound").findValuesAsText("labour")).isEqualTo(List.of("NONE"));
        assertThat(flow.view().get("refusalReason")).isEqualTo("没有享受特困供养或农村低保；不是主要或只能靠社会综合保障政策维持基本生活");
    }

    private BrowserSession village() {
        BrowserSession village = new BrowserSession(port);
        village.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD);
        return village;
    }

    @Test
    void twoMembersOfAHouseholdWhoAreTypedInAreOneHousehold() {
        TestPeople.Person head = TestPeople.somebody();
        TestPeople.Person wife = TestPeople.somebody();
        HouseholdFlow household = HouseholdFlow.monitored(shouwang, clock, head,
                Map.of("members", List.of(Payloads.disabledMember(head, "HEAD"), Payloads.disabledMember(wife, "SPOUSE"))));
        Map<String, Object> relief = Map.of("source", "APPLICATION", "residence", "RURAL", "reason", "房屋失火");
        Map<String, Object> first = new HashMap<>(relief);
        first.put("subject", Map.of("householdNo", household.householdNo()));
        assertThat(shouwang.village().post("/api/procedures/temporary-relief", first).status()).isEqualTo(201);

        Map<String, Object> second = new HashMap<>(relief);
        second.put("subject", Map.of("name", wife.name(), "idNumber", wife.idNumber(), "villageCode", Shouwang.VILLAGE));
        Answer again = shouwang.village().post("/api/procedures/temporary-relief", second);

        assertThat(again.status()).as(again.text()).isEqualTo(409);
        assertThat(again.text()).contains("已有在办");
    }

    @Test
    void aMemberOfAHouseholdOfAnotherCountyIsOfThatHousehold() {
        TestPeople.Person head = TestPeople.somebody();
        TestPeople.Person wife = TestPeople.somebody();
        HouseholdFlow household = HouseholdFlow.monitored(shouwang, clock, head,
                Map.of("members", List.of(Payloads.disabledMember(head, "HEAD"), Payloads.disabledMember(wife, "SPOUSE"))));
        assertThat(shouwang.village().post("/api/procedures/temporary-relief", relief(Map.of("householdNo", household.householdNo()))).status()).isEqualTo(201);

        Answer elsewhere = shouwang.as("village411082101201").post("/api/procedures/temporary-relief",
                relief(Map.of("name", wife.name(), "idNumber", wife.idNumber(), "villageCode", "411082101201")));

        assertThat(elsewhere.status()).as(elsewhere.text()).isEqualTo(409);
        assertThat(elsewhere.text()).doesNotContain("LS-", head.name());
    }

    @Test
    void aCaseOfSomebodyWhoBecameAMemberOfTheHouseholdIsThatOfTheHousehold() {
        TestPeople.Person head = TestPeople.somebody();
        TestPeople.Person wife = TestPeople.somebody();
        String alone = shouwang.village().post("/api/procedures/temporary-relief",
                relief(Map.of("name", wife.name(), "idNumber", wife.idNumber(), "villageCode", Shouwang.VILLAGE))).get("caseNo");
        HouseholdFlow household = HouseholdFlow.monitored(shouwang, clock, head,
                Map.of("members", List.of(Payloads.disabledMember(head, "HEAD"), Payloads.disabledMember(wife, "SPOUSE"))));

        Answer again = shouwang.village().post("/api/procedures/temporary-relief", relief(Map.of("householdNo", household.householdNo())));
        Answer typed = shouwang.village().post("/api/procedures/temporary-relief",
                relief(Map.of("name", head.name(), "idNumber", head.idNumber(), "villageCode", Shouwang.VILLAGE)));

        assertThat(again.status()).as(again.text()).isEqualTo(409);
        assertThat(again.text()).contains(alone);
        assertThat(typed.status()).as(typed.text()).isEqualTo(409);
    }

    private static Map<String, Object> relief(Map<String, Object> subject) {
        return Map.of("source", "APPLICATION", "residence", "RURAL", "reason", "房屋失火", "subject", subject);
    }
}
