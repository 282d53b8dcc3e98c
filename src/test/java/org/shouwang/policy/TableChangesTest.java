package org.shouwang.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shouwang.engine.DecisionTables;
import org.shouwang.engine.TableDifference;
import org.shouwang.engine.TableVersion;
import org.shouwang.engine.TableWarnings;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/** Checks that a decision table changes only after a look, a replay and a second person, from its day on. */
class TableChangesTest extends IntegrationTest {

    private static final String KEY = MonitoringIdentificationProcess.DECISION;
    private static final String NO_OTHER_RISK = "人均纯收入低于参考线，但没有发现其他风险：须进一步了解情况，不能仅凭收入认定";
    private static final Map<String, Object> POOR = inputs();

    @Autowired
    private DecisionTables tables;
    @Autowired
    private RepositoryService repositoryService;

    @AfterEach
    void takeOutWhatWasChanged() {
        database.sql("delete from shouwang.table_in_force").update();
        database.sql("delete from shouwang.table_change").update();
        repositoryService.createDeploymentQuery().deploymentName("decision table " + KEY).list()
                .forEach(each -> repositoryService.deleteDeployment(each.getId(), true));
    }

    @Test
    void everyTableIsListedAndEachVersionCanBeDownloaded() throws IOException {
        String page = shouwang.as("city411000").get("/tables").text();

        assertThat(page).contains("返贫致贫风险研判", "临时救助级别", "小额信贷申请条件").doesNotContain("/tables/step");
        assertThat(shouwang.as("admin").get("/tables/" + KEY).text()).contains("第 1 版", "随程序安装", "新版本由市级督导上传");
        assertThat(new String(shouwang.as("admin").download("/tables/" + KEY + "/versions/1").body(), StandardCharsets.UTF_8)).isEqualTo(table());
        assertThat(shouwang.as("admin").get("/tables/" + KEY + "/versions/99").status()).isEqualTo(404);
        assertThat(shouwang.county().get("/tables").status()).isEqualTo(403);
    }

    @Test
    void aNewVersionIsReplayedApprovedByASecondPersonAndHoldsFromItsDay() throws IOException {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        flow.verified(Payloads.belowTheLineOnly(flow.head(), TODAY));

        String id = proposed(stricter(), "2026-03-10");

        String page = shouwang.as("city411000").get("/tables/changes/" + id).text();
        assertThat(page).contains("待批准", flow.caseNo(), NO_OTHER_RISK, "仅凭收入即可认定", "须由另一人批准");
        assertThat(shouwang.as("city411000").postForm("/tables/changes/" + id + "/approval", Map.of("opinion", "同意")).status()).as("the same person").isEqualTo(409);
        assertThat(shouwang.as("admin").get("/tables").text()).contains("待批准");
        assertThat(shouwang.as("admin").postForm("/tables/changes/" + id + "/approval", Map.of("opinion", "同意")).status()).isEqualTo(302);
        assertThat(reason()).as("before its day").isEqualTo(NO_OTHER_RISK);

        clock.advanceDays(8);
        tables.deployDue();

        assertThat(reason()).isEqualTo("仅凭收入即可认定");
        assertThat(shouwang.as("admin").get("/tables/" + KEY).text()).contains("市级上传", "已启用", "第 2 版");
        assertThat(shouwang.as("admin").get("/api/acts?kind=DECISION_TABLE&limit=2").text()).contains("已批准", "上传第 " + id + " 号变更");
        assertThat(database.sql("select answer::text from shouwang.table_answer where case_no = ?").param(flow.caseNo()).query(String.class).single())
                .as("what was advised stays").contains(NO_OTHER_RISK);
    }

