package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shouwang.support.Payloads;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;

/**
 * Tests the task list on a desktop and on a phone: it uses the words of the people who work with it, and shows days as they
 * count them.
 */
class WorklistBrowserTest extends BrowserTest {

    /** A village in which no other test works. */
    private static final String VILLAGE = "411081103203";

    @Test
    void theMostUrgentComesFirstWithTheDayThatTheFormSays() {
        String later = newCase(TestPeople.somebody(), TODAY);
        String overdue = newCase(TestPeople.somebody(), "2026-02-10");
        Page page = open("village" + VILLAGE, DESKTOP, TASKLIST);

        assertThat(card(page, overdue)).containsText("2026-02-25 到期，已超期 5 天");
        assertThat(card(page, overdue).locator(".overdue")).hasCSS("color", "rgb(180, 35, 24)");
        assertThat(card(page, later)).containsText("2026-03-17 到期，还剩 15 天");
        List<String> cards = page.locator(".tasks-list li.task .sw-case").allInnerTexts();
        assertThat(indexOf(cards, overdue)).isLessThan(indexOf(cards, later));
        assertThat(page.locator(".task-filters .item").filter(with("已超期")).locator(".counter")).hasText(Pattern.compile("\\d+"));
        card(page, overdue).locator("a").first().click();
        assertThat(page.locator(".task-card .sw-due")).hasText("办理时限：2026-02-25 到期，已超期 5 天");
        assertThat(page.locator(".fjs-form").first()).containsText("应于 2026-02-25 前完成（含当日），已超期 5 天");
        screenshot(page, "task-list");
    }

    @Test
    void aTaskIsFoundByNameAndNoNameStandsInAnAddress() {
        Person head = TestPeople.somebody();
        String wanted = newCase(head, TODAY);
        String other = newCase(TestPeople.somebody(), TODAY);
        Page page = open("village" + VILLAGE, DESKTOP, TASKLIST);
        List<String> addresses = new ArrayList<>();
        page.onRequest(request -> addresses.add(request.url()));
        assertThat(card(page, other)).isVisible();

        search(page, head.name());
        assertThat(page.locator(".tasks-list li.task")).hasCount(1);
        assertThat(card(page, wanted)).containsText(head.name());
        assertThat(card(page, other)).hasCount(0);
        screenshot(page, "task-search");
        assertThat(addresses).noneMatch(address -> address.contains("%E") || address.contains(head.name()));
        assertThat(page.url()).doesNotContain("%E");
        assertThat((String) page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")).doesNotContain(head.name());

        search(page, "没有这样的村");
        assertThat(page.locator(".sw-search")).containsText("0 件待办");
        assertThat(page.locator(".tasks-list li.task")).hasCount(0);
        search(page, wanted);
        assertThat(card(page, wanted)).isVisible();
        page.getByText("显示全部").click();
        assertThat(card(page, other)).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"village411081103203, 1440", "township411081101, 1440", "county411081, 1440", "county411081, 390"})
    void nothingDeadOrForeignIsLeftAndTheWayBackIsThere(String user, int width) {
        newCase(TestPeople.somebody(), TODAY);
        shouwang.newCase(TestPeople.somebody(), TODAY).verified();
        Page page = open(user, width, TASKLIST);
        assertThat(page.locator(".sw-order")).isVisible();

        assertThat(page.locator(".glyphicon-pencil, .reset-due-date, .reset-follow-up-date, .priority, .tenant-id, [cam-widget-search]"))
                .hasCount(0);
        Locator task = page.locator(".tasks-list .task a").first();
        if (task.isVisible()) {
            task.click();
            assertThat(page.locator(".fjs-form").first()).isVisible();
            assertThat(page.locator(".nav-tabs").first()).not().containsText("办理记录");
            assertThat(page.locator(".nav-tabs").first()).not().containsText("说明");
            assertThat(page.locator("[cam-tasklist-task-meta], .task-card header").first()).not().containsText("411081");
        }
        screenshot(page, "task-of-" + user + "-" + width);
        for (String part : List.of("首页", "案件", "户")) {
            assertThat(bar(page, part)).isVisible();
        }
        assertFits(page);
        bar(page, "户").click();
        page.waitForURL("**/households");
    }

    @Test
    void onAPhoneTheListOrTheTaskIsShown() {
        Person head = TestPeople.somebody();
        String caseNo = newCase(head, TODAY);
        Page page = open("village" + VILLAGE, PHONE, TASKLIST);
        for (String last : List.of(".task-filters .item >> nth=3", ".sw-navigation li >> nth=-1")) {
            BoundingBox box = page.locator(last).boundingBox();
            assertThat(box.x + box.width).as(last).isLessThanOrEqualTo(PHONE);
        }
        search(page, caseNo);
        assertThat(card(page, caseNo).locator("h4")).containsText(head.name());
        screenshot(page, "phone-task-list");

        card(page, caseNo).locator("a").first().click();
        assertThat(page.locator(".fjs-form").first()).containsText(caseNo);
        assertThat(page.locator(".sw-search")).isHidden();
        screenshot(page, "phone-task");
        page.getByText("返回列表").click();
        assertThat(card(page, caseNo)).isVisible();
        assertThat(page.locator(".fjs-form").first()).isHidden();
    }

    private static Locator bar(Page page, String name) {
        return page.locator(".sw-navigation").getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static int indexOf(List<String> cards, String caseNo) {
        return cards.indexOf(cards.stream().filter(text -> text.contains(caseNo)).findFirst().orElseThrow());
    }

    private static void search(Page page, String text) {
        page.locator(".sw-search input").fill(text);
        page.keyboard().press("Enter");
        assertThat(page.locator(".sw-search")).containsText("“" + text + "”：");
    }

    private String newCase(Person head, String foundOn) {
        Map<String, Object> clue = new HashMap<>(Payloads.clue(head, foundOn));
        clue.put("villageCode", VILLAGE);
        return shouwang.partner().startClue(clue).get("caseNo");
    }

    private static Locator card(Page page, String caseNo) {
        return page.locator(".tasks-list li.task").filter(with(caseNo));
    }

    private static Locator.FilterOptions with(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
