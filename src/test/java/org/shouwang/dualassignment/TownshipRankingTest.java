package org.shouwang.dualassignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.dualassignment.ProblemFlow.CITY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;

/** Townships are ranked each quarter; the last get 警告, 黄牌, 免职建议, and a person decides (DA-6). */
class TownshipRankingTest extends IntegrationTest {

    private static final String WORST = "411082100";

    @Test
    void theLastAreProposedStepByStepAPersonDecidesAndAGoodQuarterBeginsAnew() {
        clock.setTo("2094-02-01T09:00");
        overdue("2093-10-20");
        Answer first = rank("2093Q4");
        assertThat(first.body().path("places")).hasSize(73);
        assertThat(step(first).path("kind").asText()).isEqualTo("WARNING");
        assertThat(step(first).path("basis").asText()).contains("2093Q4").contains("权重30").contains("排第 73 名");
        assertThat(rank("2093Q4").status()).isEqualTo(409);
        assertThat(rank("2094Q1").wrongFields()).containsExactly("quarter");
        assertThat(rank("9999").wrongFields()).containsExactly("quarter");
        assertThat(decide(first, "CONFIRMED", "").status()).isEqualTo(400);
        assertThat(decide(first, "YES", "经核实").wrongFields()).containsExactly("outcome");
        assertThat(decide(first, "CONFIRMED", "经核实").status()).isEqualTo(204);
        assertThat(decide(first, "DISMISSED", "改主意").status()).isEqualTo(409);

        clock.setTo("2094-05-01T09:00");
        overdue("2094-02-20");
        Answer second = rank("2094Q1");
        assertThat(step(second).path("kind").asText()).isEqualTo("YELLOW_CARD");
        assertThat(decide(second, "CONFIRMED", "经核实").status()).isEqualTo(204);
        clock.setTo("2094-08-01T09:00");
        overdue("2094-05-20");
        assertThat(step(rank("2094Q2")).path("kind").asText()).isEqualTo("REMOVAL");

        clock.setTo("2094-11-01T09:00");
        database.sql("delete from shouwang.deadline where case_no like 'RANK-%'").update();
        assertThat(step(rank("2094Q3")).isMissingNode()).isTrue();
        clock.setTo("2095-02-01T09:00");
        overdue("2094-11-20");
        assertThat(step(rank("2094Q4")).path("kind").asText()).isEqualTo("WARNING");

        assertThat(shouwang.as("township" + WORST).get("/api/accountability/2094Q4").body().path("places")).hasSize(1);
        assertThat(shouwang.as("county411082").post("/api/accountability/2094Q4", Map.of()).status()).isEqualTo(403);
        assertThat(shouwang.as(CITY).download("/accountability/2094Q4/file").body()).startsWith('P', 'K');
        assertThat(shouwang.as(CITY).send("GET", "/accountability?quarter=2094Q4", null, Map.of("Accept", "text/html")).text())
                .contains("长葛市和尚桥镇").contains("警告（待决定）");
        database.sql("delete from shouwang.deadline where case_no like 'RANK-%'").update();
    }

    private void overdue(String day) {
        database.sql("""
                        insert into shouwang.deadline (case_no, rule, village_code, township_code, county_code, start_on, due_on, warn_at)
                        values (?, 'RECTIFICATION', ?, ?, '411082', ?::date, ?::date, ?::date)
                        """)
                .params("RANK-" + day, WORST, WORST, day, day, day).update();
    }

    private Answer rank(String quarter) {
        return shouwang.as(CITY).post("/api/accountability/" + quarter, Map.of());
    }

    private Answer decide(Answer ranking, String outcome, String opinion) {
        return shouwang.as(CITY).post("/api/accountability/steps/" + step(ranking).path("id").asText() + "/decision",
                Map.of("outcome", outcome, "opinion", opinion));
    }

    private static JsonNode step(Answer ranking) {
        return StreamSupport.stream(ranking.body().path("steps").spliterator(), false)
                .filter(step -> step.path("township").asText().equals(WORST)).findFirst()
                .orElse(MissingNode.getInstance());
    }
}
