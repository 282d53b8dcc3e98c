package org.shouwang.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.shared.IdNumber;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.HouseholdTable;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;
import org.shouwang.support.TrialFiles;

/**
 * Tests the import of out-of-poverty households from a file: the preview, the import, and a second import of the same file,
 * which changes nothing.
 */
class HouseholdImportTest extends IntegrationTest {

    @Test
    void aPreviewCountsAndStoresNothing() {
        Person head = TestPeople.somebody();

        Answer preview = load(table(head), false);

        assertThat(preview.status()).isEqualTo(200);
        assertThat(counts(preview)).containsExactly(1, 2, 1, 0, 0, 0);
        assertThat(preview.body().path("confirmed").asBoolean()).isFalse();
        assertThat(preview.text()).doesNotContain(head.idNumber());
        assertThat(find(head)).isEmpty();
        assertThat(counts(load(table(head), true))).as("it still is new").containsExactly(1, 2, 1, 0, 0, 0);
    }

    @Test
    void aChildBornInAYearThatTheMachineDoesNotKnowYetIsAPerson() {
        clock.setTo("2099-03-02T09:00");
        Person head = TestPeople.somebody();
        Person newborn = TestPeople.somebodyBorn(clock.today().minusDays(20));
        Person unborn = TestPeople.somebodyBorn(clock.today().plusDays(1));

        assertThat(counts(load(new HouseholdTable().household(head, newborn), true))).containsExactly(1, 2, 1, 0, 0, 0);
        assertThat(messages(load(new HouseholdTable().household(TestPeople.somebody(), unborn), true)))
                .singleElement().asString().contains("idNumber");
    }

    @Test
    void aChildOf2027IsAPersonInTheYear2028AndNotBefore() {
        clock.setTo("2028-03-02T09:00");
        Answer later = upload(shouwang.county(), TrialFiles.bytes("h17-newborn-2027.xlsx"), false);
        assertThat(counts(later)).containsExactly(1, 2, 1, 0, 0, 0);
        assertThat(messages(later)).isEmpty();

        clock.setTo("2026-03-02T09:00");
        assertThat(messages(upload(shouwang.county(), TrialFiles.bytes("h17-newborn-2027.xlsx"), false))).singleElement().asString()
                .startsWith("3 身份证号");
    }

    @Test
    void aRowWithoutAnybodyTouchesNoHouseholdAndIsNamed() {
        Person head = TestPeople.somebody();
        String file = "村代码,姓名,身份证号,与户主关系,健康状况,劳动能力,在校情况,工资性收入\n%s,%s,%s,户主,健康,有劳动能力,非在校,24000\n,,,,,,,24000\n"
                .formatted(Shouwang.VILLAGE, head.name(), head.idNumber());

        Answer answer = upload(shouwang.county(), file.getBytes(StandardCharsets.UTF_8), false);

        assertThat(counts(answer)).containsExactly(1, 1, 1, 0, 0, 0);
        assertThat(messages(answer)).singleElement().asString().startsWith("3 姓名").contains("合计");
    }

    @Test
    void anImportedHouseholdShowsItsMembersAndItsIncome() {
        Person head = TestPeople.somebody();
        Person child = TestPeople.somebody();
        load(new HouseholdTable().household(head, child), true);

        Answer household = household(head);

        assertThat(household.get("monitoringStatus")).isEqualTo("NOT_MONITORED");
        assertThat(household.get("registeredKind")).isEqualTo("OUT_OF_POVERTY");
        assertThat(household.get("villageCode")).isEqualTo(Shouwang.VILLAGE);
        assertThat(household.get("householdNo")).startsWith("HU-" + Shouwang.COUNTY);
        assertThat(household.body().path("members").findValuesAsText("idNumber"))
                .containsExactly(IdNumber.masked(head.idNumber()), IdNumber.masked(child.idNumber()));
        assertThat(household.body().path("members").findValuesAsText("relation")).containsExactly("HEAD", "CHILD");
        assertThat(household.body().path("incomePerHead").decimalValue()).isEqualByComparingTo("14000.25");
        assertThat(household.body().path("amounts").path("businessIncome").decimalValue()).isEqualByComparingTo("6000.50");
        assertThat(household.body().path("amounts").path("transferIncome").decimalValue()).isZero();
        assertThat(household.body().path("openCases")).isEmpty();
        assertThat(household.body().path("statusHistory")).isEmpty();
        assertThat(shouwang.village().get("/households/" + household.get("householdNo")).text())
                .contains(TODAY + " 导入", "脱贫户", "未纳入监测").doesNotContain(head.idNumber());
    }