    @Test
    void aVersionThatDoesNotFitIsRefusedWithLineAndMend() throws IOException {
        assertThat(wrong("<nonsense/>")).contains("不是 DMN 文件");
        assertThat(wrong("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + table())).contains("不是 DMN 文件");
        assertThat(wrong(table().replace("id=\"" + KEY + "\"", "id=\"other-table\""))).contains("表的代码（id）是 other-table；须为 " + KEY);
        assertThat(wrong(table().replace("hitPolicy=\"FIRST\"", "hitPolicy=\"UNIQUE\""))).contains("命中方式是 UNIQUE；须为 FIRST");
        assertThat(wrong(table().replace("name=\"atRisk\"", "name=\"risky\""))).contains("缺少输出 atRisk", "多了输出 risky");
        assertThat(wrong(table().replace("<text>suddenEvent</text>", "<text>event</text>"))).contains("缺少输入 suddenEvent");
        assertThat(wrong(table().replace("\"SUDDEN_HARDSHIP\"", "\"VERY_HARD\""))).contains("结论 VERY_HARD 程序不认识；只能是：SUDDEN_HARDSHIP、UNSTABLE_OUT_OF_POVERTY、MARGINAL");
        assertThat(wrong(table().replaceFirst("<text>&gt;= 0.3</text>", "<text>secret(3)</text>"))).contains("secret 不是本表的输入，也不是可用的函数");
        assertThat(wrong(table().replaceFirst("<text>&gt;= 0.3</text>", "<text>&gt;= (</text>"))).contains("不是 FEEL 表达式");
        assertThat(wrong(table().replaceFirst("<text>&gt;= 0.3</text>", "<text>&gt;= " + "(".repeat(900) + "0.3" + ")".repeat(90) + "</text>"))).contains("不是 FEEL 表达式");
        assertThat(wrong(table().replaceFirst("<text>&gt;= 0.3</text>", "<text>&gt;= " + "0 + ".repeat(20_000) + "0.3</text>"))).contains("一格至多 1000 个字符");
        assertThat(wrong(table().replaceFirst("<text>&gt;= 0.3</text>", "<text>&gt;= 1000000000000000000000000</text>"))).contains("数字过长或超出范围");
        assertThat(wrong(table().replaceFirst("<inputEntry id", "<inputEntry expressionLanguage=\"javascript\" id"))).contains("用了脚本语言 javascript");
        assertThat(wrong(table().replace("camunda:historyTimeToLive=\"P3650D\"", ""))).contains("historyTimeToLive");
        assertThat(wrong(table().substring(0, table().lastIndexOf("<rule ")) + table().substring(table().lastIndexOf("</rule>") + 7))).contains("最后一行须是没有条件的一行");
        assertThat(wrong(table().substring(0, table().indexOf("<rule ")) + table().substring(table().lastIndexOf("</rule>") + 7))).contains("表中没有一行规则");
        assertThat(TableVersion.read(table()).against(TableVersion.read(table()))).as("the table itself").isEmpty();
    }

    @Test
    void whatASecondPersonShouldLookAtStandsOnThePageOfTheChange() throws IOException {
        String changed = table().replaceFirst("<text>&gt;= 0.3</text>", "<text>&gt;= 0.37</text>").replace("\"MARGINAL\"", "\"UNSTABLE_OUT_OF_POVERTY\"");
        Answer uploaded = upload(changed, "2026-04-01");
        assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(302);

        String page = shouwang.as("admin").get(uploaded.location()).text();

        assertThat(page).contains("批准前请核对", "不再给出：MARGINAL", "新写了数字 0.37");
        assertThat(shouwang.as("city411000").postForm(uploaded.location() + "/withdrawal", Map.of("opinion", "重新上传")).status()).isEqualTo(302);
    }

    @Test
    void whatHasNoAnswerAnyMoreOrSeveralIsToldWithAnExample() throws IOException {
        TableVersion relief = TableVersion.read(Files.readString(Path.of("bpmn/temporary-relief/relief-level.dmn")));
        String content = Files.readString(Path.of("bpmn/temporary-relief/relief-level.dmn"));
        String shorter = content.substring(0, content.indexOf("<rule id=\"rule_small\"")) + content.substring(content.indexOf("<rule id=\"rule_large\""));

        assertThat(TableWarnings.of(relief, relief)).isEmpty();
        assertThat(TableWarnings.of(TableVersion.read(content.replace("<text>&lt;= max</text>", "<text>\"SMALL\"</text>")), relief)).as("a text instead of a number")
                .anyMatch(warning -> warning.startsWith("有的情况现在有结论，新表没有，例如："));
        assertThat(TableWarnings.of(TableVersion.read(content.replaceFirst("<text>\"LARGE\"</text>", "<text></text>")), relief))
                .anyMatch(warning -> warning.equals("第 1 行规则没有填写“级别”，现在的表每行都有"));
        assertThat(TableWarnings.of(TableVersion.read(shorter), relief)).anyMatch(warning -> warning.startsWith("有的情况现在有结论，新表没有，例如："));
    }

    @Test
    void aVersionThatForgetsCasesIsRefusedAtTheUploadWithAnExample() throws IOException {
        String relief = Files.readString(Path.of("bpmn/temporary-relief/relief-level.dmn"));

        Answer hole = shouwang.as("city411000").upload("/tables/relief-level", "table.dmn", bytes(relief.replace("<text>&lt;= max</text>", "<text>&lt; max</text>")),
                form("2026-04-01"));
        Answer empty = shouwang.as("city411000").upload("/tables/relief-level", "table.dmn", bytes(relief.replaceFirst("<text>\"LARGE\"</text>", "<text></text>")),
                form("2026-04-01"));

        assertThat(hole.status()).isEqualTo(400);
        assertThat(hole.text()).contains("有的情况现在有结论，新表没有，例如：", "小额上限（元）=", "每种情况都要有结论");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.text()).contains("第 1 行规则没有填写“级别”");
        assertThat(wrong(table())).contains("与现在的版本相同");
    }

    @Test
    void aStepForWhichATableInForceHasNoAnswerIsRefusedAndNothingIsStored() throws IOException {
        String table = table();
        tables.putInForce(KEY, clock.today(), table.substring(0, table.indexOf("</rule>") + 7) + table.substring(table.lastIndexOf("</rule>") + 7));
        tables.deployDue();
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        Answer refused = shouwang.village().submitTask(shouwang.village().taskId(flow.caseNo(), MonitoringIdentificationProcess.VERIFY_HOUSEHOLD), Payloads.belowTheLineOnly(flow.head(), TODAY));

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.text()).contains("决策表“返贫致贫风险研判”", "没有结论", "请告知市级督导");
        assertThat(shouwang.openTasks(flow.caseNo())).containsExactly(MonitoringIdentificationProcess.VERIFY_HOUSEHOLD);
        assertThat(database.sql("select count(*) from shouwang.table_answer where case_no = ?").param(flow.caseNo()).query(Long.class).single()).isZero();
    }

