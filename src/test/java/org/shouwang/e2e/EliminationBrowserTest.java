package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.Shouwang;

/** Tests in a real browser that a household leaves monitoring and comes back, from its page and in Tasklist. */
class EliminationBrowserTest extends BrowserTest {

    @Test
    void aHouseholdsRisksAreMarkedAsGoneAndTheMarkIsTakenBack() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        Page village = open("village" + Shouwang.VILLAGE, DESKTOP, "/households/" + flow.householdNo());

        flow.in(begin(village, "发起风险消除", "病情稳定，收入增加"));
        openTask(village, flow.caseNo(), "入户核查");
        village.getByLabel("风险已消除", exactly()).check();
        village.getByLabel("稳定消除（落实帮扶后消除").check();
        village.getByLabel("已消除", exactly()).check();
        village.getByLabel("怎样消除的，或还有什么困难").fill("已康复，报销后自付很少");
        village.getByLabel("工资性收入").fill("");
        village.getByLabel("入户核查日期").click();
        assertThat(village.locator(".sw-typed-error")).hasText("这里原有数字，不能留空。没有这一项请填 0。");
        village.getByLabel("工资性收入").fill("18000");
        String day = village.getByLabel("入户核查日期").inputValue();
        village.getByLabel("入户核查日期").click();
        village.keyboard().press("Control+A");
        village.keyboard().type("3-1");
        village.keyboard().press("Tab");
        assertThat(village.locator(".sw-typed-error")).hasText("“3-1”不是完整的日期，没有采用。请写成 2026-03-08。");
        village.getByLabel("入户核查日期").fill(day);
        village.keyboard().press("Tab");
        assertThat(village.locator(".sw-typed-error")).hasCount(0);
        village.setViewportSize(DESKTOP, WHOLE_FORM);
        screenshot(village, "elimination-check");
        submit(village);
        openTask(village, flow.caseNo(), "村级初选");
        assertThat(village.locator(".fjs-form")).containsText("消除条件全部符合");
        village.getByLabel("初选（拟消除风险）").check();
        screenshot(village, "elimination-preselection");
        submit(village);
        flow.posted().noticeOver().reviewed().passed();
        Page leader = open("leader" + Shouwang.COUNTY, DESKTOP, "/cases/" + flow.caseNo());
        openTask(leader, flow.caseNo(), "县级审批");
        leader.getByLabel("批准消除风险").check();
        leader.setViewportSize(DESKTOP, WHOLE_FORM);
        screenshot(leader, "elimination-approval");
        submit(leader);
        flow.announced().marked();
        assertThat(flow.monitoringStatus()).isEqualTo("ELIMINATED");

        village.navigate("/households/" + flow.householdNo());
        flow.in(begin(village, "申请风险回退", "旧病复发，其实没有治好"));
        openTask(village, flow.caseNo(), "入户核查");
        village.getByLabel("原有风险仍在，消除标注不准").check();
        village.getByLabel("已消除", exactly()).uncheck();
        screenshot(village, "rollback-check");
        submit(village);
        flow.reviewed().approved().marked();

        village.navigate("/households/" + flow.householdNo());
        assertThat(village.locator("main")).containsText("监测中");
        assertThat(village.locator("main")).containsText("已回退为监测中");
        village.setViewportSize(DESKTOP, 1000);
        screenshot(village, "household");
        assertFitsAPhone(village, "phone-household");
        village.navigate("/households");
        screenshot(village, "households");
    }

    private static String begin(Page page, String action, String reason) {
        page.setViewportSize(DESKTOP, 1000);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(action)).click();
        page.getByLabel("发起理由").fill(reason);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(action)).click();
        page.waitForURL(url -> url.contains("/cases/"));
        return page.url().substring(page.url().lastIndexOf('/') + 1);
    }
}
