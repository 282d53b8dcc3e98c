package org.shouwang.household;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.shared.IdNumber;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Tests the register as its users see it: the history of one household, and the list of the households in the user's region.
 */
class HouseholdsTest extends IntegrationTest {

    @LocalServerPort
    private int port;

    @Test
    void aHouseholdShowsHowItStandsItsMembersItsRisksAndItsLife() {
        Person head = TestPeople.somebody();
        CaseFlow flow = shouwang.newCase(head, TODAY).untilApproval(clock).approved();

        Answer household = household(flow);

        assertThat(household.get("householdNo")).isEqualTo(flow.view().get("householdNo"));
        assertThat(household.get("monitoringStatus")).isEqualTo("MONITORED");
        assertThat(household.get("category")).isEqualTo("SUDDEN_HARDSHIP");
        assertThat(household.get("villageCode")).isEqualTo(Shouwang.VILLAGE);
        assertThat(household.get("countyCode")).isEqualTo(Shouwang.COUNTY);
        assertThat(household.body().path("members").findValuesAsText("idNumber"))
                .containsExactly(IdNumber.masked(head.idNumber()));
        assertThat(household.text()).doesNotContain(head.idNumber());
        assertThat(household.body().path("risks").toString()).isEqualTo("[\"ILLNESS\"]");
        JsonNode change = household.body().path("statusHistory").path(0);
        assertThat(change.path("status").asText()).isEqualTo("MONITORED");
        assertThat(change.path("since").asText()).isEqualTo("2026-03-08");
        assertThat(change.path("caseNo").asText()).isEqualTo(flow.caseNo());
        assertThat(household.body().path("notices").findValuesAsText("noticeNo")).containsExactly(flow.noticeNo());
        assertThat(household.body().path("marks")).isEmpty();
    }

    @Test
    void aCaseIsOpenUntilEverythingAfterTheDecisionIsRecorded() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock).approved();
        JsonNode open = household(flow).body().path("openCases");
        assertThat(open.findValuesAsText("process")).containsExactly("assistance-planning", "monitoring-identification");
        assertThat(open.path(1).path("caseNo").asText()).isEqualTo(flow.caseNo());

        flow.announced().entered();

        assertThat(household(flow).body().path("openCases").findValuesAsText("process")).containsExactly("assistance-planning");
        assertThat(household(flow).body().path("cases").path(1).path("status").asText()).isEqualTo("ADMITTED");
    }

    @Test
    void nobodyOutsideTheRegionIsToldThatThereIsSuchAHousehold() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock).approved();
        String path = "/api/households/" + flow.view().get("householdNo");

        for (String user : List.of("village411081101202", "township411081102", "county411024", "leader411024", "partner")) {
            Answer answer = shouwang.as(user).get(path);
            assertThat(answer.status()).as(user).isEqualTo(404);
            assertThat(answer.get("detail")).isEqualTo(shouwang.as(user).get("/api/households/HU-411081-999999").get("detail"));
        }
        for (String user : List.of("township411081101", "county411081", "leader411081", "city411000")) {
            assertThat(shouwang.as(user).get(path).status()).as(user).isEqualTo(200);
        }
    }

    @Test
    void theListIsTheOwnRegionsAndGoesOnPageByPage() {
        List<String> admitted = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            admitted.add(0, shouwang.newCase(TestPeople.somebody(), clock.today().toString()).untilApproval(clock).approved()
                    .view().get("householdNo"));
        }

        Answer first = shouwang.county().get("/api/households?status=MONITORED&region=" + Shouwang.VILLAGE + "&limit=2");
        Answer second = shouwang.county().get("/api/households?status=MONITORED&region=" + Shouwang.VILLAGE
                + "&limit=2&cursor=" + first.get("nextCursor"));

        assertThat(numbers(first)).containsExactlyElementsOf(admitted.subList(0, 2));
        assertThat(numbers(second)).startsWith(admitted.get(2));
        assertThat(first.body().path("items").path(0).path("monitoringStatus").asText()).isEqualTo("MONITORED");
        assertThat(numbers(shouwang.county().get("/api/households?status=ELIMINATED&limit=200"))).doesNotContainAnyElementsOf(admitted);
        assertThat(numbers(shouwang.county().get("/api/households?region=411081102&limit=200"))).doesNotContainAnyElementsOf(admitted);
        assertThat(numbers(shouwang.as("county411024").get("/api/households?limit=200"))).doesNotContainAnyElementsOf(admitted);
        assertThat(numbers(shouwang.as("county411024").get("/api/households?region=" + Shouwang.VILLAGE))).isEmpty();
        assertThat(numbers(shouwang.partner().get("/api/households"))).as("to apply for loans in every county").containsAll(admitted.subList(0, 3));
        Answer ofBank = shouwang.as("bank411081").get("/api/households?status=MONITORED&limit=200");
        assertThat(numbers(ofBank)).containsAll(admitted.subList(0, 3));
        assertThat(ofBank.body().path("items").findValues("category")).as("why it is monitored").allMatch(JsonNode::isNull);
        assertThat(numbers(shouwang.as("bank411024").get("/api/households?limit=200"))).doesNotContainAnyElementsOf(admitted);
    }

    @Test
    void everyParameterThatMakesNoSenseIsNamed() {
        Answer answer = shouwang.county().get("/api/households?status=GONE&region=99&cursor=x&limit=0");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactlyInAnyOrder("status", "region", "cursor", "limit");
    }

    @Test
    void onThePageAHouseholdIsFoundByNumberHeadOrVillageAndShowsItsLife() {
        Person head = TestPeople.somebody();
        CaseFlow flow = shouwang.newCase(head, TODAY).untilApproval(clock).approved();
        String householdNo = flow.view().get("householdNo");
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("township" + Shouwang.TOWNSHIP, Shouwang.PASSWORD);

        for (String search : List.of(householdNo, head.name(), "顺店东村")) {
            browser.get("/households");
            assertThat(browser.post("/households", Map.of("q", search, "status", "MONITORED")).text()).as(search).contains(householdNo);
            assertThat(browser.post("/households", Map.of("q", search, "status", "ELIMINATED")).text()).as(search)
                    .doesNotContain("/households/" + householdNo);
        }
        assertThat(browser.get("/households/" + householdNo).text()).contains(head.name(), "监测中", "突发严重困难户", "因病",
                flow.caseNo(), flow.noticeNo(), "2026-03-08", IdNumber.masked(head.idNumber())).doesNotContain(head.idNumber());
        assertThat(browser.get("/cases/" + flow.caseNo()).text()).contains("/households/" + householdNo);
    }

    private Answer household(CaseFlow flow) {
        return shouwang.village().get("/api/households/" + flow.view().get("householdNo"));
    }

    private static List<String> numbers(Answer page) {
        return page.body().path("items").findValuesAsText("householdNo");
    }
}
