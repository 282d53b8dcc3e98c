package org.shouwang.accountability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.microloan.MicroLoanProcess.REVIEW_CREDIT;
import static org.shouwang.microloan.MicroLoanProcess.REVIEW_REFUSAL;
import static org.shouwang.notice.PublicNoticeProcess.RESOLVE_OBJECTION;
import static org.shouwang.support.ProblemFlow.CITY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;

/**
 * Tests the quarterly ranking of townships: the last get a warning (警告), a yellow card (黄牌) or a proposed removal (免职建议), and
 * a person decides (DA-6).
 */
class TownshipRankingTest extends IntegrationTest {

    private static final String WORST = "411082108";
    private static final String OTHER = "411082111";

    /** Deletes what the tests made up: a quarter cannot be ranked after a later one, and other tests must not see the data. */
    @AfterEach
    void forgetWhatWasMadeUp() {
        List.of("delete from shouwang.accountability_step where quarter like '2096%'",
                "delete from shouwang.township_indicator where quarter like '2096%'",
                "delete from shouwang.township_ranking where quarter like '2096%'",
                "delete from shouwang.task_decision where case_no = 'RANK-2'",
                "delete from shouwang.problem_finding where problem_id in (select id from shouwang.problem where round = 'RANK')",
                "delete from shouwang.problem where round = 'RANK'", "delete from shouwang.rectification_round where code = 'RANK'",
                "delete from shouwang.loan_extension where loan_id in (select id from shouwang.micro_loan where loan_no like 'RANK-%')",
                "delete from shouwang.loan_repayment where loan_id in (select id from shouwang.micro_loan where loan_no like 'RANK-%')",
                "delete from shouwang.micro_loan where loan_no like 'RANK-%'",
                "delete from shouwang.case_file where case_no like 'RANK-%'",
                "delete from shouwang.household_status_change where case_no = 'RANK-1'",
                "delete from shouwang.household where household_no = 'HU-RANK-1'").forEach(each -> database.sql(each).update());
    }

    @Test
    void theLastAreProposedStepByStepAPersonDecidesAndAGoodQuarterBeginsAnew() {
        clock.setTo("2094-02-01T09:00");
        overdue("2093-10-20");
        Answer first = rank("2093Q4");
        assertThat(first.body().path("places")).hasSize(73);
        assertThat(step(first).path("kind").asText()).isEqualTo("WARNING");
        assertThat(step(first).path("basis").asText()).contains("2093Q4").contains("权重30")
                // Another test's township may be worse still.
                .containsPattern("排第 (69|7[0-3]) 名");
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
        overdue("PLAN_CONFIRMATION", "county411082", "2094-08-20");
        assertThat(step(rank("2094Q3")).isMissingNode()).as("what the county has to meet is not the township's").isTrue();
        clock.setTo("2095-02-01T09:00");
        overdue("2094-11-20");
        assertThat(step(rank("2094Q4")).path("kind").asText()).isEqualTo("WARNING");

        assertThat(shouwang.as("township" + WORST).get("/api/accountability/2094Q4").body().path("places")).hasSize(1);
        assertThat(shouwang.as("county411082").post("/api/accountability/2094Q4", Map.of()).status()).isEqualTo(403);
        assertThat(shouwang.as(CITY).download("/accountability/2094Q4/file").body()).startsWith('P', 'K');
        assertThat(shouwang.as(CITY).send("GET", "/accountability?quarter=2094Q4", null, Map.of("Accept", "text/html")).text())
                .contains("长葛市石象镇").contains("警告（待决定）");
        database.sql("delete from shouwang.deadline where case_no like 'RANK-%'").update();
    }

    @Test
    void aQuarterIsJudgedByWhatStoodAtItsEndHoweverLateItIsRanked() {
        clock.setTo("2096-04-20T09:00");
        long household = household();
        status(household, "MONITORED", "2095-11-01");
        status(household, "ELIMINATED", "2096-04-10");
        long loan = loan(household, "2095-01-10", "2096-01-10");
        repaid(loan, "2096-04-05");
        long extended = loan(household, "2095-01-11", "2096-07-11");
        database.sql("""
                        insert into shouwang.loan_extension (loan_id, kind, old_due_on, due_on, recorded_by, recorded_at)
                        values (?, 'EXTENSION', '2096-01-11', '2096-07-11', 'bank411082', '2096-04-02T09:00+08')
                        """)
                .param(extended).update();
        long paidInTime = loan(household, "2095-01-12", "2096-01-12");
        repaid(paidInTime, "2096-03-31");

        JsonNode scores = place(rank("2096Q1")).path("scores");

        assertThat(scores.path("ELIMINATION").path("value").asText()).isEqualTo("0.0");
        assertThat(scores.path("OVERDUE_LOANS").path("value").asText()).isEqualTo("2.0");
    }

    @Test
    void aFindingIsJudgedByWhetherItWasStruckOffAtTheQuartersEnd() {
        clock.setTo("2096-08-20T09:00");
        long problem = database.sql("""
                        with made as (insert into shouwang.rectification_round (code, name, starts_on, plan_by, ends_on, status, created_by,
                            created_at) values ('RANK', 'RANK', '2096-01-01', '2096-01-07', '2096-06-30', 'OPEN', 'city411000', now()))
                        insert into shouwang.problem (problem_no, round, county_code, aspect, title, description, due_on, units_text, status,
                            registered_by, registered_at)
                        values ('WT-RANK-1', 'RANK', '411082', '方面', '题', '述', '2096-06-10', '单位', 'IN_RECTIFICATION', 'city411000', now())
                        returning id
                        """).query(Long.class).single();
        finding(problem, 1, "2096-05-02", null);
        finding(problem, 2, "2096-05-02", "2096-07-03");
        finding(problem, 3, "2096-05-02", "2096-06-20");
        finding(problem, 4, "2096-07-04", null);

        assertThat(place(rank("2096Q2")).path("scores").path("OPEN_PAST_DATE").path("value").asText())
                .as("the open one, and the one struck off after the quarter").isEqualTo("2.0");
    }

