package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;

/**
 * Tests the work of supervisors and officials on {@code /supervision} and on the page of a case, in a real browser, on a
 * desktop and on a phone.
 */
class SupervisionBrowserTest extends BrowserTest {

    private static final String COUNTY = "411082";
    private static final List<String> TOWNSHIPS = List.of("411082100", "411082101", "411082102", "411082104", "411082107");

    private final List<String> complaints = new ArrayList<>();

    @AfterEach
    void theBrowserDoesNotComplain() {
        assertThat(complaints).as("what the browser complained of").isEmpty();
    }

    @Test
    void aCountySeesFiguresChartsAndTheListBehindThem() {
        casesInManyVillages();
        Page page = open("county" + COUNTY, DESKTOP, "/supervision");

        for (String chart : List.of("regions", "ages", "months")) {
            assertThat(page.locator("[data-chart=" + chart + "] canvas")).isVisible();
            assertThat(drawn(page, chart)).as(chart).isEqualTo(inTable(page, chart));
        }
        assertThat(drawn(page, "regions").stream().flatMap(List::stream).mapToInt(Integer::intValue).sum())
                .as("there is something to see").isGreaterThan(20);
        screenshot(page, "supervision-wide");

        Locator next = page.locator("a[rel=next]");
        next.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("a[rel=prev]")).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*/supervision\\?.*cursor=after_.*"));
        assertThat(page.locator("#list")).isFocused();
        assertThat(page.locator("#page tbody tr").first()).isVisible();
        page.goBack();
        assertThat(page.locator("a[rel=prev]")).hasCount(0);

