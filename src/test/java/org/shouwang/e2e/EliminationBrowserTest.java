package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A household leaves monitoring and comes back, from its page and in Tasklist, in a real browser. */
class EliminationBrowserTest extends IntegrationTest {

    private static final int DESKTOP = 1440;
    private static final int PHONE = 390;
    private static final int WHOLE_FORM = 3600;
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
    void aHouseholdsRisksAreMarkedAsGoneAndTheMarkIsTakenBack() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        Page village = browser.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD, DESKTOP, "/households/" + flow.householdNo());

        flow.in(begin(village, "发起风险消除", "病情稳定，收入增加"));
        openTask(village, flow, "入户核查");
        village.getByLabel("风险已消除", exactly()).check();
        village.getByLabel("稳定消除（落实帮扶后消除").check();
        village.getByLabel("已消除", exactly()).check();
        village.getByLabel("怎样消除的，或还有什么困难").fill("已康复，报销后自付很少");
        village.getByLabel("工资性收入").fill("18000");
        village.setViewportSize(DESKTOP, WHOLE_FORM);
        Browser.screenshot(village, "elimination-check");
        submit(village);
        openTask(village, flow, "村级初选");
        assertThat(village.locator(".fjs-form")).containsText("消除条件全部符合", patient());
        village.getByLabel("初选（拟消除风险）").check();
        Browser.screenshot(village, "elimination-preselection");
        submit(village);
        flow.posted().noticeOver().reviewed().passed();
        Page leader = browser.signIn("leader" + Shouwang.COUNTY, Shouwang.PASSWORD, DESKTOP, "/cases/" + flow.caseNo());
        openTask(leader, flow, "县级审批");
        leader.getByLabel("批准消除风险").check();
        leader.setViewportSize(DESKTOP, WHOLE_FORM);
        Browser.screenshot(leader, "elimination-approval");
        submit(leader);
        flow.announced().marked();
        assertThat(flow.monitoringStatus()).isEqualTo("ELIMINATED");

        village.navigate("/households/" + flow.householdNo());
        flow.in(begin(village, "申请风险回退", "旧病复发，其实没有治好"));
        openTask(village, flow, "入户核查");
        village.getByLabel("原有风险仍在，消除标注不准").check();
        village.getByLabel("已消除", exactly()).uncheck();
        Browser.screenshot(village, "rollback-check");
        submit(village);
        flow.reviewed().approved().marked();

        village.navigate("/households/" + flow.householdNo());
        assertThat(village.locator("main")).containsText("监测中");
        assertThat(village.locator("main")).containsText("已回退为监测中");
        village.setViewportSize(DESKTOP, 1000);
        Browser.screenshot(village, "household");
        village.setViewportSize(PHONE, 1000);
        assertThat((Integer) village.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(PHONE);
        Browser.screenshot(village, "phone-household");
        village.navigate("/households");
        village.setViewportSize(DESKTOP, 1000);
        Browser.screenshot(village, "households");
    }

    private static String begin(Page page, String action, String reason) {
        page.setViewportSize(DESKTOP, 1000);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(action)).click();
        page.getByLabel("发起理由").fill(reason);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(action)).click();
        page.waitForURL(url -> url.contains("/cases/"));
        return page.url().substring(page.url().lastIndexOf('/') + 1);
    }

    /** Opens the task from the case's page, which claims it. */
    private static void openTask(Page page, HouseholdFlow flow, String task) {
        page.navigate("/cases/" + flow.caseNo());
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("办理：" + task)).click();
        assertThat(page.locator(".fjs-form").first()).containsText(flow.caseNo(), patient());
        assertThat(page.locator("li.assignee")).containsText("您正在办理");
    }

    private static void submit(Page page) {
        page.keyboard().press("Tab");
        Locator button = page.getByText("提交办结").last();
        assertThat(button).isEnabled();
        button.click();
        assertThat(page.locator(".fjs-form")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS));
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static LocatorAssertions.ContainsTextOptions patient() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS);
    }
}