    @Test
    void onlyWhatCameBackToATownshipOrItsVillagesCountsAsReturned() {
        clock.setTo("2097-01-20T09:00");
        caseFile("RANK-2");
        decision("micro-loan", REVIEW_CREDIT, "RETURN");
        decision("micro-loan", REVIEW_REFUSAL, "UPHELD");
        decision("monitoring-identification", CHECK_AT_COUNTY, "RETURN");
        decision("monitoring-identification", CONFIRM_COMPARISON, "DISCREPANT");
        decision("public-notice", RESOLVE_OBJECTION, "UPHELD");
        decision("monitoring-identification", CHECK_AT_COUNTY, "PASS");

        assertThat(place(rank("2096Q4")).path("scores").path("RETURNED").path("value").asText()).isEqualTo("3.0");
    }

    private void finding(long problem, int position, String recordedOn, String struckOffOn) {
        database.sql("""
                        insert into shouwang.problem_finding (problem_id, position, region_code, description, due_on, unit_text, struck_off,
                            struck_off_on, recorded_by, recorded_at)
                        values (?, ?, ?, '述', '2096-06-10', '单位', ?, ?::date, 'county411082', ?::date)
                        """)
                .params(problem, position, OTHER, struckOffOn != null, struckOffOn, recordedOn).update();
    }

    private long household() {
        return database.sql("""
                        insert into shouwang.household (household_no, village_code, head_name, head_id_cipher, head_id_hash, status,
                            created_at, updated_at)
                        values ('HU-RANK-1', ?, '某某', 'x', 'rank-1', 'ELIMINATED', now(), now()) returning id
                        """)
                .param(OTHER).query(Long.class).single();
    }

    private void status(long household, String status, String day) {
        database.sql("""
                        insert into shouwang.household_status_change (household_id, status, case_no, since, changed_by, changed_at, people)
                        values (?, ?, 'RANK-1', ?::date, 'county411082', now(), 1)
                        """)
                .params(household, status, day).update();
    }

    private long loan(long household, String disbursedOn, String dueOn) {
        String loanNo = "RANK-" + dueOn;
        caseFile(loanNo);
        return database.sql("""
                        insert into shouwang.micro_loan (loan_no, household_id, village_code, township_code, county_code, bank_code,
                            borrower_name, borrower_id_cipher, purpose, term_months, applied_on, status, principal, covered_principal,
                            disbursed_on, due_on)
                        values (?, ?, ?, ?, '411082', 'bank411082', '某某', 'x', 'BREEDING', 12, ?::date, 'DISBURSED', 10000, 10000,
                            ?::date, ?::date) returning id
                        """)
                .params(loanNo, household, OTHER, OTHER, disbursedOn, disbursedOn, dueOn).query(Long.class).single();
    }

    private void repaid(long loan, String day) {
        database.sql("""
                        insert into shouwang.loan_repayment (loan_id, amount, paid_on, recorded_by, recorded_at)
                        values (?, 10000, ?::date, 'bank411082', now())
                        """)
                .params(loan, day).update();
        database.sql("update shouwang.micro_loan set repaid = 10000, status = 'REPAID', closed_on = ?::date where id = ?")
                .params(day, loan).update();
    }

    private void decision(String process, String element, String outcome) {
        database.sql("""
                        insert into shouwang.task_decision (case_no, process_key, element_id, element_name, task_id, outcome, decided_by, decided_at)
                        values ('RANK-2', ?, ?, '某步', gen_random_uuid()::text, ?, 'county411082', '2096-11-20T09:00+08')
                        """)
                .params(process, element, outcome).update();
    }

    private void caseFile(String caseNo) {
        database.sql("""
                        insert into shouwang.case_file (case_no, process_key, status, village_code, township_code, county_code, head_name,
                            head_id_cipher, reason, registered_by, registered_at)
                        values (?, 'micro-loan', 'IN_PROGRESS', ?, ?, '411082', '某某', 'x', '', 'bank411082', now())
                        """)
                .params(caseNo, OTHER, OTHER).update();
    }

    private static JsonNode place(Answer ranking) {
        assertThat(ranking.status()).as(ranking.text()).isEqualTo(201);
        return StreamSupport.stream(ranking.body().path("places").spliterator(), false)
                .filter(place -> place.path("township").asText().equals(OTHER)).findFirst().orElseThrow();
    }

    private void overdue(String day) {
        overdue("RECTIFICATION", null, day);
    }

    private void overdue(String rule, String holder, String day) {
        database.sql("""
                        insert into shouwang.deadline (case_no, rule, holder, village_code, township_code, county_code, start_on,
                            due_on, warn_at)
                        values (?, ?, ?, ?, ?, '411082', ?::date, ?::date, ?::date)
                        """)
                .params("RANK-" + day, rule, holder, WORST, WORST, day, day, day).update();
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
