package org.shouwang.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.ANNOUNCE_RESULT;
import static org.shouwang.identification.MonitoringIdentificationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.COMPARISON_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.ENTER_SYSTEM;
import static org.shouwang.identification.MonitoringIdentificationProcess.INFORM_HOUSEHOLD;
import static org.shouwang.identification.MonitoringIdentificationProcess.KEY;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shouwang.elimination.LookBackProcess;
import org.shouwang.elimination.RiskEliminationProcess;
import org.shouwang.elimination.RiskRollbackProcess;
import org.shouwang.engine.BatchSteps;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.safetynet.SafetyNetRecognitionProcess;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests decisions on many cases at once over REST. */
class BatchTest extends IntegrationTest {

    private static final Map<String, Object> CONSISTENT = Map.of(COMPARISON_OUTCOME, "CONSISTENT");

    @Autowired
    private BatchSteps steps;
    @Autowired
    private Accounts accounts;
    @Autowired
    private IdentityService identity;

    @Test
    void manyCasesAreDecidedAtOnceAndEachHasItsOwnDecisionAndOpinion() {
        CaseFlow first = compared();
        CaseFlow second = compared();

        Answer answer = shouwang.county().post("/api/tasks/batch", Map.of("process", KEY, "task", CONFIRM_COMPARISON,
                "values", Map.of(COMPARISON_OUTCOME, "CONSISTENT", "opinion", "与部门数据一致"), "items", List.of(
                        Map.of("caseNo", first.caseNo()),
                        Map.of("caseNo", second.caseNo(), "values", Map.of(COMPARISON_OUTCOME, "DISCREPANT", "opinion", "有车辆未申报")))));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(outcomes(answer)).containsExactly(first.caseNo() + " DONE", second.caseNo() + " DONE");
        assertThat(answer.body().at("/results/0/errors")).isEmpty();
        assertThat(first.openTasks()).containsExactly(PRESELECT_AT_VILLAGE);
        assertThat(second.openTasks()).containsExactly(VERIFY_HOUSEHOLD);
        assertThat(lastStep(first).path("opinion").asText()).isEqualTo("与部门数据一致");
        assertThat(lastStep(second).path("opinion").asText()).isEqualTo("有车辆未申报");
        assertThat(lastStep(second).path("completedBy").asText()).isNotEmpty();
    }

    @Test
    void whatIsRefusedSaysWhyAndHoldsNothingUp() {
        CaseFlow good = compared();
        CaseFlow withoutReason = compared();
        CaseFlow elsewhere = shouwang.newCase(TestPeople.somebody(), TODAY);

        Answer answer = batch(shouwang.county(), "confirmComparison", CONSISTENT, List.of(
                Map.of("caseNo", "JC-411081-1999-000001"),
                Map.of("caseNo", elsewhere.caseNo()),
                Map.of("caseNo", withoutReason.caseNo(), "values", Map.of(COMPARISON_OUTCOME, "DISCREPANT")),
                Map.of("caseNo", good.caseNo())), null);

        assertThat(outcomes(answer)).extracting(text -> text.split(" ")[1]).containsExactly("REFUSED", "REFUSED", "REFUSED", "DONE");
        assertThat(answer.body().at("/results/0/errors/0/field").asText()).isEqualTo("caseNo");
        assertThat(answer.body().at("/results/0/errors/0/message").asText()).contains("信息比对");
        assertThat(answer.body().at("/results/2/errors/0/field").asText()).isEqualTo("opinion");
        assertThat(withoutReason.openTasks()).containsExactly(CONFIRM_COMPARISON);
    }

    @Test
    void aCaseOfAnotherCountyAnswersAsOneThatDoesNotExist() {
        CaseFlow foreign = compared();

        Answer answer = batch(shouwang.as("county411024"), CONFIRM_COMPARISON, CONSISTENT, items(foreign.caseNo(), "JC-411081-1999-000001"), null);

        assertThat(outcomes(answer)).allMatch(text -> text.endsWith("REFUSED"));
        assertThat(answer.body().at("/results/0/errors")).isEqualTo(answer.body().at("/results/1/errors"));
        assertThat(foreign.openTasks()).containsExactly(CONFIRM_COMPARISON);
    }

