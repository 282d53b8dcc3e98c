package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.HouseholdTable;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;

/**
 * Tests in a real browser, on a desktop and on a phone, that a county imports a file of households and looks at its figures.
 */
class RegisterBrowserTest extends BrowserTest {

    @Test
    void aFileIsLookedAtThenTakenInAndAgainChangesNothing() {
        Person head = TestPeople.somebody();
        HouseholdTable table = new HouseholdTable().household(TestPeople.somebody()).with("health", "很好").with("wageIncome", "-1")
                .household(head, TestPeople.somebody(), TestPeople.somebody());
        Page page = open("county" + Shouwang.COUNTY, DESKTOP, "/households");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("导入脱贫户")).click();
        screenshot(page, "import-empty");
        choose(page, "名单.csv", "phone,name\n1,某人\n".getBytes());
        press(page, "上传预览");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("文件不能导入");
        screenshot(page, "import-refused");

        choose(page, "名单.xlsx", table.xlsx());
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
        press(page, "上传预览");
        assertThat(page.locator("#result")).containsText("第 2 行");
        assertThat(page.locator("#result")).containsText("不能为负数");
        assertThat(page.locator("#result")).containsText(head.name());
        screenshot(page, "import-preview");
        assertFitsAPhone(page, "phone-import-preview");

        press(page, "确认导入 1 户");
        assertThat(page.locator("#result")).containsText("已导入：新增 1 户，更新 0 户。");
        assertThat(page.locator("#result")).isFocused();
        screenshot(page, "import-done");

        choose(page, "名单.xlsx", new HouseholdTable().household(head).xlsx());
        press(page, "上传预览");
        press(page, "确认导入 1 户");
        choose(page, "名单.xlsx", new HouseholdTable().household(head).xlsx());
        press(page, "上传预览");
        assertThat(page.locator("#result")).containsText("名单与户册一致，没有需要导入的。");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("确认导入"))).hasCount(0);
        screenshot(page, "import-again");
        page.navigate("/households?status=NOT_MONITORED");
        page.getByText(database.sql("select household_no from shouwang.household where head_name = ?").param(head.name())
                .query(String.class).single()).click();
        assertThat(page.locator("main")).containsText("导入脱贫户名单");
        screenshot(page, "import-household");
    }

    @Test
    void theFiguresAreATableAndBars() {
        HouseholdFlow.monitored(shouwang, clock, TestPeople.somebody(), Map.of("wageIncome", 40000));
        HouseholdFlow.monitored(shouwang, clock).eliminated();
        Page page = open("city411000", DESKTOP, "/supervision");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("监测帮扶成效")).click();

        assertThat(page.locator("#rates")).containsText("截至");
        assertThat(page.locator(".chart canvas")).hasCount(1);
        screenshot(page, "figures-city");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("禹州市").setExact(true)).click();
        assertThat(page.locator(".path")).containsText("禹州市");
        screenshot(page, "figures-county");
        page.setViewportSize(PHONE, 1000);
        // The page forbids the browser to evaluate texts, so that it is asked from here.
        page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate("document.documentElement.scrollWidth <= " + PHONE)));
        page.reload();
        screenshot(page, "phone-figures");
        page.getByLabel("统计日期").fill("2020-01-01");
        press(page, "查询");
        assertThat(page.locator("main")).containsText("这一天还没有纳入监测的户。");
        page.setViewportSize(DESKTOP, 1000);
        screenshot(page, "figures-empty");
    }

    private static void choose(Page page, String name, byte[] file) {
        page.getByLabel("名单文件").setInputFiles(new FilePayload(name, "application/octet-stream", file));
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
    }
}
