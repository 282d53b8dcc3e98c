package org.shouwang.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests urging (催办): a supervisor urges the holder of a case, and the holder sees the note on the task. */
class UrgingTest extends IntegrationTest {

    @LocalServerPort
    private int port;

    @Test
    void theHolderSeesTheNoteOnTheTaskAndInTheMessages() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        Answer urged = urge(shouwang.county(), flow, "请于本周内入户");

        assertThat(urged.status()).as(urged.text()).isEqualTo(201);
        assertThat(shouwang.village().form(flow.caseNo(), VERIFY_HOUSEHOLD).text("limitText"))
                .contains("【催办】", "请于本周内入户");
        assertThat(shouwang.village().get("/api/messages").body().at("/items/0/text").asText()).contains("请于本周内入户");
        flow.verified();
        assertThat(shouwang.county().form(flow.caseNo(), CONFIRM_COMPARISON).text("limitText"))
                .as("it was about the visit").doesNotContain("催办");
    }

    @Test
    void aTaskIsLeftInPeaceForADay() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        urge(shouwang.county(), flow, "请尽快入户");

        Answer again = urge(shouwang.township(), flow, "请尽快入户");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.get("detail")).contains("2026-03-03 09:00");
        clock.advanceDays(1);

        assertThat(urge(shouwang.township(), flow, "请尽快入户").status()).isEqualTo(201);
    }

    @Test
    void thePageSaysWhenATaskMayBeUrgedAgainAndThenOffersIt() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String offer = "/cases/" + flow.caseNo() + "/urgings/new";
        BrowserSession county = new BrowserSession(port);
        county.signIn("county411081", Shouwang.PASSWORD);
        assertThat(county.get("/cases/" + flow.caseNo()).text()).contains(offer).doesNotContain("以后可再次催办");
        county.get(offer);

        county.post("/cases/" + flow.caseNo() + "/urgings", Map.of("note", "请尽快入户"));

        assertThat(county.get("/cases/" + flow.caseNo()).text()).contains("已催办，2026-03-03 09:00 以后可再次催办").doesNotContain(offer);
        clock.advanceDays(1);
        assertThat(county.get("/cases/" + flow.caseNo()).text()).contains(offer).doesNotContain("以后可再次催办");
    }

    @Test
    void onlyThoseAboveTheHolderUrge() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock);

        for (String user : List.of("village411081101201", "township411081101", "admin", "partner")) {
            assertThat(urge(shouwang.as(user), flow, "请尽快").status()).as(user).isIn(403, 404);
        }
        assertThat(urge(shouwang.as("county411024"), flow, "请尽快").status()).isEqualTo(404);
        assertThat(urge(shouwang.as("city411000"), flow, "请尽快").status()).isEqualTo(201);
    }

    @Test
    void aNoteIsNeededAndNothingOpenCannotBeUrged() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        assertThat(urge(shouwang.county(), flow, "  ").status()).isEqualTo(400);
        assertThat(urge(shouwang.county(), flow, "急".repeat(201)).status()).isEqualTo(400);

        flow.untilNotice(clock);

        assertThat(urge(shouwang.county(), flow, "请尽快").status()).as("the notice only has to hang").isEqualTo(409);
    }

    private static Answer urge(Shouwang.Session who, CaseFlow flow, String note) {
        return who.post("/api/cases/" + flow.caseNo() + "/urgings", Map.of("note", note));
    }
}