    @ParameterizedTest
    @CsvSource({"11800.25,true", "11800.24,false"})
    void anIncomeFoundAtTheHomeThatDiffersFromTheRegistersByAThousandYuanOrMoreIsAFinding(double wages, boolean finding) {
        Person head = TestPeople.somebody();
        load(table(head), true);
        Map<String, Object> visit = Payloads.atRisk(head, TODAY);
        visit.put("wageIncome", wages);

        CaseFlow flow = shouwang.newCase(head, TODAY).verified(visit);

        String warnings = shouwang.county().form(flow.caseNo(), CONFIRM_COMPARISON).rows("warnings").toString();
        assertThat(warnings.contains("登记的 14,000.25 元相差 1,000.00 元")).as(warnings).isEqualTo(finding);
        assertThat(shouwang.county().view(flow.caseNo()).body().path("warnings").toString().contains("收入数据不实")).isEqualTo(finding);
    }

    @Test
    void theSameFileAgainChangesNothing() {
        Person head = TestPeople.somebody();
        HouseholdTable table = table(head);
        load(table, true);
        String before = household(head).text();
        clock.advanceDays(1);

        Answer again = load(table, true);
        Answer asXlsx = upload(shouwang.county(), table.xlsx(), true);

        assertThat(counts(again)).containsExactly(1, 2, 0, 0, 1, 0);
        assertThat(counts(asXlsx)).as(asXlsx.text()).containsExactly(1, 2, 0, 0, 1, 0);
        assertThat(household(head).text()).isEqualTo(before);
    }

    @Test
    void aChangedValueMakesANewRecordAndKeepsTheOldOne() {
        Person head = TestPeople.somebody();
        load(table(head), true);
        clock.advanceDays(3);

        Answer changed = load(new HouseholdTable().household(head).with("wageIncome", "30000"), true);

        assertThat(counts(changed)).containsExactly(1, 1, 0, 1, 0, 0);
        assertThat(household(head).body().path("members")).hasSize(1);
        assertThat(household(head).body().path("recordedOn").asText()).isEqualTo("2026-03-05");
        JsonNode records = StreamSupport.stream(household(head).body().path("life").spliterator(), false)
                .filter(chapter -> chapter.path("key").asText().equals("records")).findFirst().orElseThrow().path("lines");
        assertThat(records.findValuesAsText("on")).containsExactly(TODAY, "2026-03-05");
        assertThat(records.findValuesAsText("detail")).containsExactly("2 人，人均年纯收入 14,000.25 元", "1 人，人均年纯收入 34,000.50 元");
    }

    @Test
    void whoHasLeftAHouseholdCanComeIntoAnother() {
        Person head = TestPeople.somebody();
        Person child = TestPeople.somebody();
        Person other = TestPeople.somebody();
        load(new HouseholdTable().household(head, child), true);
        HouseholdTable theirs = new HouseholdTable().household(other, child);
        assertThat(messages(load(theirs, true))).containsExactly("3 idNumber 已在其他已登记的户中，一人只能在一户");

        load(new HouseholdTable().household(head), true);

        assertThat(counts(load(theirs, true))).containsExactly(1, 2, 1, 0, 0, 0);
    }

    @Test
    void goodHouseholdsAreStoredAndBadOnesReported() {
        Person good = TestPeople.somebody();
        Person bad = TestPeople.somebody();
        HouseholdTable table = new HouseholdTable().household(bad).with("wageIncome", "-5").household(good);

        Answer answer = load(table, true);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(counts(answer)).containsExactly(2, 2, 1, 0, 0, 1);
        assertThat(messages(answer)).containsExactly("2 wageIncome 不能为负数");
        assertThat(find(bad)).isEmpty();
        assertThat(find(good)).hasSize(1);
        assertThat(counts(load(table.with(0, "wageIncome", "5"), true))).as("corrected and handed in whole again")
                .containsExactly(2, 2, 1, 0, 1, 0);
    }

