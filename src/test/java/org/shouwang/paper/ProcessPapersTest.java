package org.shouwang.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.support.ProblemFlow.COUNTY;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.assistance.PlanFlow;
import org.shouwang.elimination.LookBackProcess;
import org.shouwang.elimination.RiskEliminationProcess;
import org.shouwang.safetynet.SafetyNetRecognitionProcess;
import org.shouwang.support.Answer;
import org.shouwang.support.Flow;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.ProblemFlow;
import org.shouwang.support.Shouwang;

/** Makes every paper of every process besides identification, whose papers {@link CaseDocumentsTest} makes. */
class ProcessPapersTest extends IntegrationTest {

    private static final String YIBAO = "dept411081yibao";

    private static String printed(Shouwang.Session user, String address, String name) {
        HttpResponse<byte[]> answer = user.download(address);
        assertThat(answer.statusCode()).as(address + ": " + new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(200);
        return Printed.text(name, answer.body());
    }

    private String printed(Flow<?> flow, String kind) {
        return printed(shouwang.county(), "/api/cases/" + flow.caseNo() + "/documents/" + kind,
                flow.view().get("process") + "-" + kind);
    }

    private List<String> kinds(Flow<?> flow) {
        List<String> kinds = shouwang.county().get("/api/cases/" + flow.caseNo() + "/documents").body().findValuesAsText("kind");
        kinds.forEach(kind -> printed(flow, kind));
        return kinds;
    }

    @Test
    void anEliminationHasItsSetAndARollbackAfterItToo() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminated();

        assertThat(kinds(flow)).containsExactly("check-blank", "check", "village-assessment", "notice", "admission-list", "county-approval",
                "approval-list", "result-announcement", "archive");
        assertThat(printed(flow, "check-blank")).contains("□风险已消除", "因病").doesNotContain("☑");
        assertThat(printed(flow, "check")).contains("☑风险已消除", "☑稳定消除", "已康复，医保报销后自付很少");
        assertThat(printed(flow, "notice")).contains("拟标注风险消除的监测对象", "稳定消除").doesNotContain("因病");

        assertThat(flow.start(shouwang.county(), "risk-rollback").status()).isEqualTo(201);
        flow.done(shouwang.village(), RiskEliminationProcess.CHECK_HOUSEHOLD, Map.of(RiskEliminationProcess.CHECK_OUTCOME, "RISK_REMAINS",
                "risksAnswered", List.of(Map.of("risk", "ILLNESS", "gone", false, "how", "旧病复发")))).reviewed().approved();

        assertThat(kinds(flow)).containsExactly("check-blank", "check", "county-approval", "archive");
        assertThat(printed(flow, "county-approval")).contains("风险回退审批表", "旧病复发");
    }

    @Test
    void whoeverIsRefusedIsToldWhyByALetterOfThisProcess() {
        HouseholdFlow elimination = HouseholdFlow.monitored(shouwang, clock).eliminationStarted();
        elimination.done(shouwang.village(), RiskEliminationProcess.CHECK_HOUSEHOLD, Map.of(RiskEliminationProcess.CHECK_OUTCOME, "RISK_REMAINS",
                "risksAnswered", List.of(Map.of("risk", "ILLNESS", "gone", false, "how", "仍在治疗")), "opinion", "仍在治疗"));

        assertThat(printed(elimination, "refusal")).contains("不予消除告知书", "仍在治疗");

        HouseholdFlow recognition = HouseholdFlow.withoutLabour(shouwang, clock).recognitionStarted();
        Map<String, Object> found = HouseholdFlow.withoutLabour();
        found.put(SafetyNetRecognitionProcess.CHECK_OUTCOME, "NOT_QUALIFIED");
        found.put("supportKind", "DIBAO_OTHER");
        found.put("opinion", "还有其他收入");
        recognition.done(shouwang.village(), SafetyNetRecognitionProcess.CHECK_HOUSEHOLD, found);

        assertThat(printed(recognition, "refusal")).contains("不予认定告知书");
    }

    @Test
    void aHouseholdWithoutLabourHasItsSet() {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).recognised();

