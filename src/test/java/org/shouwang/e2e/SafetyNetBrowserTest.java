package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.DECIDE_AT_TOWNSHIP;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestChapter;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests in a real browser that a household without any labour is recognised, checked again, and later able to work again. */
class SafetyNetBrowserTest extends BrowserTest {

    private static final String WARNING = "有 1 笔小额信贷逾期未还";

    @Autowired
    private TestChapter chapter;

    @Test
    void theVillageAnswersForEachMemberAndEverybodySeesTheWarning() {
        TestPeople.Person head = TestPeople.somebody();
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock, head, Map.of("members",
                List.of(Payloads.disabledMember(head, "HEAD"), Payloads.disabledMember(TestPeople.somebody(), "SPOUSE")))).recognitionStarted();
        chapter.warn(database.sql("select id from shouwang.household where household_no = ?").param(flow.householdNo())
                .query(Long.class).single(), WARNING);
        Page village = open("village" + Shouwang.VILLAGE, DESKTOP, "/cases/" + flow.caseNo());
        assertThat(village.locator("main")).containsText(WARNING);
        screenshot(village, "safety-net-case");

        openTask(village, flow.caseNo(), "入户核查");
        assertThat(village.locator(".fjs-form").first()).containsText(WARNING);
        village.getByLabel("符合兜底保障条件", exactly()).check();
        for (int member = 0; member < 2; member++) {
            village.locator(".fjs-form-field-select").nth(member).locator(".fjs-input-group, .fjs-select-display").first().click();
            village.locator(".fjs-dropdownlist-item").filter(new Locator.FilterOptions().setHasText("无劳动能力")).first().click();
        }
        village.getByLabel("农村低保，全额").check();
        village.getByLabel("是", exactly()).check();
        village.setViewportSize(DESKTOP, WHOLE_FORM);
        screenshot(village, "safety-net-check");
        submit(village);
        openTask(village, flow.caseNo(), "村级初选");
        assertThat(village.locator(".fjs-form")).containsText("认定条件全部符合");
        screenshot(village, "safety-net-preselection");
        village.getByLabel("初选（拟认定为兜底保障户）").check();
        submit(village);
        flow.posted();
        clock.advanceDays(6);
        flow.awaitTask(DECIDE_AT_TOWNSHIP);
        flow.decided().filed().marked();

        village.setViewportSize(DESKTOP, 1000);
        village.navigate("/households/" + flow.householdNo());
        assertThat(village.locator("main")).containsText("整户无劳动能力兜底保障户");
        village.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("登记劳动能力变化")).first().click();
        assertFitsAPhone(village, "phone-labour");
        village.getByLabel("现在的劳动能力").selectOption(new SelectOption().setValue("WEAK"));
        village.getByLabel("变化原因").fill("康复后能做轻活");
        village.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登记")).click();
        assertThat(village.locator("main")).containsText("标注已终止");
        assertFitsAPhone(village, "phone-safety-net-household");
    }

    @Test
    void theCountyDrawsAndBeginsALookBackAndTheVillageChecks() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminated();
        database.sql("update shouwang.household set status = 'NOT_MONITORED' where status = 'ELIMINATED' and household_no <> ?")
                .param(flow.householdNo()).update();
        Page county = open("county" + Shouwang.COUNTY, DESKTOP, "/look-backs");
        county.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("组织回头看")).click();
        county.getByLabel("名称").fill("五月风险消除户回头看");
        county.getByLabel("地区").selectOption(Shouwang.TOWNSHIP);
        county.getByLabel("抽查比例").fill("20");
        assertFitsAPhone(county, "phone-look-back-new");
        county.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("抽取并查看名单")).click();
        assertThat(county.locator("main")).containsText("还没有启动");
        screenshot(county, "look-back-draft");
        county.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("启动回头看")).click();
        assertThat(county.locator("main")).containsText(flow.householdNo());
        screenshot(county, "look-back");
        assertFitsAPhone(county, "phone-look-back");
        String caseNo = county.locator("a[href*='/cases/HK-']").first().textContent();

        Page village = open("village" + Shouwang.VILLAGE, DESKTOP, "/cases/" + caseNo);
        openTask(village, flow.in(caseNo).caseNo(), "入户核查");
        village.getByLabel("出现新的风险（转重新识别）").check();
        village.getByLabel("因灾", exactly()).check();
        village.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("核查情况")).fill("房屋被洪水冲毁");
        village.setViewportSize(DESKTOP, WHOLE_FORM);
        screenshot(village, "look-back-check");
        submit(village);
        village.setViewportSize(DESKTOP, 1000);
        village.navigate("/cases/" + caseNo);
        assertThat(village.locator("main")).containsText("JC-411081");
        screenshot(village, "look-back-case");
        county.navigate("/elimination-proposals");
        assertFitsAPhone(county, "phone-proposals");
    }
}
