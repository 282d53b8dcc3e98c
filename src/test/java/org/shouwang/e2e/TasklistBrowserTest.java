package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Payloads;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;

/** Tests the work of officials in Tasklist and on the product's pages, in a real browser. */
class TasklistBrowserTest extends BrowserTest {

    private static final String VILLAGE = "village411081102202";
    /** A village in which no other test works, so that the case is on the first page of the list. */
    private static final String QUIET_VILLAGE = "411081102203";
    private static final String TOWNSHIP = "township411081102";
    private static final String COUNTY = "county411081";
    private static final String LEADER = "leader411081";

    @Test
    void fourRolesTakeAHouseholdFromTheClueToTheRegister() {
        Person head = TestPeople.somebody();
        Page village = open(VILLAGE, DESKTOP, TASKLIST);

        String caseNo = registerClueInTasklist(village, head);
        verifyHousehold(village, caseNo);
        Page county = window(COUNTY, DESKTOP);
        decide(county, caseNo, "信息比对", "一致", "county-comparison");
        decide(village, caseNo, "村级初选", "初选", "village-preselection");
        postNotice(village, caseNo);
        clock.advanceDays(6);
        awaitTimers();
        Page township = window(TOWNSHIP, DESKTOP);
        decide(township, caseNo, "乡级审核", "同意纳入，上报县级", "township-review");
        decide(county, caseNo, "县级汇总审核", "通过，报领导小组审批", "county-check");
        Page leader = window(LEADER, DESKTOP);
        decide(leader, caseNo, "县级审批", "批准纳入监测", "leader-approval");
        openTask(township, caseNo, "结果公告");
        submit(township);
        openTask(village, caseNo, "录入建档");
        submit(village);

        village.navigate("/cases/" + caseNo);
        assertThat(village.locator("main")).containsText("已纳入监测");
        screenshot(village, "case-page");
        assertThat(shouwang.partner().get("/api/demo/clock").status()).as("only an administrator moves the clock").isEqualTo(403);
        assertThat(shouwang.as(VILLAGE).view(caseNo).get("status")).isEqualTo("ADMITTED");
    }

    @Test
    void anErrorOfTheServerIsReadInChineseAndNamesTheFieldByItsLabel() {
        Map<String, Object> clue = new HashMap<>(Payloads.clue(TestPeople.somebody(), TODAY));
        clue.put("villageCode", QUIET_VILLAGE);
        String caseNo = shouwang.partner().startClue(clue).get("caseNo");
        Page page = window("village" + QUIET_VILLAGE, DESKTOP);
        openTask(page, caseNo, "入户核实");

        page.getByLabel("不存在风险").check();
        page.getByLabel("入户核实日期").first().fill("2026-01-01");
        page.keyboard().press("Enter");
        page.getByText("提交办结").last().click();

        assertThat(page.locator(".sw-errors")).containsText("“入户核实日期”不能早于线索发现日期");
        assertThat(page.locator(".fjs-form-field-datetime .fjs-form-field-error")).containsText("不能早于线索发现日期");
        screenshot(page, "tasklist-error");
    }

    @Test
    void aClueIsRegisteredAndWithdrawnOnAPhone() {
        Person head = TestPeople.somebody();
        Page page = open(VILLAGE, PHONE, "/clues/new");
        assertThat((String) page.evaluate("getComputedStyle(document.querySelector('label[for=headName]'), '::after').content"))
                .as("what has to be filled in").contains("*");

        page.getByLabel("线索来源").selectOption("SELF_REPORT");
        page.getByLabel("户主姓名").fill(head.name());
        page.getByLabel("户主身份证号").fill(TestPeople.wrongIdNumber());
        page.locator("[name=riskDescription]").fill("因病");
        screenshot(page, "phone-clue");
        page.locator("main button[type=submit]").click();
        assertThat(page.locator("main")).containsText("不是有效的身份证号");
        page.getByLabel("户主身份证号").fill(head.idNumber());
        page.locator("main button[type=submit]").click();
        assertThat(page.locator("main")).containsText("识别中");
        screenshot(page, "phone-case");

        page.getByText("撤回终止").first().click();
        page.locator("[name=reason]").fill("举家搬迁");
        screenshot(page, "phone-withdrawal");
        page.locator("form[action*=withdrawal] button[type=submit]").click();
        assertThat(page.locator("main")).containsText("已撤回");
    }