        assertThat(kinds(flow)).containsExactly("check-blank", "check", "village-assessment", "notice", "county-approval", "approval-list", "archive");
        assertThat(printed(flow, "check")).contains("☑无劳动能力", "☑全额农村低保");
        assertThat(printed(flow, "approval-list")).contains("兜底保障户备案名单", flow.head().name());
    }

    @Test
    void aLookBackHasItsForm() {
        database.sql("update shouwang.household set status = 'NOT_MONITORED' where status = 'ELIMINATED'").update();
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        flow.nobodyWatches(database);
        Answer draft = shouwang.county().post("/api/look-backs", Map.of("name", "五月回头看", "regions", List.of(Shouwang.TOWNSHIP),
                "dueOn", clock.today().plusDays(30).toString()));
        shouwang.county().post("/api/look-backs/" + draft.get("id") + "/begin", Map.of());
        JsonNode drawn = shouwang.county().get("/api/look-backs/" + draft.get("id") + "/households").body().at("/items/0");
        flow.in(drawn.path("caseNo").asText());
        assertThat(printed(flow, "check-blank")).contains("五月回头看").doesNotContain("☑");

        flow.done(shouwang.village(), LookBackProcess.CHECK_HOUSEHOLD, Map.of(LookBackProcess.LOOK_BACK_OUTCOME, "CONFIRMED"));

        assertThat(kinds(flow)).containsExactly("check-blank", "check", "archive");
        assertThat(printed(flow, "check")).contains("☑消除属实");
    }

    @Test
    void theHouseholdHasItsPlanAndItsCard() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);
        assertThat(kinds(flow)).containsExactly("archive");

        flow.assigned().planned().confirmed();

        assertThat(kinds(flow)).containsExactly("plan", "help-card", "archive");
        assertThat(printed(flow, "plan")).contains("帮扶计划表", "帮扶责任人");
        assertThat(printed(flow, "help-card")).contains("明白卡", "顺店镇政府科员", "联系电话");
        long official = database.sql("select r.official_id from shouwang.responsibility r join shouwang.household h on h.id = r.household_id "
                + "where h.household_no = ?").param(flow.householdNo()).query(Long.class).single();
        JsonNode entry = shouwang.township().get("/api/officials/" + official).body().path("official");
        Map<String, Object> changed = new HashMap<>(Map.of("name", entry.path("name").asText(), "post", entry.path("post").asText(), "publicOfficial", true,
                "regionCode", Shouwang.TOWNSHIP, "phone", "打给我"));
        assertThat(shouwang.township().put("/api/officials/" + official, changed).wrongFields()).containsExactly("phone");
        changed.put("phone", " 0374-8188888 ");
        assertThat(shouwang.township().put("/api/officials/" + official, changed).get("phone")).isEqualTo("0374-8188888");
        changed.remove("phone");
        assertThat(shouwang.township().put("/api/officials/" + official, changed).get("phone")).as("unchanged").isEqualTo("0374-8188888");
        assertThat(printed(flow, "help-card")).contains("0374-8188888", "第2版");
        assertThat(shouwang.partner().get("/api/cases/" + flow.caseNo() + "/documents/plan").status()).isEqualTo(404);
    }

    @Test
    void aLoanHasItsApplicationAndTheLettersOfTheBank() {
        LoanFlow loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 20000);
        String address = "/api/cases/" + loan.loanNo() + "/documents";
        assertThat(loan.bank().get(address).body().findValuesAsText("kind")).containsExactly("application", "archive");
        assertThat(printed(loan.bank(), address + "/application", "micro-loan-application")).contains("用途承诺", "20,000元", "养殖");
        assertThat(shouwang.as("bank411024").get(address).status()).isEqualTo(404);

        loan.untilDisbursed();
        loan.bank().post("/api/loans/" + loan.loanNo() + "/extensions", Map.of("termMonths", 6, "kind", "RENEWAL"));
        assertThat(printed(loan.bank(), address + "/extension-notice", "micro-loan-extension-notice")).contains("续贷", "原到期日");
        assertThat(loan.bank().get(address + "/overdue-notice").text()).contains("贷款没有逾期");

        jobExecutor.shutdown();
        clock.advanceDays(600);
        assertThat(printed(loan.bank(), address + "/overdue-notice", "micro-loan-overdue-notice")).contains("催收通知书", "尚欠本金");
        jobExecutor.start();
    }

    @Test
    void aProblemHasItsPapersAndEachUnitItsOwnPart() {
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2091", "yibao", "weijian");
        String address = "/api/problems/" + problem.problemNo() + "/documents";
        assertThat(shouwang.as(YIBAO).get(address).body().findValuesAsText("kind")).containsExactly("assignment-notice");
        assertThat(printed(shouwang.as(YIBAO), address + "/assignment-notice", "issue-dual-assignment-own")).contains("禹州市医保局").doesNotContain("卫健");
        assertThat(printed(shouwang.as(COUNTY), address + "/assignment-notice", "issue-dual-assignment-assignment-notice")).contains("禹州市医保局", "卫健");
        assertThat(shouwang.as("dept411081jiaoyu").get(address).status()).isEqualTo(404);
        assertThat(shouwang.as(COUNTY).get(address + "/strike-off").text()).contains("县级核查尚未通过");
        assertThat(shouwang.as(COUNTY).get(address + "/strike-off?format=odt").status()).isEqualTo(400);

        problem.line(YIBAO).line("dept411081weijian").line(COUNTY);

        List<String> kinds = shouwang.as(COUNTY).get(address).body().findValuesAsText("kind");
        assertThat(kinds).containsExactly("assignment-notice", "rectification-plan", "rectification-report", "strike-off");
        kinds.forEach(kind -> assertThat(printed(shouwang.as(COUNTY), address + "/" + kind, "issue-dual-assignment-" + kind)).contains(problem.problemNo()));
        assertThat(shouwang.as(COUNTY).send("GET", "/problems/" + problem.problemNo() + "/documents", null, Map.of("Accept", "text/html")).text())
                .contains("问题销号表", "问题交办通知");
    }
}
