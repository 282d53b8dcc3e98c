package org.shouwang.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.task;
import static org.shouwang.problems.IssueDualAssignmentProcess.END_STRUCK_OFF;
import static org.shouwang.problems.IssueDualAssignmentProcess.END_STRUCK_OFF_UNDRAWN;
import static org.shouwang.problems.IssueDualAssignmentProcess.PLAN_OUTCOME;
import static org.shouwang.problems.IssueDualAssignmentProcess.PLAN_RECTIFICATION;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECHECK;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECHECK_OUTCOME;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECTIFY;
import static org.shouwang.problems.IssueDualAssignmentProcess.SUB_PROCESS_LINE;
import static org.shouwang.problems.IssueDualAssignmentProcess.VERIFICATION_OUTCOME;
import static org.shouwang.problems.IssueDualAssignmentProcess.VERIFY_RECTIFICATION;
import static org.shouwang.support.ProblemFlow.CITY;
import static org.shouwang.support.ProblemFlow.COUNTY;
import static org.shouwang.support.ProblemFlow.RECHECKER;
import static org.shouwang.support.ProblemFlow.VERIFIER;
import static org.shouwang.support.ProblemFlow.draw;
import static org.shouwang.support.ProblemFlow.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.ProblemFlow;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Tests that a problem goes to departments and county at once, is verified twice and is struck off only then (DA-1, DA-2,
 * DA-7).
 */
class DualAssignmentTest extends IntegrationTest {

    private static final String YIBAO = "dept411081yibao";
    private static final String WEIJIAN = "dept411081weijian";

    @Autowired
    private RuntimeService runtime;

    static Stream<List<String>> everyOrder() {
        return Stream.of(List.of(YIBAO, WEIJIAN, COUNTY), List.of(YIBAO, COUNTY, WEIJIAN), List.of(WEIJIAN, YIBAO, COUNTY),
                List.of(WEIJIAN, COUNTY, YIBAO), List.of(COUNTY, YIBAO, WEIJIAN), List.of(COUNTY, WEIJIAN, YIBAO));
    }

    @Test
    void bothDepartmentsAndTheCountyGetTheirTaskAtOnce() {
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2031", "市医保局", "weijian");

        assertThat(problem.tasks(YIBAO)).containsExactly(PLAN_RECTIFICATION);
        assertThat(problem.tasks(WEIJIAN)).containsExactly(PLAN_RECTIFICATION);
        assertThat(problem.tasks(COUNTY)).containsExactly(PLAN_RECTIFICATION);
        assertThat(problem.tasks("dept411081zhujian")).isEmpty();
        assertThat(problem.tasks("dept411024yibao")).isEmpty();
        assertThat(problem.tasks("county411024")).isEmpty();
        assertThat(processOf(problem.problemNo())).isWaitingAt(PLAN_RECTIFICATION);
        assertThat(problem.problemNo()).matches("WT-411081-2026-\\d{6}");
    }

    @ParameterizedTest
    @MethodSource("everyOrder")
    void itWaitsForTheCityOnlyWhenEveryLineIsVerifiedInWhateverOrder(List<String> order) {
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2032", YIBAO, WEIJIAN);

        problem.line(order.get(0));
        assertThat(problem.status()).isEqualTo("IN_RECTIFICATION");
        problem.planned(order.get(2)).line(order.get(1));
        assertThat(problem.status()).isEqualTo("IN_RECTIFICATION");
        problem.rectified(order.get(2));
        assertThat(problem.status()).isEqualTo("IN_RECTIFICATION");
        problem.verified();

        assertThat(problem.status()).isEqualTo("AWAITING_SAMPLE");
        assertThat(problem.view(CITY).body().path("lines").findValuesAsText("status")).containsOnly("PASSED").hasSize(3);
    }