    @Test
    void theSecondPersonIsToldReadsWhatWasChangedAndWritesAnOpinion() throws IOException {
        String id = proposed(stricter(), "2026-04-01");

        String waiting = shouwang.as("city411000").get("/tables/" + KEY).text();
        String page = shouwang.as("admin").get("/tables/changes/" + id).text();
        Answer silent = shouwang.as("admin").postForm("/tables/changes/" + id + "/approval", Map.of("opinion", " "));

        assertThat(waiting).as("no form").contains("待批准：", "/tables/changes/" + id).doesNotContain("检查并上传");
        assertThat(waiting).as("the rules in force").contains("现在的规则", NO_OTHER_RISK);
        assertThat(page).contains("改了什么", NO_OTHER_RISK, "仅凭收入即可认定").doesNotContain("（新增）", "（删去）", "次序");
        assertThat(silent.status()).isEqualTo(400);
        assertThat(silent.text()).contains("为必填项");
        assertThat(shouwang.as("admin").get("/api/messages?limit=200").text()).contains("决策表“返贫致贫风险研判”的新版本待批准");
        assertThat(shouwang.as("city411000").get("/api/messages?limit=200").text()).doesNotContain("的新版本待批准");
        shouwang.as("admin").postForm("/tables/changes/" + id + "/rejection", Map.of("opinion", "依据不足"));
        assertThat(shouwang.as("city411000").get("/api/messages?limit=200").text()).contains("的新版本：不批准");
    }

    @Test
    void rowsThatWereAddedRemovedOrMovedAreNamed() throws IOException {
        String relief = Files.readString(Path.of("bpmn/temporary-relief/relief-level.dmn"));
        String first = relief.substring(relief.indexOf("<rule id=\"rule_tooOften\""), relief.indexOf("<rule id=\"rule_small\""));
        String without = relief.replace(first, "");
        TableVersion present = TableVersion.read(relief);

        assertThat(TableDifference.of(present, present)).isEmpty();
        assertThat(TableDifference.of(TableVersion.read(without), present)).singleElement()
                .matches(each -> each.row().equals("现在的第 1 行（删去）") && each.before().contains("本年度第几次：>= countyFromTime") && each.after().isEmpty());
        assertThat(TableDifference.of(present, TableVersion.read(without))).singleElement().matches(each -> each.row().equals("第 1 行（新增）"));
        assertThat(TableDifference.of(TableVersion.read(without.replace("<rule id=\"rule_large\"", first + "<rule id=\"rule_large\"")), present))
                .anyMatch(each -> each.column().equals("次序") && each.before().equals("第 1 行") && each.after().equals("第 2 行"));
        assertThat(TableDifference.of(TableVersion.read(relief.replace("&lt;= max", "&lt; max")), present))
                .containsExactly(new TableDifference("第 2 行", "金额（元）", "<= max", "< max"));
    }