    @Test
    void everyKindOfMistakeIsNamedWithItsRowAndColumn() {
        Person head = TestPeople.somebody();
        assertWrong(household().with("idNumber", TestPeople.wrongIdNumber()), "2 idNumber 无效，请核对18位号码");
        assertWrong(household().with("idNumber", "411081195001011000"), "2 idNumber 无效：末尾几位可能被 Excel 改成了0，请把该列设为“文本”格式后重新填写");
        assertWrong(household().with("idNumber", ""), "2 idNumber 为必填项");
        assertWrong(household().with("name", "=cmd|' /C calc'!A0"), "2 name 不能以“=”开头");
        assertWrong(household().with("name", "长".repeat(51)), "2 name 最多50个字");
        assertWrong(household().with("name", "某\u202e人"), "2 name 不能含有控制字符或其他看不见的字符");
        assertWrong(household().with("health", "很好"), "2 health 不能是“很好”，须为以下之一：健康、长期慢性病、大病重病、残疾");
        assertWrong(household().with("wageIncome", "-1"), "2 wageIncome 不能为负数");
        assertWrong(household().with("wageIncome", "一万"), "2 wageIncome 须为数字，如 12000、12,000.50 或 1.2万元；没有请填0或不填");
        assertWrong(household().with("wageIncome", "1.234"), "2 wageIncome 最多两位小数");
        assertWrong(household().with("wageIncome", "10000000.01"), "2 wageIncome 不能超过10000000元");
        assertWrong(household().with("villageCode", ""), "2 villageCode 为必填项，填在户主一行");
        assertWrong(household().with("villageCode", "411081999999"), "2 villageCode 没有代码为这一值的村，须为12位村代码");
        assertWrong(household().with("villageCode", "411024101201"), "2 villageCode 不在您的辖区内");
        assertWrong(household().with("registeredKind", "GENERAL"), "2 registeredKind 这里只导入脱贫户，须为“脱贫户”或不填");
        assertWrong(household().with("waterSafe", "大概"), "2 waterSafe 须为“是”或“否”");
        assertWrong(household().with("relation", "CHILD"), "2 relation 这一户没有户主，每户须有且只有一名户主");
        assertWrong(table(head).with(1, "wageIncome", "25000"), "3 wageIncome 与同一户前面的行不一致，每户只能有一个值");
        assertThat(counts(load(table(TestPeople.somebody()).with(1, "wageIncome", "24000.00"), false))).as("repeated equal values")
                .containsExactly(1, 2, 1, 0, 0, 0);
    }

    @Test
    void aPersonIsInTheFileOnce() {
        Person child = TestPeople.somebody();

        Answer answer = load(new HouseholdTable().household(TestPeople.somebody(), child).household(TestPeople.somebody(), child)
                .household(TestPeople.somebody()), false);

        assertThat(messages(answer)).containsExactly("3 idNumber 与第5行重复", "5 idNumber 与第3行重复");
        assertThat(counts(answer)).containsExactly(3, 5, 1, 0, 0, 2);
    }

    @Test
    void theHeadsNumberSaysWhichRowsBelongTogether() {
        Person first = TestPeople.somebody();
        Person second = TestPeople.somebody();
        HouseholdTable table = new HouseholdTable().household(first).household(second, TestPeople.somebody())
                .with(0, "headIdNumber", first.idNumber()).with(1, "headIdNumber", second.idNumber())
                .with(2, "headIdNumber", first.idNumber());

        assertThat(counts(load(table, true))).containsExactly(2, 3, 2, 0, 0, 0);
        assertThat(household(first).body().path("members")).hasSize(2);
        assertThat(household(second).body().path("members")).hasSize(1);
        assertThat(messages(load(table.with(2, "relation", "HEAD"), false))).contains("4 relation 这一户已有户主（第2行），每户只能有一名户主");
        assertThat(messages(load(table.with(2, "relation", "CHILD").with(2, "headIdNumber", "123"), false)))
                .containsExactly("4 headIdNumber 无效，请核对18位号码");
    }

    @Test
    void chineseTitlesAndValuesAreUnderstood() {
        Person head = TestPeople.somebody();
        HouseholdTable table = new HouseholdTable().household(head).with("relation", "户主").with("health", "残疾")
                .with("labour", "无劳动能力或丧失劳动能力").with("schooling", "非在校").with("housingSafe", "是")
                .with("incomePerHeadLastYear", "9000").renamed("villageCode", "村代码").renamed("name", "姓名*").renamed("idNumber", "身份证号")
                .renamed("relation", "与户主关系").renamed("health", "健康状况").renamed("labour", "劳动能力")
                .renamed("schooling", "在校情况").renamed("wageIncome", "工资性收入（元）").renamed("businessIncome", "生产经营收入")
                .renamed("businessCost", "生产经营性支出").renamed("medicalSpending", "医疗支出").renamed("housingSafe", "住房安全")
                .renamed("incomePerHeadLastYear", "上年人均纯收入（选填）");

        assertThat(counts(upload(shouwang.county(), table.xlsx(), true))).containsExactly(1, 1, 1, 0, 0, 0);

        assertThat(household(head).body().path("members").path(0).path("labour").asText()).isEqualTo("NONE");
        assertThat(household(head).body().path("amounts").path("wageIncome").decimalValue()).isEqualByComparingTo("24000");
    }

