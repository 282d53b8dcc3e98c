package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shouwang.assistance.PlanFlow;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/**
 * Tests assistance in a real browser: a township names the official in charge and plans measures, the county confirms them,
 * and the village records visits.
 */
class AssistanceBrowserTest extends BrowserTest {

    @Test
    void aHouseholdIsHelpedFromTheApprovalToTheFirstVisit() {
        PlanFlow flow = PlanFlow.approved(shouwang, clock);
        String name = TestPeople.somebody().name();

        Page township = open("township" + Shouwang.TOWNSHIP, DESKTOP, "/officials/new");
        township.getByLabel("姓名").fill(name);
        township.getByLabel("单位职务").fill("顺店镇政府科员");
        township.getByLabel("是", exactly()).check();
        screenshot(township, "official-new");
        township.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("保存")).click();
        assertThat(township.locator("main")).containsText(name);
        screenshot(township, "officials");
        assertFitsAPhone(township, "phone-officials");

        openTask(township, flow.caseNo(), "确定帮扶责任人");
        township.setViewportSize(DESKTOP, WHOLE_FORM);
        choose(township, "帮扶责任人", name);
        screenshot(township, "assign-responsible");
        submit(township);

        openTask(township, flow.caseNo(), "制定帮扶措施");
        township.setViewportSize(DESKTOP, WHOLE_FORM);
        choose(township, "措施", "产业·发展养殖业");
        Locator day = township.getByLabel("计划落实日期").first();
        day.fill(clock.today().plusDays(20).toString());
        day.press("Enter");
        screenshot(township, "plan-measures");
        township.keyboard().press("Tab");
        township.getByText("提交办结", new Page.GetByTextOptions().setExact(true)).last().click();
        assertThat(township.locator("body")).containsText("该户因病纳入，但没有安排健康帮扶措施");
        screenshot(township, "plan-measures-refused");
        choose(township, "措施", "健康·大病保险和医疗救助");
        submit(township);

        Page county = open("county" + Shouwang.COUNTY, DESKTOP, "/cases/" + flow.caseNo());
        screenshot(county, "plan-case");
        openTask(county, flow.caseNo(), "县级确认");
        county.setViewportSize(DESKTOP, WHOLE_FORM);
        assertThat(county.locator(".fjs-form")).containsText("健康·大病保险和医疗救助");
        county.getByLabel("确认帮扶计划").check();
        screenshot(county, "confirm-plan");
        submit(county);
        assertThat(flow.view().get("status")).isEqualTo("PLAN_CONFIRMED");

        Page village = open("village" + Shouwang.VILLAGE, DESKTOP, "/households/" + flow.householdNo());
        village.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("走访记录")).click();
        village.getByLabel("走访人").fill("包村干部");
        village.getByLabel("了解到的情况").fill("病情稳定，药费已报销");
        village.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登记走访")).click();
        assertThat(village.locator("main")).containsText("走访已登记");
        screenshot(village, "visits");
        assertFitsAPhone(village, "phone-visits");
        village.navigate("/households/" + flow.householdNo());
        village.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("健康·大病保险和医疗救助")).click();
        village.locator("#result").fill("已救助8000元");
        screenshot(village, "household-measure");
        assertFitsAPhone(village, "phone-household-measure");
        village.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("保存")).click();
        assertThat(village.locator("main")).containsText(Pattern.compile("已落实.*已救助8000元"));
        screenshot(village, "household-helped");
        assertFitsAPhone(village, "phone-household-helped");
        township.setViewportSize(DESKTOP, 1000);
        township.navigate("/households/" + flow.householdNo() + "/responsible");
        screenshot(township, "responsible");
        assertFitsAPhone(township, "phone-responsible");
        township.navigate("/measure-catalogue");
        assertFitsAPhone(township, "phone-measure-catalogue");
        screenshot(township, "measure-catalogue");
    }

    /** Chooses an option of a long list by typing the text to look for. */
    private static void choose(Page page, String label, String option) {
        page.locator(".fjs-form-field-select").filter(new Locator.FilterOptions().setHasText(label)).first()
                .locator("input").first().fill(option.substring(option.indexOf('·') + 1));
        page.locator(".fjs-dropdownlist-item").filter(new Locator.FilterOptions().setHasText(option)).first().click();
    }
}
