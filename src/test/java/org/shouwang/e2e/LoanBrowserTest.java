package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.Shouwang;

/**
 * Tests a small loan in Chromium: the village applies, the bank and the county decide in Tasklist, and the bank records a
 * repayment.
 */
class LoanBrowserTest extends BrowserTest {

    @Test
    void villageBankAndCountyGetALoanThroughAndTheBankRecordsARepayment() {
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        Page village = open("village" + Shouwang.VILLAGE, DESKTOP, "/households/" + household.householdNo());
        village.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("申请小额信贷")).click();
        village.getByLabel("申请金额（元）").fill("80000");
        village.getByLabel("期限（月）").fill("40");
        screenshot(village, "loan-application");
        village.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交申请")).click();
        assertThat(village.locator("main")).containsText("用途：为必填项");
        village.getByLabel("用途", exactly()).selectOption("BREEDING");
        village.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交申请")).click();
        assertThat(village.locator("main")).containsText("最长期限 36 个月");
        village.setViewportSize(PHONE, 1000);
        assertFits(village);
        screenshot(village, "phone-loan-application");
        village.getByLabel("期限（月）").fill("24");
        village.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交申请")).click();
        village.waitForURL(url -> url.contains("/loans/XD-"));
        String loanNo = village.url().substring(village.url().lastIndexOf('/') + 1);

        Page finder = open(LoanFlow.BANK, PHONE, "/loans/new");
        finder.getByLabel("户编号或户主姓名").fill(household.head().name());
        finder.getByLabel("村名").fill("顺店东");
        finder.getByLabel("村名").press("Enter");
        assertThat(finder.locator("tbody tr")).hasCount(1);
        assertFits(finder);
        screenshot(finder, "phone-loan-borrower");
        finder.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("选这一户：" + household.head().name())).click();
        assertThat(finder.locator("main")).containsText(household.head().name() + "（户主）");
        assertFits(finder);
        screenshot(finder, "phone-loan-of-borrower");

        Page bank = open(LoanFlow.BANK, DESKTOP, "/loans/" + loanNo);
        openTask(bank, loanNo, "贷前调查");
        bank.getByLabel("适合贷款", exactly()).check();
        bank.setViewportSize(DESKTOP, WHOLE_FORM);
        screenshot(bank, "loan-investigation");
        submit(bank);
        Page reviewer = open(LoanFlow.SECOND, DESKTOP, "/loans/" + loanNo);
        openTask(reviewer, loanNo, "贷中审查");
        reviewer.getByLabel("同意贷款", exactly()).check();
        submit(reviewer);
        Page county = open("county" + Shouwang.COUNTY, DESKTOP, "/cases/" + loanNo);
        openTask(county, loanNo, "贴息确认");
        county.getByLabel("予以贴息").check();
        county.setViewportSize(DESKTOP, WHOLE_FORM);
        screenshot(county, "loan-subsidy");
        submit(county);
        openTask(bank, loanNo, "放款");
        bank.setViewportSize(DESKTOP, WHOLE_FORM);
        bank.getByLabel("放款日期").fill(clock.today().toString());
        bank.getByLabel("放款金额").fill("80000");
        screenshot(bank, "loan-disbursement");
        submit(bank);

        bank.setViewportSize(DESKTOP, 1000);
        bank.navigate("/loans/" + loanNo);
        assertThat(bank.locator("main")).containsText("已放款");
        bank.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("登记还款")).click();
        bank.getByLabel("还款金额（元）").fill("30000");
        screenshot(bank, "loan-repayment");
        bank.evaluate("document.querySelectorAll('[name=_once]').forEach(token => token.value = 'x')");
        bank.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("确认登记")).click();
        assertThat(bank.locator("main")).containsText("没有登记");
        assertThat(bank.getByLabel("还款金额（元）")).hasValue("30000");
        screenshot(bank, "unknown-form");
        bank.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("确认登记")).click();
        assertThat(bank.locator("main")).containsText("还款已登记");
        assertThat(bank.locator("main")).containsText("50000.00");
        screenshot(bank, "loan");
        bank.setViewportSize(PHONE, 1000);
        assertFits(bank);
        screenshot(bank, "phone-loan");
        bank.navigate("/loans");
        assertFits(bank);
        screenshot(bank, "phone-loans");
        county.setViewportSize(DESKTOP, 1000);
        county.navigate("/supervision/loans");
        screenshot(county, "loan-figures");
        county.setViewportSize(PHONE, 1000);
        assertFits(county);
        screenshot(county, "phone-loan-figures");
    }
}