    /** Somebody has moved the engine without the product's checks, and the record does not show why. */
    @Test
    void noStepOfALineIsDoneBeforeItsTurnAndNothingIsStruckOffUnverified() {
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2034", YIBAO);
        String instance = processOf(problem.problemNo()).getId();
        String line = runtime.getActivityInstance(instance).getActivityInstances(SUB_PROCESS_LINE)[0].getId();
        runtime.createProcessInstanceModification(instance).startBeforeActivity(RECTIFY, line).execute();
        runtime.createProcessInstanceModification(instance).startBeforeActivity(VERIFY_RECTIFICATION, line).execute();
        runtime.createProcessInstanceModification(instance).startBeforeActivity(RECHECK).execute();

        String unit = problem.tasks(COUNTY).contains(RECTIFY) ? COUNTY : YIBAO;
        assertRefused(shouwang.as(unit).submit(problem.problemNo(), RECTIFY, Map.of("result", "已办理", "rectifiedOn", TODAY, "evidence", "登记表")));
        assertRefused(shouwang.as(VERIFIER).submit(problem.problemNo(), VERIFY_RECTIFICATION, Map.of(VERIFICATION_OUTCOME, "PASSED")));
        assertRefused(shouwang.as(CITY).submit(problem.problemNo(), RECHECK, Map.of(RECHECK_OUTCOME, "PASSED")));

        assertThat(problem.status()).isEqualTo("IN_RECTIFICATION");
        assertThat(problem.view(CITY).body().path("lines").findValuesAsText("status")).containsOnly("PLANNING");
        assertThat(database.sql("select count(*) from shouwang.task_decision where case_no = ?").param(problem.problemNo())
                .query(Long.class).single()).isZero();
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.get("message")).contains("本环节须先有");
    }

    @Test
    void linesThatAreCompletedAtTheSameMomentAreBothCompleted() {
        for (int i = 0; i < 5; i++) {
            ProblemFlow problem = ProblemFlow.registered(shouwang, "2033", YIBAO).planned(YIBAO).planned(COUNTY);
            CompletableFuture<ProblemFlow> other = CompletableFuture.supplyAsync(() -> problem.rectified(YIBAO));
            problem.rectified(COUNTY);
            other.join();

            List<String> tasks = shouwang.as(VERIFIER).taskIds(problem.problemNo(), VERIFY_RECTIFICATION);
            assertThat(tasks).hasSize(2);
            CompletableFuture<Answer> verified = CompletableFuture.supplyAsync(() ->
                    shouwang.as(VERIFIER).submitTask(tasks.get(0), Map.of(VERIFICATION_OUTCOME, "PASSED")));
            assertThat(shouwang.as(VERIFIER).submitTask(tasks.get(1), Map.of(VERIFICATION_OUTCOME, "PASSED")).status()).isEqualTo(204);
            assertThat(verified.join().status()).isEqualTo(204);

            assertThat(problem.status()).isEqualTo("AWAITING_SAMPLE");
            assertThat(problem.tasks(COUNTY)).isEmpty();
        }
    }

    @Test
    void whoeverRectifiedDoesNotVerifyIt() {
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2034", YIBAO).planned(COUNTY).rectified(COUNTY);

        Answer own = shouwang.as(COUNTY).submit(problem.problemNo(), VERIFY_RECTIFICATION, Map.of(VERIFICATION_OUTCOME, "PASSED"));

        assertThat(own.status()).isEqualTo(409);
        assertThat(own.text()).contains("须由另一人核查");
        problem.verified();
        problem.planned(YIBAO).rectified(YIBAO).done(COUNTY, VERIFY_RECTIFICATION, Map.of(VERIFICATION_OUTCOME, "PASSED"));
        assertThat(problem.status()).isEqualTo("AWAITING_SAMPLE");
    }

    @Test
    void aLineThatIsReturnedIsRectifiedAgainAndTheReasonIsTold() {
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2035", YIBAO).planned(YIBAO).rectified(YIBAO);
        Answer silent = shouwang.as(VERIFIER).submit(problem.problemNo(), VERIFY_RECTIFICATION, Map.of(VERIFICATION_OUTCOME, "RETURNED"));
        assertThat(silent.status()).isEqualTo(400);
        assertThat(silent.text()).contains("退回须说明理由");

        problem.done(VERIFIER, VERIFY_RECTIFICATION, Map.of(VERIFICATION_OUTCOME, "RETURNED", "opinion", "还有一户未办"));

        assertThat(shouwang.as(YIBAO).form(problem.problemNo(), RECTIFY).text("returnReason")).isEqualTo("还有一户未办");
        assertThat(problem.tasks(COUNTY)).containsExactly(PLAN_RECTIFICATION);
        assertThat(limit(problem, "RECTIFICATION", YIBAO)).isEqualTo("ON_TRACK");
        problem.rectified(YIBAO).verified();
        assertThat(limit(problem, "RECTIFICATION", YIBAO)).isEqualTo("MET");
    }

    @Test
    void aDepartmentSeesItsOwnLineAndNoOther() {
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2036", YIBAO, WEIJIAN).planned(WEIJIAN);

        assertThat(problem.view(YIBAO).body().path("lines").findValuesAsText("unit")).containsExactly(YIBAO);
        assertThat(problem.view(YIBAO).body().path("history")).isEmpty();
        String form = "/engine-rest/task/" + shouwang.as(YIBAO).taskId(problem.problemNo(), PLAN_RECTIFICATION) + "/form-variables";
        assertThat(shouwang.as(YIBAO).get(form).text()).as("the form").contains("history").doesNotContain("制定整改方案");
        assertThat(problem.view(COUNTY).body().path("lines")).hasSize(3);
        assertThat(problem.view("dept411081zhujian").status()).isEqualTo(404);
        assertThat(problem.view("county411024").status()).isEqualTo(404);
        assertThat(problem.view("leader411081").body().path("lines")).hasSize(3);
    }

    @Test
    void linesThatContradictEachOtherAreNamed() {
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2037", YIBAO);
        assertThat(problem.view(COUNTY).body().path("contradiction").isNull()).isTrue();

        problem.planned(YIBAO).rectified(YIBAO);

        assertThat(problem.view(COUNTY).get("contradiction")).contains("禹州市医保局已报完成").contains("尚未完成");
    }

    @Test
    void theCountyPassesItsLineToATownshipWithItsLimits() {
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2038", YIBAO);
        assertThat(shouwang.as(YIBAO).submit(problem.problemNo(), PLAN_RECTIFICATION, Map.of(PLAN_OUTCOME, "PASSED_ON", "township", "411081101"))
                .status()).isEqualTo(400);
        assertThat(shouwang.as(COUNTY).submit(problem.problemNo(), PLAN_RECTIFICATION, Map.of(PLAN_OUTCOME, "PASSED_ON", "township", "411024101"))
                .text()).contains("须为本县的乡镇");

        problem.done(COUNTY, PLAN_RECTIFICATION, Map.of(PLAN_OUTCOME, "PASSED_ON", "township", "411081101"));

        assertThat(problem.tasks(COUNTY)).isEmpty();
        assertThat(problem.tasks("township411081101")).containsExactly(PLAN_RECTIFICATION);
        assertThat(limit(problem, "RECTIFICATION_PLAN", "township411081101")).isEqualTo("ON_TRACK");
        problem.planned("township411081101").rectified("township411081101").done(COUNTY, VERIFY_RECTIFICATION,
                Map.of(VERIFICATION_OUTCOME, "PASSED"));
        problem.line(YIBAO);
        assertThat(problem.status()).isEqualTo("AWAITING_SAMPLE");
    }

    @Test
    void aLongTermItemGetsADateAndStaysVisible() {
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2039", YIBAO).line(COUNTY).planned(YIBAO);
        Map<String, Object> stage = Map.of("result", "已建立台账", "rectifiedOn", "2026-03-02", "evidence", "台账", "longTerm", true);
        assertThat(shouwang.as(YIBAO).submit(problem.problemNo(), RECTIFY, stage).text()).contains("长效机制").doesNotContain("须写明期限");

        problem.done(YIBAO, RECTIFY, Map.of("result", "已建立台账", "rectifiedOn", "2026-03-02", "evidence", "台账", "longTerm", true,
                "longTermUntil", "2026-12-31", "mechanism", "每月核对")).verified();

        assertThat(problem.status()).isEqualTo("LONG_TERM");
        assertThat(problem.view(COUNTY).get("longTermUntil")).isEqualTo("2026-12-31");
        assertThat(limit(problem, "RECTIFICATION", YIBAO)).isEqualTo("MET");
        assertThat(limit(problem, "LONG_TERM_RECTIFICATION", YIBAO)).isEqualTo("ON_TRACK");
        assertThat(problem.tasks(YIBAO)).containsExactly(RECTIFY);
        problem.rectified(YIBAO).verified();
        assertThat(problem.status()).isEqualTo("AWAITING_SAMPLE");
    }

    @Test
    void whatTakesLongGoesOnUnderALastingMechanismWithoutADateUntilItIsReportedAsDone() {
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2045", YIBAO).line(COUNTY).planned(YIBAO);

        problem.done(YIBAO, RECTIFY, Map.of("result", "取得阶段性成效", "rectifiedOn", "2026-03-02", "evidence", "台账", "longTerm", true,
                "mechanism", "每月核对")).verified();

        assertThat(problem.status()).isEqualTo("LONG_TERM");
        assertThat(problem.view(COUNTY).body().path("longTermUntil").isNull()).isTrue();
        assertThat(problem.tasks(YIBAO)).containsExactly(RECTIFY);
        problem.rectified(YIBAO).done(ProblemFlow.VERIFIER, VERIFY_RECTIFICATION, Map.of(VERIFICATION_OUTCOME, "RETURNED", "opinion", "材料不全"));
        assertThat(limit(problem, "RECTIFICATION", YIBAO)).isEqualTo("MET");
        problem.rectified(YIBAO).verified();
        assertThat(problem.status()).isEqualTo("AWAITING_SAMPLE");
    }

    @Test
    void aRectificationCountsOnTheDayOnWhichItWasDoneIfItIsReportedWithinAWeek() {
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2048", YIBAO).planned(YIBAO).planned(COUNTY);
        Map<String, Object> onTheLastDay = Map.of("result", "已办理", "rectifiedOn", "2026-04-20", "evidence", "发卡登记表");
        clock.setTo("2026-04-21T08:30");
        assertThat(limit(problem, "RECTIFICATION", YIBAO)).isEqualTo("OVERDUE");
        assertThat(late(problem)).containsOnly(true);
        assertThat(page("/problems/" + problem.problemNo())).contains("已超期", "2048轮问题整改");
        assertThat(page("/problems?round=2048")).contains("已超期", "2048轮问题整改").doesNotContain(">2048<");

        problem.done(YIBAO, RECTIFY, onTheLastDay);
        clock.setTo("2026-04-28T08:30");
        problem.done(COUNTY, RECTIFY, onTheLastDay).verified().verified();
        clock.setTo("2026-07-01T08:30");
        assertThat(problem.status()).isEqualTo("AWAITING_SAMPLE");
        assertThat(late(problem)).as("what waits for the city").containsOnly(false);
        assertThat(page("/problems/" + problem.problemNo())).doesNotContain("已超期");
        assertThat(page("/problems?round=2048")).doesNotContain("已超期");

        assertThat(shouwang.as(CITY).get("/api/deadlines?rule=RECTIFICATION&caseNo=" + problem.problemNo()).body().path("items"))
                .extracting(each -> each.path("state").asText() + " " + each.path("metOn").asText())
                .containsExactlyInAnyOrder("MET 2026-04-20", "MET_LATE 2026-04-28");
    }

    @Test
    void whatCannotBeDoneAtOnceNeedsADateAndNoMechanism() {
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2046", YIBAO).planned(YIBAO);
        Map<String, Object> stage = Map.of("result", "已开工", "rectifiedOn", "2026-03-02", "evidence", "照片", "timeLimited", true);
        assertThat(shouwang.as(YIBAO).submit(problem.problemNo(), RECTIFY, stage).wrongFields()).containsExactly("longTermUntil");

        problem.done(YIBAO, RECTIFY, Map.of("result", "已开工", "rectifiedOn", "2026-03-02", "evidence", "照片", "timeLimited", true,
                "longTermUntil", "2026-06-30")).verified();

        assertThat(limit(problem, "LONG_TERM_RECTIFICATION", YIBAO)).isEqualTo("ON_TRACK");
        assertThat(problem.tasks(YIBAO)).containsExactly(RECTIFY);
    }

    @Test
    void whatPassedTheCitysRecheckIsStruckOffAndWhatFailedGoesBackOnBothLines() {
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2040", YIBAO).line(YIBAO).line(COUNTY);
        assertThat(draw(shouwang, "2040", "FINISH", null).text()).contains("待抽查，须先抽取");
        assertThat(draw(shouwang, "2040", "DRAW", "s1").status()).isEqualTo(204);
        assertThat(problem.tasks(CITY)).containsExactly(RECHECK);
        assertThat(task(processOf(problem.problemNo()))).hasDefinitionKey(RECHECK).hasCandidateGroup(CITY);
        assertThat(draw(shouwang, "2040", "FINISH", null).text()).contains("正在复核");
        assertThat(shouwang.as(RECHECKER).submit(problem.problemNo(), RECHECK, Map.of(RECHECK_OUTCOME, "FAILED")).status()).isEqualTo(400);

        problem.done(RECHECKER, RECHECK, Map.of(RECHECK_OUTCOME, "FAILED", "opinion", "卡未发到户", "rectifyBy", "2026-05-01"));

        assertThat(problem.status()).isEqualTo("IN_RECTIFICATION");
        assertThat(problem.tasks(YIBAO)).containsExactly(RECTIFY);
        assertThat(problem.tasks(COUNTY)).containsExactly(RECTIFY);
        assertThat(database.sql("select distinct due_on::text from shouwang.deadline where case_no = ? and rule = 'RECTIFICATION'")
                .param(problem.problemNo()).query(String.class).list()).containsExactly("2026-05-01");
        problem.rectified(YIBAO).verified().rectified(COUNTY).verified();
        assertThat(processOf(problem.problemNo())).hasNotPassed(END_STRUCK_OFF).task().hasDefinitionKey(RECHECK);
        problem.done(RECHECKER, RECHECK, Map.of(RECHECK_OUTCOME, "PASSED"));
        assertThat(problem.status()).isEqualTo("STRUCK_OFF");
        assertThat(processOf(problem.problemNo())).isEnded().hasPassed(END_STRUCK_OFF).hasNotPassed(END_STRUCK_OFF_UNDRAWN);
        assertThat(draw(shouwang, "2040", "FINISH", null).status()).isEqualTo(204);
    }

    @Test
    void everyWrongFieldIsNamedAndNothingIsStored() {
        long before = count();

        Answer empty = shouwang.as(CITY).post("/api/problems", Map.of());
        Answer wrong = shouwang.as(CITY).post("/api/problems", with("dueOn", "2026-02-30", "departments", List.of("市土星局"), "county", "999999"));
        Answer unknown = shouwang.as(CITY).post("/api/problems", with("departments", List.of("市土星局")));
        Answer extra = shouwang.as(CITY).post("/api/problems", with("status", "STRUCK_OFF"));

        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.wrongFields()).contains("round", "aspect", "title", "description", "dueOn", "departments", "county");
        assertThat(wrong.wrongFields()).contains("dueOn", "county");
        assertThat(unknown.messageOf("departments")).contains("市土星局");
        assertThat(extra.wrongFields()).contains("status");
        assertThat(shouwang.as("county411024").post("/api/problems", payload("2041", "yibao")).status()).isEqualTo(403);
        assertThat(shouwang.as("village411081101201").post("/api/problems", payload("2041", "yibao")).status()).isEqualTo(403);
        assertThat(shouwang.as(CITY).get("/api/problems/WT-411081-2026-999999").status()).isEqualTo(404);
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void theCityNamesTheCountyUnlessTheUnitsItNamesAreOfOneCounty() {
        Map<String, Object> unnamed = payload("2047", "yibao");
        unnamed.remove("county");
        Answer refused = shouwang.as(CITY).post("/api/problems", unnamed);
        assertThat(refused.wrongFields()).containsExactly("county");
        assertThat(refused.messageOf("county")).contains("请写明整改的县");

        Map<String, Object> named = payload("2047", "dept411024yibao", "dept411024weijian");
        named.remove("county");
        Answer registered = shouwang.as(CITY).post("/api/problems", named);
        assertThat(shouwang.as(CITY).get("/api/problems/" + registered.get("problemNo")).get("county")).as(registered.text()).isEqualTo("411024");

        Map<String, Object> several = payload("2047", "dept411024yibao", "dept411081yibao");
        several.remove("county");
        assertThat(shouwang.as(CITY).post("/api/problems", several).wrongFields()).containsExactly("county");
        Answer own = shouwang.as("county411082").post("/api/problems", unnamed);
        assertThat(shouwang.as(CITY).get("/api/problems/" + own.get("problemNo")).get("county")).as(own.text()).isEqualTo("411082");
    }

    @Test
    void aRepeatedRequestIsOneProblem() {
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Idempotency-Key", "problem-1");
        String body = "{\"round\":\"2042\",\"aspect\":\"方面\",\"title\":\"问题\",\"description\":\"表现\",\"dueOn\":\"2026-04-20\",\"departments\":[\"yibao\"],\"county\":\"411081\"}";

        Answer first = shouwang.as(CITY).send("POST", "/api/problems", body, headers);
        Answer second = shouwang.as(CITY).send("POST", "/api/problems", body, headers);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.get("problemNo")).isEqualTo(first.get("problemNo"));
        assertThat(shouwang.partner().send("POST", "/api/problems", body, headers).status()).as("no other system registers").isEqualTo(403);
    }

    @Test
    void theListIsNarrowedAndPaged() {
        for (int i = 0; i < 3; i++) {
            ProblemFlow.registered(shouwang, "2043", YIBAO);
        }

        Answer first = shouwang.as(YIBAO).get("/api/problems?round=2043&limit=2&status=IN_RECTIFICATION&county=411081");
        Answer second = shouwang.as(YIBAO).get("/api/problems?round=2043&limit=2&cursor=" + first.get("nextCursor"));

        assertThat(first.body().path("items")).hasSize(2);
        assertThat(second.body().path("items")).hasSize(1);
        assertThat(second.body().path("nextCursor").isNull()).isTrue();
        assertThat(shouwang.as("dept411081zhujian").get("/api/problems?round=2043").body().path("items")).isEmpty();
        assertThat(shouwang.as("county411024").get("/api/problems?round=2043").body().path("items")).isEmpty();
        assertThat(shouwang.as(CITY).get("/api/problems?status=DONE&limit=0&cursor=x").wrongFields())
                .containsExactlyInAnyOrder("status", "limit", "cursor");
    }

    @Test
    void supervisionShowsTheLimitsOfEachLineWithWhoHasToMeetThem() {
        shouwang.newCase(TestPeople.somebody(), TODAY);
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2044", YIBAO);
        clock.advanceDays(50);

        String page = shouwang.as(COUNTY).send("GET", "/supervision?state=OVERDUE&rule=RECTIFICATION&sort=DUE_LAST", null,
                Map.of("Accept", "text/html")).text();
        Answer limits = shouwang.as(COUNTY).get("/api/deadlines?caseNo=" + problem.problemNo() + "&state=OVERDUE");

        assertThat(page).contains(problem.problemNo()).contains("/problems/" + problem.problemNo()).contains("问题整改：禹州市医保局");
        assertThat(limits.body().path("items").findValuesAsText("rule"))
                .containsExactlyInAnyOrder("RECTIFICATION_PLAN", "RECTIFICATION_PLAN", "RECTIFICATION", "RECTIFICATION");
        assertThat(shouwang.as("township411081101").get("/api/deadlines?caseNo=" + problem.problemNo()).body().path("items")).isEmpty();
        String first = shouwang.as(COUNTY).send("GET", "/supervision?state=OVERDUE", null, Map.of("Accept", "text/html")).text();
        assertThat(first).as("old problems do not bury cases").contains("另有问题整改的时限", "户主或问题").doesNotContain("/problems/WT-");
        String found = shouwang.as(COUNTY).postForm("/supervision/search", Map.of("q", problem.problemNo(), "rule", "CASES")).location();
        assertThat(shouwang.as(COUNTY).send("GET", found.substring(found.indexOf("/supervision"), found.indexOf('#')), null,
                Map.of("Accept", "text/html")).text()).as("whoever looks for one finds it").contains("/problems/" + problem.problemNo());
    }

    private String limit(ProblemFlow problem, String rule, String holder) {
        return database.sql("""
                        select case when met_on is not null then 'MET' when due_on >= ? then 'ON_TRACK' else 'OVERDUE' end
                        from shouwang.deadline where case_no = ? and rule = ? and holder = ?
                        """)
                .params(clock.today(), problem.problemNo(), rule, holder).query(String.class).single();
    }

    private long count() {
        return database.sql("select count(*) from shouwang.problem").query(Long.class).single();
    }

    private static List<Boolean> late(ProblemFlow problem) {
        return problem.view(CITY).body().findValues("late").stream().map(JsonNode::asBoolean).toList();
    }

    private String page(String path) {
        return shouwang.as(CITY).send("GET", path, null, Map.of("Accept", "text/html")).text();
    }

    private static Map<String, Object> with(Object... changes) {
        Map<String, Object> fields = payload("2041", YIBAO);
        for (int i = 0; i < changes.length; i += 2) {
            fields.put((String) changes[i], changes[i + 1]);
        }
        return fields;
    }
}
