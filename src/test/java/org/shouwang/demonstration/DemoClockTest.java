package org.shouwang.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.TestPeople;

/** Tests the demonstration's clock over REST. */
class DemoClockTest extends IntegrationTest {

    private static final String CLOCK = "/api/demo/clock";

    @Test
    void itTellsDayAndMomentInChina() {
        Answer reading = shouwang.as("admin").get(CLOCK);

        assertThat(reading.get("date")).isEqualTo(TODAY);
        assertThat(reading.get("now")).startsWith("2026-03-02T09:00").endsWith("+08:00");
    }

    @Test
    void movedForwardDueTimersFireWithinTenSeconds() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilNotice(clock);

        Answer moved = shouwang.as("admin").post(CLOCK, Map.of("advanceDays", 6));

        assertThat(moved.get("date")).isEqualTo("2026-03-08");
        await().atMost(Duration.ofSeconds(10)).until(() -> flow.openTasks().contains(REVIEW_AT_TOWNSHIP));
    }

    @Test
    void itMovesToAMomentButOnlyForward() {
        assertThat(shouwang.as("admin").post(CLOCK, Map.of("now", "2026-03-05T08:00:00+08:00")).get("date")).isEqualTo("2026-03-05");
        assertThat(shouwang.as("admin").post(CLOCK, Map.of("now", "2026-03-04T08:00:00+08:00")).status()).isEqualTo(400);
        assertThat(shouwang.as("admin").post(CLOCK, Map.of("advanceDays", -1)).status()).isEqualTo(400);
        assertThat(shouwang.as("admin").get(CLOCK).get("date")).isEqualTo("2026-03-05");
    }

    @Test
    void whatItCannotUnderstandIsBadInput() {
        for (Map<String, Object> odd : java.util.List.<Map<String, Object>>of(Map.of(), Map.of("advanceDays", "5"),
                Map.of("advanceDays", 1.5), Map.of("now", "tomorrow"), Map.of("now", "2026-03-05T08:00:00"),
                Map.of("advanceDays", 1, "now", "2026-03-05T08:00:00+08:00"), Map.of("advanceDays", 999_999),
                Map.of("advanceDays", 99_999_999_999L))) {
            assertThat(shouwang.as("admin").post(CLOCK, odd).status()).as(odd.toString()).isEqualTo(400);
        }
    }

    @Test
    void onlyTheAdministratorUsesIt() {
        assertThat(shouwang.county().get(CLOCK).status()).isEqualTo(403);
        assertThat(shouwang.partner().post(CLOCK, Map.of("advanceDays", 1)).status()).isEqualTo(403);
    }
}