    @Test
    void aFileThatIsNoSuchTableIsRefusedAsAWhole() throws IOException {
        Answer missing = load(household().without("idNumber").without("relation"), true);
        assertThat(missing.wrongFields()).containsExactly("idNumber", "relation");
        Answer both = load(household().without("relation").with("wageIncome", "-1").with("health", "健康、残疾"), true);
        assertThat(both.wrongFields()).as("columns and rows at once").containsExactly("relation", "line 2", "line 2");
        assertThat(both.text()).contains("写了几种，只能填一种", "不能为负数");
        assertThat(load(household().without("wageIncome").without("businessIncome"), true).messageOf("wageIncome")).contains("至少要有一项");
        assertThat(load(household().with("户主身份证号", "").with("headIdNumber", ""), true).wrongFields()).containsExactly("headIdNumber");
        byte[] whole = household().xlsx();
        for (byte[] file : List.of(new byte[0], "\n".getBytes(), "villageCode,name".getBytes(), "某人,411081195001011234\n甲,乙".getBytes(),
                Arrays.copyOf(whole, whole.length / 2), Arrays.copyOf(whole, 40), "%PDF-1.7 \u0000\u00ff".getBytes("ISO-8859-1"))) {
            Answer refused = upload(shouwang.county(), file, true);
            assertThat(refused.status()).as(refused.text()).isEqualTo(400);
            assertThat(refused.get("title")).isEqualTo("输入有误");
        }
        assertThat(shouwang.county().send("POST", "/api/households/import?confirm=vielleicht", "", Map.of("Content-Type", "application/json"))
                .status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h3a-id-fullwidth.xlsx", "h3b-id-inner-spaces.xlsx", "h4a-name-spaces.xlsx", "h6-national.xlsx", "h7b-extra.xlsx",
            "h8-title.xlsx", "h8b-note.xlsx", "h9-hidden-sheet.xlsx", "h16-village-name.xlsx", "c2-gbk.csv"})
    void filesAsOfficialsMakeThemHaveTheirOneHousehold(String file) {
        Answer answer = upload(shouwang.county(), TrialFiles.bytes(file), false);

        assertThat(counts(answer)).as(answer.text()).containsExactly(1, file.startsWith("h6") ? 2 : 1, 1, 0, 0, 0);
        JsonNode first = answer.body().path("first").path(0);
        assertThat(first.path("villageName").asText()).endsWith("顺店东村");
        assertThat(first.path("headName").asText()).isEqualTo(file.startsWith("h4a") ? "张三" : "试甲");
        JsonNode leftOut = answer.body().path("leftOut");
        assertThat(leftOut.isArray()).isTrue();
        switch (file) {
            case "h7b-extra.xlsx" -> assertThat(leftOut.findValuesAsText("column")).containsExactly("序号", "备注");
            case "h8-title.xlsx" -> assertThat(leftOut.findValuesAsText("row")).containsExactly("1");
            case "h8b-note.xlsx" -> assertThat(leftOut.findValuesAsText("row")).containsExactly("3");
            case "h9-hidden-sheet.xlsx" -> assertThat(leftOut.findValuesAsText("sheet")).containsExactly("hidden_dict");
            default -> {
            }
        }
    }

    @Test
    void anIdentityNumberThatWasANumberIsNobodys() {
        Answer answer = upload(shouwang.county(), TrialFiles.bytes("h1e-damaged-110.xlsx"), true);

        assertThat(counts(answer)).containsExactly(110, 110, 0, 0, 0, 110);
        assertThat(messages(answer)).as("as many as one answer names").hasSize(50)
                .allMatch(message -> message.contains("身份证号") && message.contains("Excel"));
        assertThat(answer.body().path("moreErrors").asInt()).isEqualTo(60);
    }

