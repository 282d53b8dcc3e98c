package org.shouwang.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.TOWNSHIP_REVIEW_OUTCOME;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.DECIDE_AT_TOWNSHIP;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Tests that the village records changes of the ability to work, and that they end the mark of a household without any labour
 * (SN-1).
 */
class LabourChangesTest extends IntegrationTest {

    @LocalServerPort
    private int port;

    @Test
    void aMemberWhoCanWorkAgainEndsTheMarkThatDayAndVillageAndTownshipAreTold() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).recognised();

        Answer answer = record(shouwang.village(), flow, "1", Map.of("labour", "WEAK", "health", "HEALTHY", "reason", "手术后恢复"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.get("markEnded")).isEqualTo("true");
        JsonNode mark = flow.household().body().path("marks").path(0);
        assertThat(mark.path("endedOn").asText()).isEqualTo(clock.today().toString());
        assertThat(mark.path("endReason").asText()).isEqualTo("家庭成员劳动能力变化");
        JsonNode member = flow.household().body().path("members").path(0);
        assertThat(member.path("labour").asText()).isEqualTo("WEAK");
        assertThat(member.path("health").asText()).isEqualTo("HEALTHY");
        for (Shouwang.Session who : List.of(shouwang.village(), shouwang.township())) {
            JsonNode newest = who.get("/api/messages?limit=1").body().path("items").path(0);
            JsonNode message = newest.path("parts").isEmpty() ? newest : newest.path("parts").path(0);
            assertThat(message.path("title").asText()).isEqualTo("兜底保障户标注终止：" + flow.householdNo());
            assertThat(message.path("caseNo").asText()).isEqualTo(flow.caseNo());
            assertThat(message.path("text").asText()).contains("1 人有劳动能力").doesNotContain(flow.head().name());
        }
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("township" + Shouwang.TOWNSHIP, Shouwang.PASSWORD);
        assertThat(browser.get("/households/" + flow.householdNo()).text()).contains("家庭成员劳动能力变化", "手术后恢复", "弱劳动力或半劳动力");
        assertThat(flow.start(shouwang.village(), "safety-net-recognition").status()).isEqualTo(409);
    }

    @Test
    void aChangeThatLeavesNobodyAbleToWorkLeavesTheMark() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).recognised();

        Answer answer = record(shouwang.village(), flow, "1", Map.of("labour", "NONE", "health", "SEVERE", "reason", "又患重病"));

        assertThat(answer.get("markEnded")).isEqualTo("false");
        assertThat(flow.household().body().path("marks").path(0).path("endedOn").isNull()).isTrue();
    }

    @Test
    void aNewSurveyThatFindsLabourEndsTheMarkToo() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).recognised().untilApproval().approved().announced().marked();
        assertThat(flow.household().body().path("marks").path(0).path("endedOn").isNull()).as("the elimination does not end it").isTrue();
        CaseFlow again = shouwang.newCase(flow.head(), clock.today().toString());
        Map<String, Object> found = Payloads.atRisk(flow.head(), clock.today().toString());
        found.put("members", new ArrayList<>(List.of(Payloads.healthyMember(flow.head(), "HEAD"))));

        again.verified(found);

        JsonNode mark = flow.household().body().path("marks").path(0);
        assertThat(mark.path("endedOn").asText()).isEqualTo(clock.today().toString());
        assertThat(mark.path("endReason").asText()).contains("重新入户核实");
    }

    @Test
    void labourThatIsRecordedAfterTheTownshipsDecisionIsNotForgottenAtTheMark() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).untilDecision();
        flow.done(shouwang.township(), DECIDE_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE")).filed();
        record(shouwang.village(), flow, "1", Map.of("labour", "FULL", "reason", "已就业"));

        flow.marked();

        assertThat(flow.household().body().path("marks").path(0).path("endedOn").asText()).isEqualTo(clock.today().toString());
    }

    @Test
    void theTownshipDoesNotApproveAHouseholdInWhichSomebodyCanWorkByNow() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).untilDecision();
        record(shouwang.village(), flow, "1", Map.of("labour", "FULL", "reason", "已就业"));
        assertThat(shouwang.township().form(flow.caseNo(), DECIDE_AT_TOWNSHIP).text("changedText")).contains("1 人有劳动能力");
        assertThat(shouwang.township().submit(flow.caseNo(), DECIDE_AT_TOWNSHIP,
                Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE")).wrongFields()).containsExactly("opinion");

        Answer approved = shouwang.township().submit(flow.caseNo(), DECIDE_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE", "opinion", "临时务工"));

        assertThat(approved.status()).isEqualTo(409);
        assertThat(approved.text()).contains("1 人有劳动能力");
    }

    @Test
    void whoeverDecidesReadsHowManyCanWorkByNowAndSinceWhen() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).untilDecision();
        Shouwang.Session township = shouwang.township();
        String page = "/tasks/" + township.taskId(flow.caseNo(), DECIDE_AT_TOWNSHIP);
        assertThat(township.get(page).text()).contains("1 人／0 人");
        record(shouwang.village(), flow, "1", Map.of("labour", "FULL", "reason", "已就业"));

        assertThat(township.get(page).text()).contains("1 人／1 人", clock.today() + " " + flow.head().name() + "：有劳动能力").doesNotContain("1 人／0 人");
    }

    @Test
    void wrongChangesAreNamedAndChangeNothing() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock);
        String before = flow.household().text();

        assertThat(record(shouwang.village(), flow, "1", Map.of()).wrongFields()).containsExactlyInAnyOrder("labour", "reason");
        assertThat(record(shouwang.village(), flow, "1", Map.of("labour", "HALF", "health", "WELL", "foundOn", "昨天", "reason", "xx"))
                .wrongFields()).containsExactlyInAnyOrder("labour", "health", "foundOn");
        assertThat(record(shouwang.village(), flow, "1", Map.of("labour", "NONE", "reason", "xx")).messageOf("labour")).contains("没有变化");
        assertThat(record(shouwang.village(), flow, "1", Map.of("labour", "FULL", "reason", "xx", "foundOn",
                clock.today().plusDays(1).toString())).wrongFields()).containsExactly("foundOn");
        assertThat(record(shouwang.village(), flow, "1", Map.of("labour", "FULL", "reason", "xx", "foundOn",
                clock.today().minusDays(30).toString())).wrongFields()).containsExactly("foundOn");
        assertThat(record(shouwang.village(), flow, "1", Map.of("labour", "FULL", "reason", "xx", "name", "y")).wrongFields()).containsExactly("name");
        assertThat(record(shouwang.village(), flow, "2", Map.of("labour", "FULL", "reason", "xx")).status()).isEqualTo(404);
        assertThat(record(shouwang.village(), flow, "one", Map.of("labour", "FULL", "reason", "xx")).status()).isIn(400, 404);
        assertThat(record(shouwang.township(), flow, "1", Map.of("labour", "FULL", "reason", "xx")).status()).isEqualTo(403);
        assertThat(record(shouwang.as("village411081101202"), flow, "1", Map.of("labour", "FULL", "reason", "xx")).status()).isEqualTo(404);

        assertThat(flow.household().text()).isEqualTo(before);
    }

    @Test
    void thePageWarnsRecordsAndKeepsWhatWasTyped() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).recognised();
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD);
        String address = "/households/" + flow.householdNo() + "/members/1/labour";
        assertThat(browser.get("/households/" + flow.householdNo()).text()).contains(address);
        assertThat(browser.get(address).text()).contains("标注自发现之日起终止");

        Map<String, String> typed = new LinkedHashMap<>(Map.of("labour", "FULL", "health", "HEALTHY", "foundOn", clock.today().toString(), "reason", " "));
        BrowserSession.Page wrong = browser.post(address, typed);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("变化原因：为必填项");
        typed.put("reason", "已康复并就业");
        assertThat(browser.post(address, typed).location()).isEqualTo("/households/" + flow.householdNo());

        assertThat(browser.get("/households/" + flow.householdNo()).text()).contains("已康复并就业");
        assertThat(flow.household().body().path("marks").path(0).path("endedOn").asText()).isEqualTo(clock.today().toString());
    }

    private static Answer record(Shouwang.Session who, HouseholdFlow flow, String memberNo, Map<String, ?> change) {
        return who.post("/api/households/" + flow.householdNo() + "/members/" + memberNo + "/labour", change);
    }
}