    @Test
    void everyTableOfTheProgramFitsItself() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("bpmn"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".dmn") && !each.getFileName().toString().startsWith("step")).toList()) {
                TableVersion version = TableVersion.read(Files.readString(file));
                assertThat(version.against(version)).as(file.toString()).isEmpty();
                assertThat(TableWarnings.of(version, version)).as(file.toString()).isEmpty();
            }
        }
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        String page = shouwang.as("city411000").upload("/tables/" + KEY, "x.dmn", new byte[0], Map.of("from", "2026-03-01", "source", "", "reason", "")).text();

        assertThat(page).contains("请选择 .dmn 文件", "不能早于今天（2026-03-02）", "依据文件：为必填项", "修改理由：为必填项");
        assertThat(shouwang.as("admin").upload("/tables/" + KEY, "x.dmn", bytes(stricter()), form("2026-04-01")).status()).as("the city uploads").isEqualTo(403);
        assertThat(shouwang.as("city411000").get("/tables/no-such-table").status()).isEqualTo(404);
    }

    @Test
    void oneVersionWaitsAtATimeAndIsRefusedOrWithdrawnWithAReason() throws IOException {
        String id = proposed(stricter(), "2026-04-01");

        assertThat(upload(stricter(), "2026-05-01").status()).isEqualTo(409);
        assertThat(shouwang.as("admin").postForm("/tables/changes/" + id + "/rejection", Map.of("opinion", "")).status()).isEqualTo(400);
        assertThat(shouwang.as("admin").postForm("/tables/changes/" + id + "/rejection", Map.of("opinion", "依据不足")).status()).isEqualTo(302);
        assertThat(shouwang.as("city411000").get("/tables/changes/" + id).text()).contains("不批准", "依据不足");

        String next = proposed(stricter(), "2026-04-01");
        shouwang.as("admin").postForm("/tables/changes/" + next + "/approval", Map.of());
        assertThat(shouwang.as("city411000").postForm("/tables/changes/" + next + "/withdrawal", Map.of("opinion", "文件推迟")).status()).isEqualTo(302);
        clock.advanceDays(40);
        tables.deployDue();
        assertThat(reason()).isEqualTo(NO_OTHER_RISK);
        assertThat(shouwang.as("city411000").postForm("/tables/changes/" + next + "/withdrawal", Map.of("opinion", "再撤")).status()).isEqualTo(409);
    }

    @Test
    void aVersionInForceIsNotWithdrawnAndOneWhoseDayIsOverIsNotApproved() throws IOException {
        String id = proposed(stricter(), TODAY);
        shouwang.as("admin").postForm("/tables/changes/" + id + "/approval", Map.of());
        assertThat(reason()).as("from today on").isEqualTo("仅凭收入即可认定");
        assertThat(shouwang.as("city411000").postForm("/tables/changes/" + id + "/withdrawal", Map.of("opinion", "错了")).status()).isEqualTo(409);

        String late = proposed(table(), TODAY);
        clock.advanceDays(1);
        Answer answer = shouwang.as("admin").postForm("/tables/changes/" + late + "/approval", Map.of());
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("启用日期 2026-03-02 已过");
    }

    private String reason() {
        return (String) tables.rows(KEY, POOR).get(0).get("reason");
    }

    private static Map<String, Object> inputs() {
        Map<String, Object> inputs = new HashMap<>(Map.of("registeredKind", "GENERAL", "incomeToLine", 0.8, "spendingToIncome", 0.0, "educationGuaranteed", true,
                "medicalGuaranteed", true, "housingSafe", true, "waterSafe", true, "suddenEvent", "NONE", "ableToWork", 1));
        inputs.put("incomeChange", null);
        return inputs;
    }

    private String wrong(String content) {
        Answer answer = upload(content, "2026-04-01");
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        return answer.text();
    }

    private String proposed(String content, String from) {
        Answer answer = upload(content, from);
        assertThat(answer.status()).as(answer.text()).isEqualTo(302);
        return answer.location().replaceAll(".*/", "");
    }

    private Answer upload(String content, String from) {
        return shouwang.as("city411000").upload("/tables/" + KEY, "table.dmn", bytes(content), form(from));
    }

    private static Map<String, String> form(String from) {
        return Map.of("from", from, "source", "二号文第三条", "reason", "按新文件");
    }

    private static byte[] bytes(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private static String table() throws IOException {
        return Files.readString(Path.of("bpmn/monitoring-identification/household-category.dmn"));
    }

    /** Returns the table with a rule by which an income below the line is enough. */
    private static String stricter() throws IOException {
        String table = table();
        int place = table.indexOf(NO_OTHER_RISK);
        int answer = table.lastIndexOf("<text>false</text>", place);
        return table.substring(0, answer) + "<text>true</text>" + table.substring(answer + "<text>false</text>".length()).replace(NO_OTHER_RISK, "仅凭收入即可认定");
    }
}
