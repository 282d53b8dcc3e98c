package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.assistance.PlanFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A township names somebody responsible and plans, the county confirms, the village records, in a real browser. */
class AssistanceBrowserTest extends IntegrationTest {

    private static final int DESKTOP = 1440;
    private static final int PHONE = 390;
    private static final int WHOLE_FORM = 3000;
    private static final double PATIENCE_MS = 20_000;

    @LocalServerPort
    private int port;
    private Browser browser;

    @BeforeEach
    void openTheBrowser() {
        browser = Browser.start(port);
    }

    @AfterEach
    void closeTheBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aHouseholdIsHelpedFromTheApprovalToTheFirstVisit() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);
        String name = TestPeople.somebody().name();

        Page township = browser.signIn("township" + Shouwang.TOWNSHIP, Shouwang.PASSWORD, DESKTOP, "/officials/new");
        township.getByLabel("姓名").fill(name);
        township.getByLabel("单位职务").fill("顺店镇政府科员");
        township.getByLabel("是", new Page.GetByLabelOptions().setExact(true)).check();
        Browser.screenshot(township, "official-new");
        township.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("保存")).click();
        assertThat(township.locator("main")).containsText(name);
        Browser.screenshot(township, "officials");
        phone(township, "phone-officials");

        openTask(township, flow, "确定帮扶责任人");
        township.setViewportSize(DESKTOP, WHOLE_FORM);
        choose(township, "帮扶责任人", name);
        Browser.screenshot(township, "assign-responsible");
        submit(township);

        openTask(township, flow, "制定帮扶措施");
        township.setViewportSize(DESKTOP, WHOLE_FORM);
        choose(township, "措施", "产业·发展养殖业");
        Locator day = township.getByLabel("计划落实日期").first();
        day.fill(clock.today().plusDays(20).toString());
        day.press("Enter");
        Browser.screenshot(township, "plan-measures");
        township.keyboard().press("Tab");
        township.getByText("提交办结", new Page.GetByTextOptions().setExact(true)).last().click();
        assertThat(township.locator("body")).containsText("该户因病纳入，但没有安排健康帮扶措施", patient());
        Browser.screenshot(township, "plan-measures-refused");
        choose(township, "措施", "健康·大病保险和医疗救助");
        submit(township);

        Page county = browser.signIn("county" + Shouwang.COUNTY, Shouwang.PASSWORD, DESKTOP, "/cases/" + flow.caseNo());
        Browser.screenshot(county, "plan-case");
        openTask(county, flow, "县级确认");
        county.setViewportSize(DESKTOP, WHOLE_FORM);
        assertThat(county.locator(".fjs-form")).containsText("健康·大病保险和医疗救助", patient());
        county.getByLabel("确认帮扶计划").check();
        Browser.screenshot(county, "confirm-plan");
        submit(county);
        assertThat(flow.view().get("status")).isEqualTo("PLAN_CONFIRMED");

        Page village = browser.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD, DESKTOP, "/households/" + flow.householdNo());
        village.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("走访记录")).click();
        village.getByLabel("走访人").fill("包村干部");
        village.getByLabel("了解到的情况").fill("病情稳定，药费已报销");
        village.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登记走访")).click();
        assertThat(village.locator("main")).containsText("走访已登记");
        Browser.screenshot(village, "visits");
        phone(village, "phone-visits");
        village.navigate("/households/" + flow.householdNo());
        village.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("健康·大病保险和医疗救助")).click();
        village.locator("#result").fill("已救助8000元");
        Browser.screenshot(village, "household-measure");
        phone(village, "phone-household-measure");
        village.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("保存")).click();
        assertThat(village.locator("main")).containsText(Pattern.compile("已落实.*已救助8000元"));
        Browser.screenshot(village, "household-helped");
        phone(village, "phone-household-helped");
        township.setViewportSize(DESKTOP, 1000);
        township.navigate("/households/" + flow.householdNo() + "/responsible");
        Browser.screenshot(township, "responsible");
        phone(township, "phone-responsible");
        township.navigate("/measure-catalogue");
        phone(township, "phone-measure-catalogue");
        Browser.screenshot(township, "measure-catalogue");
    }

    private static void phone(Page page, String screenshot) {
        page.setViewportSize(PHONE, 900);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).as(screenshot).isLessThanOrEqualTo(PHONE);
        Browser.screenshot(page, screenshot);
        page.setViewportSize(DESKTOP, 1000);
    }

    /** Types what is looked for, as the list is long. */
    private static void choose(Page page, String label, String option) {
        page.locator(".fjs-form-field-select").filter(new Locator.FilterOptions().setHasText(label)).first()
                .locator("input").first().fill(option.substring(option.indexOf('·') + 1));
        page.locator(".fjs-dropdownlist-item").filter(new Locator.FilterOptions().setHasText(option)).first().click();
    }

    /** Opens the task from the case's page, which claims it. */
    private static void openTask(Page page, PlanFlow flow, String task) {
        page.navigate("/cases/" + flow.caseNo());
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("办理：" + task)).click();
        assertThat(page.locator(".fjs-form").first()).containsText(flow.caseNo(), patient());
        assertThat(page.locator("li.assignee")).containsText("您正在办理");
        assertThat(page.locator(".disabled-form")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS));
    }

    private static void submit(Page page) {
        page.keyboard().press("Tab");
        Locator button = page.getByText("提交办结", new Page.GetByTextOptions().setExact(true)).last();
        assertThat(button).isEnabled();
        button.click();
        assertThat(page.locator(".fjs-form")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS));
    }

    private static LocatorAssertions.ContainsTextOptions patient() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS);
    }
}