    @Test
    void anAdministratorFindsAnActOnThePhoneToo() {
        shouwang.newCase(TestPeople.somebody(), TODAY).verified();
        Page page = open("admin", PHONE, "/home");

        page.getByText("菜单").click();
        page.locator("nav").getByText("更多").click();
        page.locator("nav").getByText("操作记录").click();
        page.getByLabel("操作", exactly()).selectOption("DECISION");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("查找")).click();

        assertThat(page.locator("table.list")).containsText("入户核实：存在返贫致贫风险");
        assertFits(page);
        screenshot(page, "phone-acts");
        page.setViewportSize(DESKTOP, 1000);
        screenshot(page, "acts");
        page.navigate("/password");
        screenshot(page, "password");
    }

    private String registerClueInTasklist(Page page, Person head) {
        page.getByText("发起流程").first().click();
        page.getByText("监测对象识别认定").last().click();
        choose(page, page.locator(".modal-content"), "线索来源", "农户自主申报");
        page.getByLabel("发现日期").first().fill(TODAY);
        page.keyboard().press("Enter");
        page.getByLabel("户主姓名").fill(head.name());
        page.getByLabel("户主身份证号").fill(head.idNumber());
        page.getByLabel("风险情况").fill("户主今年患大病，医疗费用高");
        screenshot(page, "tasklist-clue");
        page.locator(".modal-footer .btn-primary").click();
        Locator card = page.locator(".tasks-list .task").filter(new Locator.FilterOptions().setHasText("入户核实")).first();
        assertThat(card).containsText("JC-411081-2026-");
        Matcher number = Pattern.compile("JC-\\d{6}-\\d{4}-\\d{6}").matcher(card.innerText());
        assertThat(number.find()).isTrue();
        return number.group();
    }

    private void verifyHousehold(Page page, String caseNo) {
        openTask(page, caseNo, "入户核实");
        page.getByLabel("存在返贫致贫风险").check();
        page.getByLabel("农户已签订承诺授权书").check();
        page.getByLabel("一般农户").check();
        Locator form = page.locator(".fjs-form");
        choose(page, form, "健康状况", "大病重病");
        choose(page, form, "劳动能力", "弱劳动力");
        choose(page, form, "在校情况", "非在校");
        page.getByLabel("工资性收入").fill("12000");
        page.getByLabel("生产经营收入").fill("3000");
        page.getByLabel("生产经营支出").fill("1000");
        page.getByLabel("财产性收入").fill("0");
        page.getByLabel("转移性收入").fill("1200.50");
        page.getByLabel("医疗支出").fill("20000");
        page.getByLabel("教育支出").fill("0");
        page.getByLabel("住房支出").fill("0");
        page.getByLabel("其他刚性支出").fill("0");
        page.locator(".fjs-form-field-radio input[value=YES], .fjs-form-field-radio")
                .filter(new Locator.FilterOptions().setHasText("有保障")).all()
                .forEach(field -> field.getByLabel("是", new Locator.GetByLabelOptions().setExact(true)).check());
        page.locator(".fjs-form-field-radio").filter(new Locator.FilterOptions().setHasText("安全")).all()
                .forEach(field -> field.getByLabel("是", new Locator.GetByLabelOptions().setExact(true)).check());
        choose(page, form, "近12个月的突发情况", "突发疾病");
        page.getByLabel("因病").check();
        page.getByLabel("风险说明").fill("户主患大病，自付费用超过全年收入");
        page.setViewportSize(DESKTOP, WHOLE_FORM);
        screenshot(page, "village-verification");
        submit(page);
    }

    private void postNotice(Page page, String caseNo) {
        openTask(page, caseNo, "张贴公示");
        page.getByLabel("张贴地点").fill("村委会公开栏");
        screenshot(page, "village-notice");
        submit(page);
    }

    private void decide(Page page, String caseNo, String task, String decision, String screenshot) {
        openTask(page, caseNo, task);
        page.getByLabel(decision, exactly()).check();
        screenshot(page, screenshot);
        submit(page);
    }

    private static void choose(Page page, Locator within, String label, String option) {
        Locator field = within.locator(".fjs-form-field-select").filter(new Locator.FilterOptions().setHasText(label)).first();
        field.locator(".fjs-input-group, .fjs-select-display").first().click();
        page.locator(".fjs-dropdownlist-item").filter(new Locator.FilterOptions().setHasText(option)).first().click();
    }
}