    @Test
    void nobodyDecidesTwoLevelsOfOneCase() {
        accounts.addUserLike("batchBoth", "两岗人员", "admin", new Post(Role.COUNTY, Shouwang.COUNTY));
        identity.createMembership("batchBoth", "village" + Shouwang.VILLAGE);
        identity.createMembership("batchBoth", "village");
        Shouwang.Session both = shouwang.as("batchBoth");
        CaseFlow flow = compared();
        CaseFlow other = compared().compared();
        assertThat(outcomes(batch(both, CONFIRM_COMPARISON, CONSISTENT, items(flow.caseNo()), null))).containsExactly(flow.caseNo() + " DONE");

        Answer answer = batch(both, PRESELECT_AT_VILLAGE, Map.of(PRESELECTION_OUTCOME, "PRESELECT"), items(flow.caseNo(), other.caseNo()), null);

        assertThat(outcomes(answer)).containsExactly(flow.caseNo() + " REFUSED", other.caseNo() + " DONE");
        assertThat(answer.body().at("/results/0/errors/0/message").asText()).contains("两个层级");
    }

    @Test
    void theSameKeyGivesTheSameAnswerAndDecidesNothingTwice() {
        CaseFlow flow = compared();
        String key = UUID.randomUUID().toString();

        Answer first = batch(shouwang.county(), CONFIRM_COMPARISON, CONSISTENT, items(flow.caseNo(), "JC-1"), key);
        Answer second = batch(shouwang.county(), CONFIRM_COMPARISON, CONSISTENT, items(flow.caseNo(), "JC-1"), key);
        Answer other = batch(shouwang.county(), CONFIRM_COMPARISON, CONSISTENT, items(flow.caseNo()), key);

        assertThat(outcomes(first)).containsExactly(flow.caseNo() + " DONE", "JC-1 REFUSED");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(422);
        assertThat(flow.steps()).containsOnlyOnce(CONFIRM_COMPARISON);
    }

    @Test
    void aBatchThatWasBrokenOffGoesOnWhereItWas() {
        List<CaseFlow> flows = Stream.generate(this::compared).limit(3).toList();
        String key = UUID.randomUUID().toString();
        List<Map<String, Object>> items = items(flows.stream().map(CaseFlow::caseNo).toArray(String[]::new));
        database.sql("""
                create function shouwang.stop_here() returns trigger language plpgsql as $$ begin
                    if new.case_no = '%s' and new.outcome is not null then raise exception 'stopped'; end if; return new; end $$
                """.formatted(flows.get(1).caseNo())).update();
        database.sql("create trigger stop_here before update on shouwang.batch_item for each row execute function shouwang.stop_here()").update();
        Answer broken;
        try {
            broken = batch(shouwang.county(), CONFIRM_COMPARISON, CONSISTENT, items, key);
        } finally {
            database.sql("drop function shouwang.stop_here() cascade").update();
        }
        assertThat(broken.status()).isEqualTo(500);
        assertThat(flows.get(1).openTasks()).as("not decided, since it could not be marked").containsExactly(CONFIRM_COMPARISON);
        assertThat(flows.get(2).openTasks()).containsExactly(CONFIRM_COMPARISON);

        Answer again = batch(shouwang.county(), CONFIRM_COMPARISON, CONSISTENT, items, key);

        assertThat(outcomes(again)).allMatch(text -> text.endsWith("DONE")).hasSize(3);
        assertThat(flows).allSatisfy(flow -> assertThat(flow.steps()).containsOnlyOnce(CONFIRM_COMPARISON));
        assertThat(database.sql("select count(*) from shouwang.batch_item where case_no in (:cases) and values_cipher is not null")
                .param("cases", flows.stream().map(CaseFlow::caseNo).toList()).query(Long.class).single()).isZero();
    }