        Locator township = page.locator("section[aria-labelledby=regions] a").filter(new Locator.FilterOptions().setHasText("和尚桥镇"));
        township.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".path [aria-current]")).hasText("和尚桥镇");
        screenshot(page, "supervision-township-wide");
        page.locator("[data-chart=regions] canvas").click(new Locator.ClickOptions().setPosition(firstBar(page)));
        assertThat(page.locator(".path [aria-current]")).hasText("和尚桥东村");

        page.getByLabel("案件编号、户主姓名或村名").fill("和尚桥东村");
        page.getByLabel("状态").selectOption("ATTENTION");
        page.keyboard().press("Tab");
        page.getByText("查询", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("#page [role=status]")).containsText("符合“和尚桥东村”");
        assertThat(page).not().hasURL(Pattern.compile(".*%E5.*"));
        Download file = page.waitForDownload(() -> page.locator(".list-head a[download]").first().click());
        assertThat(file.suggestedFilename()).isEqualTo("时限清单-2026-03-02.xlsx");
        page.locator("#page tbody a").first().click();
        assertThat(page.locator("h1")).containsText("JC-411082-2026-");
    }

    @Test
    void itAllFitsOnAPhone() {
        casesInManyVillages();

        Page page = open("township" + TOWNSHIPS.get(0), PHONE, "/supervision");

        assertThat(page.locator("[data-chart=regions] canvas")).isVisible();
        assertFits(page);
        screenshot(page, "supervision-phone");
        Page city = open("city411000", PHONE, "/supervision?region=" + COUNTY + "&state=ATTENTION");
        assertFits(city);
        screenshot(city, "supervision-city-phone");
        Page village = open("village" + TOWNSHIPS.get(0) + "203", PHONE, "/supervision?region=411024");
        assertThat(village.locator("main")).containsText("不在您的辖区内");
        assertFits(village);
        screenshot(village, "supervision-empty-phone");
    }

    @Test
    void theVillageAsksForMoreDaysOnAPhoneAndTheCountyDecidesAndUrges() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), "2026-02-17").verified();
        String caseNo = flow.caseNo();

        Page village = open("village" + Shouwang.VILLAGE, PHONE, "/cases/" + caseNo);
        assertFits(village);
        screenshot(village, "case-phone");
        village.getByText("申请延期").click();
        village.getByLabel("延期至").fill("2026-03-10");
        village.getByText("确认提交延期申请").click();
        assertThat(village.locator("#reason-error")).containsText("为必填项");
        assertThat(village.getByLabel("延期至")).hasValue("2026-03-10");
        assertFits(village);
        screenshot(village, "extension-phone");
        village.getByLabel("延期原因").fill("连日大雪，进村道路中断，户主住院未归");
        village.getByText("确认提交延期申请").click();
        assertThat(village.locator("main")).containsText("等县级乡村振兴部门决定");
        screenshot(village, "case-asked-phone");

        Page county = open("county" + Shouwang.COUNTY, DESKTOP, "/home");
        county.getByText("待决定的延期").click();
        screenshot(county, "extensions-wide");
        county.locator("tr").filter(new Locator.FilterOptions().setHasText(caseNo)).getByText("去决定").click();
        county.getByLabel("同意延期", exactly()).check();
        county.locator("#opinion").fill("情况属实，同意");
        screenshot(county, "extension-decision-wide");
        county.getByText("确认决定").click();
        assertThat(county.locator("main")).containsText("已同意延期");
        assertThat(county.locator("section[aria-labelledby=extensions]")).containsText("由 2026-03-04 改为 2026-03-10");

        flow.compared();
        county.navigate("/cases/" + caseNo);
        county.getByText("催办", new Page.GetByTextOptions().setExact(true)).click();
        county.getByLabel("催办内容").fill("请本周内召开村民代表会议");
        screenshot(county, "urging-wide");
        county.getByText("确认催办").click();
        assertThat(county.locator("section[aria-labelledby=urged]")).containsText("请本周内召开村民代表会议");
        assertThat(county.locator(".timeline .later").first()).containsText("最迟");
        screenshot(county, "case-wide");

        village.navigate("/cases/" + caseNo);
        assertThat(village.locator("main")).containsText("请本周内召开村民代表会议");
        assertFits(village);
        screenshot(village, "case-urged-phone");
        village.getByText("办理：村级初选").click();
        assertThat(village.locator("#task-form")).isVisible();
        assertThat(village.locator("main")).containsText(caseNo);
    }

    @Test
    void aLongExportIsWatchedUntilItCanBeDownloaded() {
        casesInManyVillages();
        String location = shouwang.as("county" + COUNTY).postForm("/supervision/exports", Map.of("format", "xlsx")).location();

        Page page = open("county" + COUNTY, PHONE, location.replaceAll("^https?://[^/]+", ""));

        assertThat(page.getByText("下载 Excel（xlsx）")).isVisible();
        assertFits(page);
        screenshot(page, "export-phone");
        Download file = page.waitForDownload(() -> page.getByText("下载 Excel（xlsx）").click());
        assertThat(file.suggestedFilename()).endsWith(".xlsx");
    }

    /** Opens an address and records the browser's complaints. */
    @Override
    Page open(String user, int width, String path) {
        Page page = window(user, width);
        page.onConsoleMessage(message -> {
            if ("error".equals(message.type()) && !message.location().contains("/camunda/") && !message.text().contains("status of 400")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(path);
        return page;
    }

    /** Returns the numbers of a chart's bars, series by series, as ECharts received them. */
    @SuppressWarnings("unchecked")
    private static List<List<Integer>> drawn(Page page, String chart) {
        return (List<List<Integer>>) page.evaluate("chart => echarts.getInstanceByDom(document.querySelector('[data-chart=' + chart + '] .chart'))"
                + ".getOption().series.filter(series => series.type === 'bar').map(series => series.data)", chart);
    }

    /**
     * Returns the numbers of the table below a chart, column by column. In two charts the last columns are sums and shares.
     */
    @SuppressWarnings("unchecked")
    private static List<List<Integer>> inTable(Page page, String chart) {
        return (List<List<Integer>>) page.evaluate("""
                ([chart, columns]) => [...Array(columns).keys()].map(column =>
                    [...document.querySelectorAll('[data-chart=' + chart + '] tbody tr')].map(row => Number(row.querySelectorAll('td')[column].textContent)))
                """, List.of(chart, Map.of("regions", 4, "ages", 1, "months", 2).get(chart)));
    }

    private static Position firstBar(Page page) {
        List<?> pixel = (List<?>) page.evaluate("() => { const chart = echarts.getInstanceByDom(document.querySelector('[data-chart=regions] .chart'));"
                + " const [x, y] = chart.convertToPixel({xAxisIndex: 0, yAxisIndex: 0}, [0, 0]); return [x + 4, y]; }");
        return new Position(((Number) pixel.get(0)).doubleValue(), ((Number) pixel.get(1)).doubleValue());
    }

    private void casesInManyVillages() {
        for (int i = 0; i < TOWNSHIPS.size(); i++) {
            for (String day : List.of("2026-03-01", "2026-02-19", "2026-02-14", "2026-02-10", "2026-01-12")) {
                clue(TOWNSHIPS.get(i) + "201", TestPeople.somebody(), day);
            }
            if (i % 2 == 0) {
                Person head = TestPeople.somebody();
                visit(TOWNSHIPS.get(i) + "202", clue(TOWNSHIPS.get(i) + "202", head, "2026-02-10"), Payloads.atRisk(head, TODAY));
                visit(TOWNSHIPS.get(i) + "202", clue(TOWNSHIPS.get(i) + "202", TestPeople.somebody(), TODAY), Payloads.ending("NO_RISK", TODAY));
                visit(TOWNSHIPS.get(i) + "202", clue(TOWNSHIPS.get(i) + "202", TestPeople.somebody(), "2026-02-01"), Payloads.ending("NO_RISK", TODAY));
            }
        }
    }

    private String clue(String village, Person head, String foundOn) {
        Map<String, Object> clue = Payloads.clue(head, foundOn);
        clue.put("villageCode", village);
        Answer answer = shouwang.partner().startClue(clue);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.get("caseNo");
    }

    private void visit(String village, String caseNo, Map<String, ?> found) {
        Answer answer = shouwang.as("village" + village).submit(caseNo, VERIFY_HOUSEHOLD, found);
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }
}