    @Test
    void whatCannotBeReadIsNamedAndNeverZero() {
        Answer formula = upload(shouwang.county(), TrialFiles.bytes("h5c-formula-nocache.xlsx"), true);
        assertThat(counts(formula)).containsExactly(1, 1, 0, 0, 0, 1);
        assertThat(messages(formula)).singleElement().asString().startsWith("2 工资性收入").contains("公式");
        assertThat(messages(upload(shouwang.county(), TrialFiles.bytes("h3f-id-15-digits.xlsx"), true))).isNotEmpty()
                .allMatch(message -> message.contains("15位"));
        assertThat(messages(upload(shouwang.county(), TrialFiles.bytes("h4e-name-question-mark.xlsx"), true))).singleElement().asString()
                .contains("姓名", "?");
    }

    @Test
    void wordsOfTheNationalSystemAreUnderstood() {
        Person head = TestPeople.somebody();
        Person grandchild = TestPeople.somebody();
        HouseholdTable table = new HouseholdTable().household(head, grandchild).with("relation", "之孙女").with("schooling", "七年级")
                .with("labour", "丧失劳动力").with("health", "患有大病").with(0, "labour", "技能劳动力").with(0, "wageIncome", "２４，０００元")
                .renamed("labour", "劳动技能").renamed("schooling", "在校生状况");

        assertThat(counts(load(table, true))).containsExactly(1, 2, 1, 0, 0, 0);

        JsonNode members = household(head).body().path("members");
        assertThat(members.findValuesAsText("relation")).containsExactly("HEAD", "OTHER");
        assertThat(members.findValuesAsText("schooling")).containsExactly("NONE", "COMPULSORY");
        assertThat(members.findValuesAsText("labour")).containsExactly("FULL", "NONE");
        assertThat(members.findValuesAsText("health")).containsExactly("HEALTHY", "SEVERE");
        assertThat(household(head).body().path("amounts").path("wageIncome").decimalValue()).isEqualByComparingTo("24000");
    }

    @Test
    void aTotalBelowTouchesNoHouseholdAndThePageShowsWhatWasLeftOut() {
        Person head = TestPeople.somebody();
        HouseholdTable table = table(head).with("phone", "1");
        byte[] file = (new String(table.csv(), StandardCharsets.UTF_8) + "\n合计,,,,,,,24000,,,,\n").getBytes(StandardCharsets.UTF_8);

        assertThat(counts(upload(shouwang.county(), file, false))).containsExactly(1, 2, 1, 0, 0, 0);
        String page = shouwang.county().upload("/households/import", "a.csv", file, Map.of()).text();
        assertThat(page).contains("没有用到的内容（2 处）", "“phone”列", "第4行：是合计行", "确认导入 1 户");
    }

    @Test
    void aMonitoredHouseholdIsNotOverwritten() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        String before = flow.household().text();

        Answer answer = load(new HouseholdTable().household(flow.head()), true);