    @Test
    void ofBatchesThatDecideOneCaseAtOnceOneHasDecidedIt() {
        CaseFlow flow = compared();

        List<Answer> answers = Stream.of("一致", "与民政数据一致", "与医保数据一致").map(opinion -> CompletableFuture.supplyAsync(() ->
                batch(shouwang.county(), CONFIRM_COMPARISON, Map.of(COMPARISON_OUTCOME, "CONSISTENT", "opinion", opinion),
                        items(flow.caseNo()), null))).toList().stream().map(CompletableFuture::join).toList();

        assertThat(answers).flatExtracting(BatchTest::outcomes).containsExactlyInAnyOrder(flow.caseNo() + " DONE",
                flow.caseNo() + " REFUSED", flow.caseNo() + " REFUSED");
        assertThat(flow.steps()).containsOnlyOnce(CONFIRM_COMPARISON);
    }

    @Test
    void aBatchThatIsSentTwiceAtOnceGivesBothTheSameAnswer() {
        List<CaseFlow> flows = Stream.generate(this::compared).limit(3).toList();
        String key = UUID.randomUUID().toString();
        List<Map<String, Object>> items = items(flows.stream().map(CaseFlow::caseNo).toArray(String[]::new));

        List<Answer> answers = Stream.of(1, 2).map(run -> CompletableFuture.supplyAsync(() ->
                batch(shouwang.county(), CONFIRM_COMPARISON, CONSISTENT, items, key))).toList().stream().map(CompletableFuture::join).toList();

        assertThat(answers).allSatisfy(answer -> assertThat(outcomes(answer)).hasSize(3).allMatch(text -> text.endsWith("DONE")));
        assertThat(flows).allSatisfy(flow -> assertThat(flow.steps()).containsOnlyOnce(CONFIRM_COMPARISON));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "process | {\"task\":\"confirmComparison\",\"items\":[{\"caseNo\":\"JC-1\"}]}",
            "process | {\"process\":\"no-such\",\"task\":\"confirmComparison\",\"items\":[{\"caseNo\":\"JC-1\"}]}",
            "process | {\"process\":7,\"task\":\"confirmComparison\",\"items\":[{\"caseNo\":\"JC-1\"}]}",
            "task | {\"process\":\"monitoring-identification\",\"items\":[{\"caseNo\":\"JC-1\"}]}",
            "task | {\"process\":\"monitoring-identification\",\"task\":\"no\",\"items\":[{\"caseNo\":\"JC-1\"}]}",
            "task | {\"process\":\"monitoring-identification\",\"task\":\"verifyHousehold\",\"items\":[{\"caseNo\":\"JC-1\"}]}",
            "items | {\"process\":\"monitoring-identification\",\"task\":\"confirmComparison\"}",
            "items | {\"process\":\"monitoring-identification\",\"task\":\"confirmComparison\",\"items\":[]}",
            "items | {\"process\":\"monitoring-identification\",\"task\":\"confirmComparison\",\"items\":{}}",
            "items[0] | {\"process\":\"monitoring-identification\",\"task\":\"confirmComparison\",\"items\":[null]}",
            "items[0] | {\"process\":\"monitoring-identification\",\"task\":\"confirmComparison\",\"items\":[{\"caseNo\":\"JC-1\",\"x\":1}]}",
            "items[0].caseNo | {\"process\":\"monitoring-identification\",\"task\":\"confirmComparison\",\"items\":[{\"caseNo\":7}]}",
            "items[0].values | {\"process\":\"monitoring-identification\",\"task\":\"confirmComparison\",\"items\":[{\"caseNo\":\"JC-1\",\"values\":[]}]}",
            "items[1].caseNo | {\"process\":\"monitoring-identification\",\"task\":\"confirmComparison\",\"items\":[{\"caseNo\":\"JC-1\"},{\"caseNo\":\"jc-1\"}]}",
            "values | {\"process\":\"monitoring-identification\",\"task\":\"confirmComparison\",\"values\":\"x\",\"items\":[{\"caseNo\":\"JC-1\"}]}",
            "ids | {\"process\":\"monitoring-identification\",\"task\":\"confirmComparison\",\"ids\":[]}"})
    void aRequestThatCannotBeUnderstoodIsRefusedAsAWhole(String field, String body) {
        Answer answer = shouwang.county().send("POST", "/api/tasks/batch", body, Map.of("Content-Type", "application/json"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.wrongFields()).contains(field);
    }

    @Test
    void moreThanFiveHundredCasesAreRefused() {
        List<Map<String, Object>> items = new ArrayList<>();
        IntStream.rangeClosed(1, 501).forEach(number -> items.add(Map.of("caseNo", "JC-" + number)));

        assertThat(batch(shouwang.county(), CONFIRM_COMPARISON, CONSISTENT, items, null).wrongFields()).containsExactly("items");
        assertThat(outcomes(batch(shouwang.county(), CONFIRM_COMPARISON, CONSISTENT, items.subList(0, 500), null))).hasSize(500);
    }

    @Test
    void everyDecisionOfALevelIsSwitchedOnAndNoHomeVisitIs() {
        assertThat(Stream.of(CONFIRM_COMPARISON, PRESELECT_AT_VILLAGE, MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP, CHECK_AT_COUNTY,
                APPROVE_AT_COUNTY, ANNOUNCE_RESULT, ENTER_SYSTEM)).allMatch(task -> steps.isOn(KEY, task));
        assertThat(Stream.of(PRESELECT_AT_VILLAGE, RiskEliminationProcess.REVIEW_AT_TOWNSHIP, RiskEliminationProcess.CHECK_AT_COUNTY,
                APPROVE_AT_COUNTY, ANNOUNCE_RESULT, RiskEliminationProcess.MARK_IN_SYSTEM)).allMatch(task -> steps.isOn(RiskEliminationProcess.KEY, task));
        assertThat(Stream.of(PRESELECT_AT_VILLAGE, SafetyNetRecognitionProcess.DECIDE_AT_TOWNSHIP, SafetyNetRecognitionProcess.RECORD_AT_COUNTY,
                SafetyNetRecognitionProcess.MARK_IN_SYSTEM)).allMatch(task -> steps.isOn(SafetyNetRecognitionProcess.KEY, task));
        assertThat(Stream.of(RiskRollbackProcess.REVIEW_AT_TOWNSHIP, APPROVE_AT_COUNTY, RiskRollbackProcess.MARK_IN_SYSTEM))
                .allMatch(task -> steps.isOn(RiskRollbackProcess.KEY, task));
        assertThat(steps.isOn(LookBackProcess.KEY, LookBackProcess.REVIEW_AT_TOWNSHIP)).isTrue();
        assertThat(Stream.of(RiskEliminationProcess.KEY, SafetyNetRecognitionProcess.KEY, RiskRollbackProcess.KEY, LookBackProcess.KEY))
                .noneMatch(process -> steps.isOn(process, RiskEliminationProcess.CHECK_HOUSEHOLD));
        assertThat(Stream.of(VERIFY_HOUSEHOLD, INFORM_HOUSEHOLD)).noneMatch(task -> steps.isOn(KEY, task));
    }

    private CaseFlow compared() {
        return shouwang.newCase(TestPeople.somebody(), TODAY).verified();
    }

    private Answer batch(Shouwang.Session who, String task, Map<String, Object> values, List<Map<String, Object>> items, String key) {
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        if (key != null) {
            headers.put("Idempotency-Key", key);
        }
        return who.send("POST", "/api/tasks/batch", shouwang.write(Map.of("process", KEY, "task", task, "values", values, "items", items)), headers);
    }

    private static List<Map<String, Object>> items(String... caseNos) {
        return Stream.of(caseNos).map(caseNo -> Map.<String, Object>of("caseNo", caseNo)).toList();
    }

    private static List<String> outcomes(Answer answer) {
        List<String> outcomes = new ArrayList<>();
        answer.body().path("results").forEach(result -> outcomes.add(result.path("caseNo").asText() + " " + result.path("outcome").asText()));
        return outcomes;
    }

    private static JsonNode lastStep(CaseFlow flow) {
        JsonNode done = flow.view().body().path("steps");
        return done.get(done.size() - 1);
    }
}
