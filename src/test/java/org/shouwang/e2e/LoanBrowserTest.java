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
import org.shouwang.support.LoanFlow;
import org.shouwang.support.Shouwang;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A small loan in Chromium: the village applies, bank and county decide in Tasklist, the bank records a repayment. */
class LoanBrowserTest extends IntegrationTest {

    private static final int DESKTOP = 1440;
    private static final int PHONE = 390;
    private static final int WHOLE_FORM = 2400;
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
    void villageBankAndCountyGetALoanThroughAndTheBankRecordsARepayment() {
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        Page village = browser.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD, DESKTOP, "/households/" + household.householdNo());
        village.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("申请小额信贷")).click();
        village.getByLabel("申请金额（元）").fill("80000");
        village.getByLabel("期限（月）").fill("40");
        Browser.screenshot(village, "loan-application");
        village.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交申请")).click();
        assertThat(village.locator("main")).containsText("用途：为必填项");
        village.getByLabel("用途", new Page.GetByLabelOptions().setExact(true)).selectOption("BREEDING");
        village.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交申请")).click();
        assertThat(village.locator("main")).containsText("最长期限 36 个月");
        village.setViewportSize(PHONE, 1000);
        assertFits(village);
        Browser.screenshot(village, "phone-loan-application");
        village.getByLabel("期限（月）").fill("24");
        village.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交申请")).click();
        village.waitForURL(url -> url.contains("/loans/XD-"));
        String loanNo = village.url().substring(village.url().lastIndexOf('/') + 1);

        Page bank = browser.signIn(LoanFlow.BANK, Shouwang.PASSWORD, DESKTOP, "/loans/" + loanNo);
        openTask(bank, loanNo, "贷前调查");
        bank.getByLabel("适合贷款", new Page.GetByLabelOptions().setExact(true)).check();
        bank.setViewportSize(DESKTOP, WHOLE_FORM);
        Browser.screenshot(bank, "loan-investigation");
        submit(bank);
        openTask(bank, loanNo, "贷中审查");
        bank.getByLabel("同意贷款", new Page.GetByLabelOptions().setExact(true)).check();
        submit(bank);
        Page county = browser.signIn("county" + Shouwang.COUNTY, Shouwang.PASSWORD, DESKTOP, "/cases/" + loanNo);
        openTask(county, loanNo, "贴息确认");
        county.getByLabel("予以贴息").check();
        county.setViewportSize(DESKTOP, WHOLE_FORM);
        Browser.screenshot(county, "loan-subsidy");
        submit(county);
        openTask(bank, loanNo, "放款");
        bank.setViewportSize(DESKTOP, WHOLE_FORM);
        Browser.screenshot(bank, "loan-disbursement");
        submit(bank);

        bank.setViewportSize(DESKTOP, 1000);
        bank.navigate("/loans/" + loanNo);
        assertThat(bank.locator("main")).containsText("已放款");
        bank.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("登记还款")).click();
        bank.getByLabel("还款金额（元）").fill("30000");
        Browser.screenshot(bank, "loan-repayment");
        bank.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("确认登记")).click();
        assertThat(bank.locator("main")).containsText("还款已登记");
        assertThat(bank.locator("main")).containsText("50000.00");
        Browser.screenshot(bank, "loan");
        bank.setViewportSize(PHONE, 1000);
        assertFits(bank);
        Browser.screenshot(bank, "phone-loan");
        bank.navigate("/loans");
        assertFits(bank);
        Browser.screenshot(bank, "phone-loans");
        county.setViewportSize(DESKTOP, 1000);
        county.navigate("/supervision/loans");
        Browser.screenshot(county, "loan-figures");
        county.setViewportSize(PHONE, 1000);
        assertFits(county);
        Browser.screenshot(county, "phone-loan-figures");
    }

    private static void assertFits(Page page) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(PHONE);
    }

    /** Opens the task from the case's page, which claims it. */
    private static void openTask(Page page, String loanNo, String task) {
        page.setViewportSize(DESKTOP, 1000);
        page.navigate("/cases/" + loanNo);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("办理：" + task)).click();
        assertThat(page.locator(".fjs-form").first()).containsText(loanNo, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS));
        assertThat(page.locator("li.assignee")).containsText("您正在办理");
    }

    private static void submit(Page page) {
        page.keyboard().press("Tab");
        Locator button = page.getByText("提交办结").last();
        assertThat(button).isEnabled();
        button.click();
        assertThat(page.locator(".fjs-form")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS));
    }
}
