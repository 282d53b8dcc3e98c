package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.notice.PublicNoticeProcess.OBJECTION_OUTCOME;
import static org.shouwang.notice.PublicNoticeProcess.RESOLVE_OBJECTION;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.MeetingFlow;
import org.shouwang.support.Shouwang;

/** Tests that a village weighs twelve households in one meeting and posts one notice for them. */
class MeetingBrowserTest extends BrowserTest {

    private static final String USER = "village" + Shouwang.VILLAGE;
    private static final int MANY = 12;

    @Test
    void twelveHouseholdsGoFromOneMeetingToOneNoticeAndAnUpheldObjectionTakesOutOne() {
        List<CaseFlow> households = MeetingFlow.compared(shouwang, clock, MANY).households();
        Page page = open(USER, DESKTOP, "/cases");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("村级研判会")).click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("登记研判会")).click();
        page.getByLabel("地点").fill("村委会会议室");
        page.getByLabel("主持人").fill("王主持");
        page.getByLabel("参加人员").fill("李代表、赵会计、孙委员");
        households.forEach(each -> page.locator("input[name='outcome-" + each.caseNo() + "'][value=PRESELECT]").check());
        page.getByLabel("没有单独写意见的初选户").fill("综合研判，一致同意");
        assertFitsAPhone(page, "meeting-new-phone");
        screenshot(page, "meeting-new");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登记研判会并办理")).click();

        page.waitForURL(Pattern.compile(".*/meetings/YP-.*"));
        assertThat(page.locator(".message.good")).containsText(MANY + "户都已办理");
        assertThat(page.locator(".paper tbody tr")).hasCount(MANY);
        assertThat(page.locator(".signatures li")).hasCount(4);
        assertFitsAPhone(page, "meeting-phone");
        screenshot(page, "meeting");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("张贴公示（" + MANY + "户）")).click();
        page.getByLabel("张贴地点").first().fill("村务公开栏");
        assertFitsAPhone(page, "notice-new-phone");
        screenshot(page, "notice-new");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("张贴公示")).first().click();

        page.waitForURL(Pattern.compile(".*/notices/GS-.*"));
        Locator rows = page.locator(".paper tbody tr");
        assertThat(rows).hasCount(MANY);
        CaseFlow upheld = households.get(4);
        page.getByLabel("对哪一户有异议").selectOption(upheld.caseNo());
        page.getByLabel("异议内容").fill("该户在县城有商铺出租");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登记异议")).click();
        assertThat(page.locator(".message.good")).containsText("异议已登记");
        upheld.done(shouwang.township(), RESOLVE_OBJECTION, Map.of(OBJECTION_OUTCOME, "UPHELD", "opinion", "商铺属实"));
        page.reload();

        assertThat(rows.nth(4)).containsText("已撤出：异议成立");
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("公示中"))).hasCount(MANY - 1);
        assertFitsAPhone(page, "notice-many-phone");
        screenshot(page, "notice-many");
        clock.advanceDays(6);
        households.stream().filter(each -> each != upheld).forEach(each -> each.awaitTask(REVIEW_AT_TOWNSHIP));
        assertThat(upheld.openTasks()).containsExactly(VERIFY_HOUSEHOLD);
    }
}