        assertThat(counts(answer)).containsExactly(1, 1, 0, 0, 0, 1);
        assertThat(messages(answer)).containsExactly("2 idNumber 该户已是监测对象（监测中，" + flow.householdNo() + "），不能用文件覆盖");
        assertThat(flow.household().text()).isEqualTo(before);
        assertThat(messages(load(new HouseholdTable().household(TestPeople.somebody(), flow.head()), true)))
                .containsExactly("3 idNumber 已在其他在办案件或监测户中，一人只能在一户");
    }

    @Test
    void whoIsInAnOpenCaseIsNotTakenInUnlessNothingChanges() {
        Person head = TestPeople.somebody();
        load(table(head), true);
        shouwang.newCase(head, TODAY);
        Person onlyInACase = shouwang.newCase(TestPeople.somebody(), TODAY).head();

        assertThat(messages(load(new HouseholdTable().household(onlyInACase), true)))
                .containsExactly("2 idNumber 已在其他在办案件或监测户中，一人只能在一户");
        assertThat(messages(load(new HouseholdTable().household(head), true)))
                .containsExactly("2 idNumber 已在其他在办案件或监测户中，一人只能在一户");
    }

    @Test
    void anImportedHouseholdIsAdmittedInItsOwnEntry() {
        Person head = TestPeople.somebody();
        Person child = TestPeople.somebody();
        load(new HouseholdTable().household(head, child), true);
        String householdNo = household(head).get("householdNo");
        Map<String, Object> visit = Payloads.atRisk(head, TODAY);
        visit.put("registeredKind", "OUT_OF_POVERTY");
        visit.put("members", List.of(Payloads.member(head, "HEAD"), Payloads.healthyMember(child, "CHILD")));

        CaseFlow flow = shouwang.newCase(head, TODAY).verified(visit).compared().preselected().posted(clock.today())
                .noticeOver(clock).reviewed().checked().approved();

        assertThat(flow.view().get("householdNo")).isEqualTo(householdNo);
        Answer household = shouwang.village().get("/api/households/" + householdNo);
        assertThat(household.get("monitoringStatus")).isEqualTo("MONITORED");
        assertThat(household.body().path("members")).hasSize(2);
        assertThat(household.body().path("fromFile").asBoolean()).isFalse();
    }

    @Test
    void aTownshipBringsItsOwnVillagesOnly() {
        Person head = TestPeople.somebody();
        Shouwang.Session neighbour = shouwang.as("township411081102");

        assertThat(messages(upload(neighbour, new HouseholdTable().household(head).csv(), true))).containsExactly("2 villageCode 不在您的辖区内");
        assertThat(counts(upload(shouwang.township(), new HouseholdTable().household(head).csv(), true))).containsExactly(1, 1, 1, 0, 0, 0);
        Answer elsewhere = upload(neighbour, new HouseholdTable().household(head).with("villageCode", "411081102201").csv(), true);
        assertThat(messages(elsewhere)).containsExactly("2 idNumber 由本县其他地方登记或办理，请与县级乡村振兴部门核对");
        assertThat(shouwang.village().upload("/api/households/import", "a.csv", table(head).csv(), Map.of()).status()).isEqualTo(403);
    }

    @Test
    void theTemplateIsAFileThatOnlyItsMadeUpVillageKeepsOut() throws IOException {
        byte[] template = shouwang.county().download("/households/import/template").body();

        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(template))) {
            assertThat(workbook.getFirstSheet().read()).hasSize(3).allSatisfy(row -> assertThat(row.getCellCount()).isEqualTo(23));
        }
        assertThat(messages(upload(shouwang.county(), template, true))).containsExactly("2 村代码 没有代码为这一值的村，须为12位村代码");
    }

    @Test
    void uploadsAreOnRecordWithoutAnybodysNameOrNumber() {
        Person head = TestPeople.somebody();
        load(table(head), true);

        JsonNode act = shouwang.as("admin").get("/api/acts?kind=IMPORT&limit=1").body().path("items").path(0);

        assertThat(act.path("detail").asText()).matches("导入：1户，新增1，更新0，无变化0，有错误0；按证件号查找2人，本人今日共\\d+人次");
        assertThat(act.path("userId").asText()).isEqualTo("county411081");
        assertThat(database.sql("select id_cipher from shouwang.survey_member where name = ?").param(head.name()).query(String.class)
                .list()).isNotEmpty().noneMatch(cipher -> cipher.contains(head.idNumber()));
    }

    private static HouseholdTable household() {
        return new HouseholdTable().household(TestPeople.somebody());
    }

    private static HouseholdTable table(Person head) {
        return new HouseholdTable().household(head, TestPeople.somebody());
    }

    private void assertWrong(HouseholdTable table, String... messages) {
        Answer answer = load(table, true);
        assertThat(messages(answer)).containsExactly(messages);
        assertThat(answer.body().path("rejected").asInt()).isEqualTo(1);
        assertThat(answer.body().path("created").asInt()).isZero();
    }

    private Answer load(HouseholdTable table, boolean confirm) {
        return upload(shouwang.county(), table.csv(), confirm);
    }

    private static Answer upload(Shouwang.Session who, byte[] file, boolean confirm) {
        return who.upload("/api/households/import", "名单", file, Map.of("confirm", String.valueOf(confirm)));
    }

    private static List<Integer> counts(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<Integer> counts = new ArrayList<>();
        for (String name : List.of("households", "members", "created", "updated", "unchanged", "rejected")) {
            counts.add(answer.body().path(name).asInt(-1));
        }
        return counts;
    }

    private static List<String> messages(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return StreamSupport.stream(answer.body().path("errors").spliterator(), false).map(error -> error.path("row").asText() + " "
                + error.path("column").asText() + " " + error.path("message").asText()).toList();
    }

    /** Returns the household of a head whose name is unique. */
    private List<String> find(Person head) {
        return database.sql("select household_no from shouwang.household where head_name = ?").param(head.name()).query(String.class).list();
    }

    private Answer household(Person head) {
        return shouwang.village().get("/api/households/" + find(head).get(0));
    }
}
