package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;

/** Tests the desk as people use it: by mouse, by keyboard and on a phone. */
class DeskBrowserTest extends BrowserTest {

    private static final String VILLAGE = "411081104202";

    @Test
    void aClerkGoesThroughTheListByKeyboardAndFindsATaskByName() {
        Person head = new Person("欧阳寻丙", TestPeople.somebody().idNumber());
        String late = newCase(TestPeople.somebody(), "2026-01-20");
        String wanted = newCase(head, TODAY);
        newCase(TestPeople.somebody(), "2026-02-20");
        Page page = open("village" + VILLAGE, DESKTOP, "/tasks");
        assertThat(page.locator("#tasks tbody tr").first()).containsText(late);
        assertThat(page.locator("#tasks tbody tr.late .badge").first()).hasCSS("background-color", "rgb(163, 35, 28)");

        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("k");
        page.keyboard().press("j");
        assertThat(page.locator("tr.at")).hasCount(1);
        assertThat(page.locator("#tasks tbody tr").nth(1)).hasClass(Pattern.compile("at"));
        screenshot(page, "desk");
        page.setViewportSize(PHONE, Browser.HEIGHT);
        assertFits(page);
        screenshot(page, "phone-desk");
        page.setViewportSize(375, 800);
        assertThat(page.locator("header.top").boundingBox().height).isLessThanOrEqualTo(64);
        assertThat(page.locator("#tasks tbody tr").first().boundingBox().y).as("the first task").isLessThan(700);
        page.getByText("菜单").click();
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("案件").setExact(true))).isVisible();
        page.setViewportSize(DESKTOP, Browser.HEIGHT);

        page.locator("#q").fill(head.name());
        page.keyboard().press("Enter");
        assertThat(page.locator("#tasks tbody tr")).hasCount(1);
        assertThat(page.locator("#tasks")).containsText(wanted);
        assertThat(page.url()).doesNotContain("%E");
        page.keyboard().press("Tab");
        page.locator("#tasks a.open").focus();
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile(".*(tasks/|task=).*"));
    }

    @Test
    void everyRolesHomeFitsTheScreen() {
        newCase(TestPeople.somebody(), "2026-02-01");
        shouwang.newCase(TestPeople.somebody(), TODAY).verified();
        for (String user : List.of("village" + VILLAGE, "county" + Shouwang.COUNTY, "leader" + Shouwang.COUNTY, "bank" + Shouwang.COUNTY, "city411000", "admin")) {
            Page page = open(user, DESKTOP, "/home");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).isVisible();
            screenshot(page, "home-" + user);
            assertFitsAPhone(page, "phone-home-" + user);
        }
        Page sheet = open("village" + VILLAGE, DESKTOP, "/tasks/print");
        assertThat(sheet.locator("h1")).containsText("本周到期");
        screenshot(sheet, "desk-print");
    }

    private String newCase(Person head, String foundOn) {
        Map<String, Object> clue = new HashMap<>(Payloads.clue(head, foundOn));
        clue.put("villageCode", VILLAGE);
        return shouwang.partner().startClue(clue).get("caseNo");
    }
}
