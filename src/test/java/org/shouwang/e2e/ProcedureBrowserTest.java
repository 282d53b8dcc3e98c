package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.Shouwang;

/** Tests in Chromium that a folder which a county's engineer has put beside the program is worked with like any other process. */
class ProcedureBrowserTest extends BrowserTest {

    private static final int LAPTOP = 1280;
    private static final int SMALL_PHONE = 375;
    private static final String VILLAGE = "411081101203";

    private static void click(Page page, AriaRole role, String name) {
        page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true)).first().click();
    }

    /** Looks at a page at both widths. */
    private static void look(Page page, String name) {
        page.setViewportSize(LAPTOP, 1000);
        assertFits(page);
        assertThat(new AxeBuilder(page).withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")).analyze().getViolations())
                .as(name).isEmpty();
        screenshot(page, "procedure-" + name);
        page.setViewportSize(SMALL_PHONE, 1000);
        assertFits(page);
        screenshot(page, "phone-procedure-" + name);
        page.setViewportSize(LAPTOP, 1000);
    }

    /** Returns what stands in the row of a case, without the row's number. */
    private static List<String> cells(Page page, String caseNo) {
        List<String> cells = page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(caseNo)).locator("td").allInnerTexts();
        return cells.subList(1, cells.size());
    }

    @Test
    void itIsOfferedByTasklistToThoseWhoMayStartIt() {
        Page village = open("village" + VILLAGE, LAPTOP, TASKLIST);
        village.getByText("发起流程").first().click();
        assertThat(village.locator(".modal")).containsText("水井维修");
        village.locator(".modal").getByText("水井维修").click();
        assertThat(village.locator(".modal .fjs-form")).containsText("哪里坏了");
        screenshot(village, "procedure-tasklist-start");
        Page county = open("county411081", LAPTOP, TASKLIST);
        county.getByText("发起流程").first().click();
        assertThat(county.locator(".modal")).containsText("监测对象识别认定");
        assertThat(county.locator(".modal")).not().containsText("水井维修");
    }

    @Test
    void aFolderOfAnEngineerIsStartedFilledInByTwoRolesAndStandsInItsLedger() throws IOException {
        Page village = open("village" + VILLAGE, LAPTOP, "/home");
        click(village, AriaRole.LINK, "事项");
        look(village, "all");
        click(village, AriaRole.LINK, "发起水井维修");
        village.getByLabel("哪里坏了").fill("井壁塌了");
        click(village, AriaRole.BUTTON, "发起水井维修");
        assertThat(village.locator("main")).containsText("类别：为必填项");
        assertThat(village.getByLabel("哪里坏了")).hasValue("井壁塌了");
        village.getByLabel("类别").selectOption("DEEP");
        village.getByLabel("预计金额").fill("3200.50");
        look(village, "start");
        click(village, AriaRole.BUTTON, "发起水井维修");
        village.waitForURL(url -> url.contains("/cases/SJ-"));
        String caseNo = village.url().replaceFirst(".*/", "");
        assertThat(village.locator("main")).containsText("下一步：乡镇审核");
        look(village, "case");

        Page township = open("township" + Shouwang.TOWNSHIP, LAPTOP, "/cases/" + caseNo);
        openTaskHere(township, "乡镇审核", "核定金额");
        township.getByLabel("同意", exactly()).check();
        township.setViewportSize(LAPTOP, WHOLE_FORM);
        assertThat(township.locator("body")).containsText("水井维修");
        assertThat(township.locator(".fjs-form label").allInnerTexts()).as("labels of the form").isNotEmpty().noneMatch(label -> label.matches(".*[A-Za-z]{3}.*"));
        screenshot(township, "procedure-tasklist");
        submit(township);
        village.setViewportSize(PHONE, 900);
        village.navigate("/cases/" + caseNo);
        click(village, AriaRole.LINK, "办理：维修");
        village.getByLabel("完工日期").fill(clock.today().toString());
        assertFits(village);
        screenshot(village, "phone-procedure-task");
        click(village, AriaRole.BUTTON, "提交");
        assertThat(village.locator("main")).containsText("下一步：验收");

        township.setViewportSize(LAPTOP, 1000);
        township.navigate("/procedures/well-repair?kindOfWell=DEEP");
        assertThat(township.locator("tbody")).containsText(caseNo);
        look(township, "cases");
        click(township, AriaRole.LINK, "台账");
        List<String> expected = List.of(caseNo, "顺店镇", database.sql("select name from shouwang.region where code = ?").param(VILLAGE).query(String.class).single(), "深井", "3,200.50", clock.today().toString(), "1", "否", "已批准");
        assertThat(cells(township, caseNo)).isEqualTo(List.of(caseNo, "已批准", expected.get(1), expected.get(2)));
        assertThat(township.locator("tbody tr:has-text('" + caseNo + "') + tr.details li")).containsText(new String[] {"类别 深井", "金额 3,200.50"});
        assertThat(township.locator("#sums")).containsText("金额合计");
        look(township, "ledger");
        Download file = township.waitForDownload(() -> click(township, AriaRole.LINK, "Excel（xlsx）"));
        try (XSSFWorkbook workbook = new XSSFWorkbook(file.createReadStream())) {
            List<List<String>> rows = new ArrayList<>();
            for (Row row : workbook.getSheetAt(0)) {
                List<String> cells = new ArrayList<>();
                row.forEach(cell -> cells.add(new DataFormatter().formatCellValue(cell)));
                rows.add(cells);
            }
            assertThat(rows).anyMatch(row -> row.equals(List.of("序号", "编号", "乡镇", "村", "类别", "金额", "审核日期", "维修次数", "是否超期", "状态")));
            assertThat(rows).filteredOn(row -> row.contains(caseNo)).singleElement().satisfies(row ->
                    assertThat(row.subList(1, row.size())).isEqualTo(expected));
        }
    }

    @Test
    void aMemberOfAHouseholdIsFoundChosenAndHiddenQuestionsAppear() {
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        Page clerk = open("dept411081yibao", LAPTOP, "/procedures/hearing-aid/start");
        click(clerk, AriaRole.BUTTON, "查找");
        assertThat(clerk.locator("main")).containsText("请填写户编号、户主姓名或村名");
        clerk.getByLabel("户编号、户主或成员姓名").fill(household.head().name());
        clerk.getByLabel("户编号、户主或成员姓名").press("Enter");
        assertThat(clerk.locator("tbody")).containsText(household.householdNo());
        clerk.reload();
        assertThat(clerk.locator("tbody")).containsText(household.householdNo());
        look(clerk, "household");
        click(clerk, AriaRole.LINK, "选这一户：" + household.head().name());
        clerk.getByLabel("哪位成员").selectOption("1");
        assertThat(clerk.getByLabel("为什么配两只")).hasCount(0);
        clerk.getByLabel("哪只耳朵").selectOption("BOTH");
        clerk.getByLabel("为什么配两只").fill("两耳都重度");
        clerk.getByLabel("听力情况").fill("听不清");
        assertThat(clerk.getByLabel("哪位成员")).hasValue("1");
        look(clerk, "member");
        click(clerk, AriaRole.BUTTON, "发起助听器申领");
        assertThat(clerk.locator("main")).containsText("助听器申领已发起，编号 ZT-411081-");
    }
}
