package org.shouwang.elimination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.shouwang.elimination.LookBackProcess.CHECK_HOUSEHOLD;
import static org.shouwang.elimination.LookBackProcess.LOOK_BACK_OUTCOME;
import static org.shouwang.elimination.LookBackProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.elimination.LookBackProcess.TOWNSHIP_REVIEW_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Tests the look-back (回头看, EL-4): a campaign draws eliminated households, gives each a visit, and leads to the cases that
 * follow from the findings.
 */
class LookBackTest extends IntegrationTest {

    private static final String OTHER_VILLAGE = "411081102201";
    private static final String OTHER_TOWNSHIP = "411081102";

    @LocalServerPort
    private int port;

    /** Removes the eliminated households that other tests have left behind. */
    @BeforeEach
    void nobodyElseIsEliminated() {
        database.sql("update shouwang.household set status = 'NOT_MONITORED' where status = 'ELIMINATED'").update();
    }

    @Test
    void aConfirmedEliminationEndsTheCaseAndCountsInTheCampaign() {
        HouseholdFlow flow = eliminated();
        String id = begun(plan(Map.of())).get("id");

        flow.in(caseOf(id, flow));
        assertThat(flow.caseNo()).matches("HK-411081-2026-\\d{6}");
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(CHECK_HOUSEHOLD);
        Shouwang.Form form = shouwang.village().form(flow.caseNo(), CHECK_HOUSEHOLD);
        assertThat(form.text("limitText")).contains("应于 " + clock.today().plusDays(30) + " 前完成");
        flow.done(shouwang.village(), CHECK_HOUSEHOLD, Map.of(LOOK_BACK_OUTCOME, "CONFIRMED"));
        assertThat(progress(id).path("toReview").asInt()).isEqualTo(1);
        flow.done(shouwang.township(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE"));

        assertThat(flow.view().get("status")).isEqualTo("CONFIRMED");
        assertThat(processOf(flow.caseNo())).isEnded();
        assertThat(flow.monitoringStatus()).isEqualTo("ELIMINATED");
        assertThat(progress(id).path("confirmed").asInt()).isEqualTo(1);
        assertThat(progress(id).path("toCheck").asInt()).isZero();
        assertThat(events(flow.caseNo())).containsExactly("case.confirmed");
    }

    @Test
    void whoeverWasDrawnNoTimeOrNotVisitedYetIsAmongThoseNeverLookedAtAgain() {
        HouseholdFlow flow = eliminated();
        assertThat(unseen().path("items").findValuesAsText("householdNo")).containsExactly(flow.householdNo());
        assertThat(county().get("/look-backs").text()).contains("消除后还没有回头看过的户（1 户）", flow.householdNo(), "本系统设计");

        flow.in(caseOf(begun(plan(Map.of())).get("id"), flow));
        assertThat(unseen().path("items").path(0).path("openCaseNo").asText()).isEqualTo(flow.caseNo());
        flow.done(shouwang.village(), CHECK_HOUSEHOLD, Map.of(LOOK_BACK_OUTCOME, "CONFIRMED"));

        assertThat(unseen().path("total").asInt()).isZero();
        assertThat(county().get("/look-backs").text()).contains("辖区内已标注风险消除的户都看过了");
        assertThat(county().get("/look-backs/new").text()).contains("文件要求逐户回头看", "按比例抽查是本系统设计");
    }

    private JsonNode unseen() {
        return shouwang.county().get("/api/look-backs/unseen").body();
    }

    @Test
    void aWrongMarkLeadsToARollbackOnceTheTownshipAgrees() {
        HouseholdFlow flow = eliminated();
        flow.in(caseOf(begun(plan(Map.of())).get("id"), flow));
        assertThat(submitted(flow, Map.of(LOOK_BACK_OUTCOME, "ROLLBACK")).wrongFields()).containsExactly("opinion");

        flow.done(shouwang.village(), CHECK_HOUSEHOLD, Map.of(LOOK_BACK_OUTCOME, "ROLLBACK", "opinion", "户主仍在透析，自付很高"));
        assertThat(flow.view().body().path("followingCases")).isEmpty();
        flow.done(shouwang.township(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE"));

        assertThat(flow.view().get("status")).isEqualTo("ROLLBACK_BEGUN");
        String rollback = flow.view().body().path("followingCases").path(0).asText();
        assertThat(rollback).matches("HT-411081-2026-\\d{6}");
        Answer begun = shouwang.village().view(rollback);
        assertThat(begun.get("process")).isEqualTo("risk-rollback");
        assertThat(shouwang.as("admin").tasks(rollback)).containsExactly(CHECK_HOUSEHOLD);
        assertThat(shouwang.village().form(rollback, CHECK_HOUSEHOLD).text("startReason"))
                .contains(flow.caseNo(), "户主仍在透析");
        BrowserSession browser = county();
        assertThat(browser.get("/cases/" + flow.caseNo()).text()).contains("/cases/" + rollback);
    }

    @Test
    void aRollbackThatSomebodyHasAppliedForMeanwhileIsTheOneItLeadsTo() {
        HouseholdFlow flow = eliminated();
        flow.in(caseOf(begun(plan(Map.of())).get("id"), flow));
        String lookBack = flow.caseNo();
        assertThat(flow.start(shouwang.village(), "risk-rollback").status()).isEqualTo(201);
        String rollback = flow.caseNo();

        flow.in(lookBack).done(shouwang.village(), CHECK_HOUSEHOLD, Map.of(LOOK_BACK_OUTCOME, "ROLLBACK", "opinion", "仍在透析"))
                .done(shouwang.township(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE"));

        assertThat(flow.view().body().path("followingCases").path(0).asText()).isEqualTo(rollback);
    }

    @Test
    void aNewRiskIsAClueForANewIdentificationFromTheDayItWasFound() {
        HouseholdFlow flow = eliminated();
        String id = begun(plan(Map.of())).get("id");
        flow.in(caseOf(id, flow));
        assertThat(submitted(flow, Map.of(LOOK_BACK_OUTCOME, "NEW_RISK")).wrongFields()).containsExactlyInAnyOrder("newRisks", "opinion");

        flow.done(shouwang.village(), CHECK_HOUSEHOLD, Map.of(LOOK_BACK_OUTCOME, "NEW_RISK", "newRisks", List.of("DISASTER"),
                "opinion", "房屋被洪水冲毁"));

        String identification = flow.view().body().path("followingCases").path(0).asText();
        assertThat(identification).matches("JC-411081-2026-\\d{6}");
        assertThat(shouwang.village().view(identification).get("foundOn")).isEqualTo(clock.today().toString());
        assertThat(shouwang.village().view(identification).get("householdNo")).isEqualTo(flow.householdNo());
        assertThat(shouwang.village().form(identification, VERIFY_HOUSEHOLD).text("riskDescription"))
                .contains(flow.caseNo(), "因灾", "房屋被洪水冲毁");
        flow.done(shouwang.township(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE"));
        assertThat(flow.view().get("status")).isEqualTo("NEW_RISK_FOUND");
        assertThat(progress(id).path("newRisk").asInt()).isEqualTo(1);
        assertThat(flow.openCases().findValuesAsText("process")).as("no rollback")
                .contains("monitoring-identification").doesNotContain("risk-rollback");
    }

    @Test
    void theTownshipSendsBackAndNoSecondClueIsRegistered() {
        HouseholdFlow flow = eliminated();
        flow.in(caseOf(begun(plan(Map.of())).get("id"), flow));
        Map<String, Object> found = Map.of(LOOK_BACK_OUTCOME, "NEW_RISK", "newRisks", List.of("DISASTER"), "opinion", "房屋受损");
        flow.done(shouwang.village(), CHECK_HOUSEHOLD, found);
        assertThat(shouwang.township().submit(flow.caseNo(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "RETURN"))
                .wrongFields()).containsExactly("opinion");

        flow.done(shouwang.township(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "RETURN", "opinion", "请再看房屋"));

        assertThat(shouwang.village().form(flow.caseNo(), CHECK_HOUSEHOLD).text("returnReason")).contains("请再看房屋");
        flow.done(shouwang.village(), CHECK_HOUSEHOLD, found);
        assertThat(flow.view().body().path("followingCases")).hasSize(1);
    }

    @Test
    void aCaseIsWithdrawnAndTheHouseholdCanBeDrawnAgain() {
        HouseholdFlow flow = eliminated();
        String id = begun(plan(Map.of())).get("id");
        flow.in(caseOf(id, flow));
        assertThat(shouwang.county().post("/api/look-backs", plan(Map.of())).messageOf("regions")).as("nobody twice").contains("没有可以回头看的户");

        assertThat(shouwang.village().withdraw(flow.caseNo(), "举家外出").status()).isEqualTo(200);

        assertThat(flow.view().get("status")).isEqualTo("WITHDRAWN");
        assertThat(progress(id).path("withdrawn").asInt()).isEqualTo(1);
        assertThat(shouwang.county().post("/api/look-backs", plan(Map.of())).status()).isEqualTo(201);
    }

    @Test
    void nothingHappensBeforeItIsBegunAndADraftCanBeDiscarded() {
        HouseholdFlow flow = eliminated();
        Answer draft = shouwang.county().post("/api/look-backs", plan(Map.of()));

        assertThat(draft.get("status")).isEqualTo("DRAFT");
        assertThat(draft.body().path("progress").path("drawn").asInt()).isEqualTo(1);
        assertThat(flow.openCases().findValuesAsText("process")).doesNotContain("look-back");
        assertThat(shouwang.county().post("/api/look-backs/" + draft.get("id") + "/discard", Map.of()).get("status")).isEqualTo("DISCARDED");
        assertThat(shouwang.county().post("/api/look-backs/" + draft.get("id") + "/begin", Map.of()).status()).isEqualTo(409);
        assertThat(flow.openCases().findValuesAsText("process")).doesNotContain("look-back");
    }

    @Test
    void aShareOfEachTownshipIsDrawnAndWhoeverMakesCampaignsCanDrawAgain() {
        List<HouseholdFlow> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(eliminated());
        }
        moveTo(all.get(4), OTHER_VILLAGE);

        Answer draft = shouwang.county().post("/api/look-backs", plan(Map.of("regions", List.of("411081"), "sharePercent", 30)));

        JsonNode townships = draft.body().path("townships");
        assertThat(townships.findValuesAsText("townshipCode")).containsExactly(Shouwang.TOWNSHIP, OTHER_TOWNSHIP);
        assertThat(townships.findValuesAsText("candidates")).containsExactly("4", "1");
        assertThat(townships.findValuesAsText("drawn")).containsExactly("2", "1");
        Answer again = shouwang.as("city411000").get("/api/look-backs/" + draft.get("id") + "/draw");
        assertThat(again.get("same")).isEqualTo("true");
        assertThat(again.body().path("drawn")).hasSize(3);
        database.sql("update shouwang.look_back_household set drawn = not drawn where look_back_id = ?::bigint").param(draft.get("id")).update();
        assertThat(shouwang.county().get("/api/look-backs/" + draft.get("id") + "/draw").get("same")).as("somebody has tampered with it").isEqualTo("false");
    }

    @Test
    void aHouseholdThatIsMonitoredAgainBeforeItIsBegunIsLeftOut() {
        HouseholdFlow flow = eliminated();
        Answer draft = shouwang.county().post("/api/look-backs", plan(Map.of()));
        database.sql("update shouwang.household set status = 'MONITORED' where household_no = ?").param(flow.householdNo()).update();

        Answer begun = shouwang.county().post("/api/look-backs/" + draft.get("id") + "/begin", Map.of());

        assertThat(begun.body().path("progress").path("skipped").asInt()).isEqualTo(1);
        assertThat(shouwang.county().get("/api/look-backs/" + draft.get("id") + "/households").text()).contains("监测中");
        assertThat(flow.openCases().findValuesAsText("process")).doesNotContain("look-back");
    }

    @Test
    void wrongPlansAreNamedAndStoreNothing() {
        eliminated();
        long before = count();

        assertThat(created(Map.of()).wrongFields()).containsExactlyInAnyOrder("name", "regions", "dueOn");
        Map<String, Object> wrong = new HashMap<>(plan(Map.of("sharePercent", 0, "dueOn", clock.today().minusDays(1).toString(), "seed", 42,
                "regions", List.of("411024"))));
        assertThat(created(wrong).wrongFields()).containsExactlyInAnyOrder("sharePercent", "dueOn", "seed", "regions");
        assertThat(created(plan(Map.of("seed", 42))).messageOf("seed")).isEqualTo("由系统产生，不能指定");
        assertThat(created(plan(Map.of("sharePercent", 100.5))).wrongFields()).containsExactly("sharePercent");
        assertThat(created(plan(Map.of("sharePercent", "ten"))).wrongFields()).containsExactly("sharePercent");
        assertThat(created(plan(Map.of("regions", List.of(Shouwang.VILLAGE)))).wrongFields()).containsExactly("regions");
        assertThat(created(plan(Map.of("regions", "411081"))).wrongFields()).containsExactly("regions");
        assertThat(created(plan(Map.of("regions", List.of(OTHER_TOWNSHIP)))).messageOf("regions")).contains("没有可以回头看的户");
        assertThat(created(plan(Map.of("name", "长".repeat(51)))).wrongFields()).containsExactly("name");
        assertThat(created(plan(Map.of("more", 1))).wrongFields()).containsExactly("more");
        assertThat(shouwang.township().post("/api/look-backs", plan(Map.of())).status()).isEqualTo(403);
        assertThat(shouwang.leader().post("/api/look-backs", plan(Map.of())).status()).isEqualTo(403);

        assertThat(count()).isEqualTo(before);
    }

    @Test
    void onlyThoseWhomItConcernsSeeItAndOnlyWhoOrganisesItBeginsIt() {
        eliminated();
        String id = created(plan(Map.of())).get("id");

        assertThat(shouwang.as("county411024").get("/api/look-backs/" + id).status()).isEqualTo(404);
        assertThat(shouwang.as("township411081102").get("/api/look-backs/" + id).status()).as("another township's").isEqualTo(404);
        assertThat(shouwang.village().get("/api/look-backs/" + id).status()).isEqualTo(403);
        assertThat(shouwang.township().post("/api/look-backs/" + id + "/begin", Map.of()).status()).as("a draft").isEqualTo(404);
        assertThat(shouwang.as("city411000").post("/api/look-backs/" + id + "/begin", Map.of()).status()).isEqualTo(200);
        assertThat(shouwang.township().post("/api/look-backs/" + id + "/begin", Map.of()).status()).isEqualTo(403);
        assertThat(shouwang.leader().get("/api/look-backs/" + id).status()).isEqualTo(200);
    }

    /**
     * Households and villages do not know the draw before the campaign begins, and nobody can draw until the sample is a
     * convenient one.
     */
    @Test
    void draftsAndSeedsAreForThoseWhoMakeThemAndWhatIsDiscardedIsKept() {
        eliminated();
        String discarded = created(plan(Map.of())).get("id");
        shouwang.county().post("/api/look-backs/" + discarded + "/discard", Map.of());
        String id = created(plan(Map.of())).get("id");

        for (Shouwang.Session inspected : List.of(shouwang.township(), shouwang.leader(), shouwang.as("admin"))) {
            for (String hidden : List.of(id, discarded)) {
                for (String part : List.of("", "/households", "/draw")) {
                    assertThat(inspected.get("/api/look-backs/" + hidden + part).status()).as(hidden + part).isEqualTo(404);
                }
                assertThat(inspected.get("/look-backs/" + hidden).status()).isEqualTo(404);
                assertThat(inspected.get("/look-backs/" + hidden + "/export?format=csv").status()).isEqualTo(404);
            }
            assertThat(inspected.get("/api/look-backs?limit=200").body().path("items").findValuesAsText("id")).doesNotContain(id, discarded);
        }
        assertThat(shouwang.county().get("/api/look-backs/" + discarded).get("status")).isEqualTo("DISCARDED");

        Answer begun = shouwang.county().post("/api/look-backs/" + id + "/begin", Map.of());
        assertThat(begun.get("seed")).isNotNull();
        assertThat(begun.get("discardedBefore")).isEqualTo("1");
        Answer seen = shouwang.township().get("/api/look-backs/" + id);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.get("seed")).isNull();
        assertThat(seen.get("discardedBefore")).isEqualTo("1");
        assertThat(shouwang.township().get("/api/look-backs/" + id + "/draw").status()).isEqualTo(403);
        assertThat(shouwang.township().get("/look-backs/" + id).text()).doesNotContain("随机种子").contains("1 次抽取");
        assertThat(database.sql("select subject || ' ' || outcome from shouwang.act where kind = 'LOOK_BACK' and subject in (?, ?) order by id")
                .params("回头看 " + discarded, "回头看 " + id).query(String.class).list()).containsExactly("回头看 " + discarded + " DRAWN",
                "回头看 " + discarded + " DISCARDED", "回头看 " + id + " DRAWN", "回头看 " + id + " BEGUN");
    }

    @Test
    void thePagesDrawShowBeginAndExport() {
        HouseholdFlow flow = eliminated();
        BrowserSession browser = county();
        assertThat(browser.get("/look-backs").text()).contains("组织回头看");
        browser.get("/look-backs/new");
        BrowserSession.Page wrong = browser.post("/look-backs", new LinkedHashMap<>(Map.of("name", "", "regions", Shouwang.TOWNSHIP, "dueOn", "")));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("名称：为必填项", "完成期限：为必填项");

        String address = browser.post("/look-backs", new LinkedHashMap<>(Map.of("name", "五月回头看", "regions", Shouwang.TOWNSHIP, "dueOn",
                clock.today().plusDays(10).toString()))).location();
        assertThat(browser.get(address).text()).contains("还没有启动", flow.householdNo(), "抽到的");
        assertThat(browser.get(address + "?draw=true").text()).contains("结果与名单一致");
        browser.post(address + "/begin", Map.of());
        assertThat(browser.get(address).text()).contains("已启动", "HK-411081-2026-", "待入户核查").doesNotContain("还没有启动");
        clock.advanceDays(11);
        assertThat(browser.get(address).text()).contains("完成期限已过，还有 1 户没有完成");

        HttpResponse<byte[]> csv = shouwang.county().download(address + "/export?format=csv");
        assertThat(new String(csv.body(), StandardCharsets.UTF_8)).contains("户编号,户主", flow.householdNo(), "待入户核查");
        assertThat(shouwang.county().download(address + "/export?format=xlsx").body()).startsWith('P', 'K');
        assertThat(shouwang.county().download(address + "/export?format=pdf").statusCode()).isEqualTo(400);
    }

    private HouseholdFlow eliminated() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        database.sql("update shouwang.household set status = 'ELIMINATED' where household_no = ?").param(flow.householdNo()).update();
        database.sql("delete from shouwang.watched_person where household_id = (select id from shouwang.household where household_no = ?)")
                .param(flow.householdNo()).update();
        return flow;
    }

    private void moveTo(HouseholdFlow flow, String village) {
        database.sql("update shouwang.household set village_code = ? where household_no = ?").params(village, flow.householdNo()).update();
    }

    private Map<String, Object> plan(Map<String, ?> otherwise) {
        Map<String, Object> plan = new HashMap<>(Map.of("name", "五月回头看", "regions", List.of(Shouwang.TOWNSHIP),
                "dueOn", clock.today().plusDays(30).toString()));
        plan.putAll(otherwise);
        return plan;
    }

    private Answer created(Map<String, ?> plan) {
        return shouwang.county().post("/api/look-backs", plan);
    }

    private Answer begun(Map<String, ?> plan) {
        Answer draft = created(plan);
        assertThat(draft.status()).as(draft.text()).isEqualTo(201);
        Answer begun = shouwang.county().post("/api/look-backs/" + draft.get("id") + "/begin", Map.of());
        assertThat(begun.get("status")).as(begun.text()).isEqualTo("BEGUN");
        return begun;
    }

    private String caseOf(String id, HouseholdFlow flow) {
        for (JsonNode row : shouwang.county().get("/api/look-backs/" + id + "/households").body().path("items")) {
            if (row.path("householdNo").asText().equals(flow.householdNo())) {
                return row.path("caseNo").asText();
            }
        }
        throw new AssertionError("not drawn: " + flow.householdNo());
    }

    private JsonNode progress(String id) {
        return shouwang.county().get("/api/look-backs/" + id).body().path("progress");
    }

    private Answer submitted(HouseholdFlow flow, Map<String, ?> found) {
        return shouwang.village().submit(flow.caseNo(), CHECK_HOUSEHOLD, found);
    }

    private BrowserSession county() {
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("county411081", Shouwang.PASSWORD);
        return browser;
    }

    private long count() {
        return database.sql("select count(*) from shouwang.look_back").query(Long.class).single();
    }

    private List<String> events(String caseNo) {
        return database.sql("select type from shouwang.outbox_event where case_no = ? order by id").param(caseNo)
                .query(String.class).list();
    }
}
