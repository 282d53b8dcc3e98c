package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.COMPARISON_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.KEY;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests that many cases are decided at once on pages, in few clicks. */
class BatchBrowserTest extends BrowserTest {

    /** The number of cases; the clicks are the same for up to a hundred, which one page of the list holds. */
    private static final int CASES = Integer.getInteger("shouwang.batch.cases", 12);
    private static final int MOST_CLICKS = 20;

    private int clicks;

    @Test
    void aTownshipReviewerDecidesAPageOfCasesWithOneExceptionInAtMostTwentyClicks() {
        List<CaseFlow> flows = untilReview();
        Page page = open("township" + Shouwang.TOWNSHIP, DESKTOP, "/tasks");
        page.getByLabel("环节").selectOption(KEY + "/" + REVIEW_AT_TOWNSHIP);
        clicks += 2;
        click(button(page, "查询"));
        click(page.getByText("全选本页"));
        click(button(page, "批量办理勾选的"));
        assertThat(page.locator("h1")).containsText("批量办理：乡级审核");
        int shown = page.locator("tbody [name=taskId]:checked").count();
        assertThat(shown).isGreaterThanOrEqualTo(CASES);
        screenshot(page, "batch-form");
        page.setViewportSize(PHONE, Browser.HEIGHT);
        assertFits(page);
        screenshot(page, "batch-form-phone");
        page.setViewportSize(DESKTOP, Browser.HEIGHT);
        CaseFlow exception = flows.get(1);
        click(page.getByLabel("同意纳入，上报县级"));
        fill(page.getByLabel("审核意见", exactly()), "情况属实");
        click(page.getByLabel(exception.head().name() + "：单独填写").first());
        page.getByLabel(exception.head().name() + "：审核结果").first().selectOption("RETURN");
        clicks += 2;
        click(button(page, "下一步：核对"));
        assertThat(page.getByText("1 户还有内容需要修改")).isVisible();
        fill(page.getByLabel(exception.head().name() + "：审核意见").first(), "收入核算有误");
        click(button(page, "下一步：核对"));
        assertThat(page.getByText("将办理 " + shown + " 户。")).isVisible();
        screenshot(page, "batch-confirm");
        click(button(page, "确认办理 " + shown + " 户"));

        assertThat(page.getByText("已办结")).not().hasCount(0);
        screenshot(page, "batch-result");
        assertThat(clicks).isLessThanOrEqualTo(MOST_CLICKS);
        assertThat(exception.openTasks()).containsExactly(VERIFY_HOUSEHOLD);
        assertThat(flows.stream().filter(flow -> flow != exception)).allSatisfy(flow -> assertThat(flow.openTasks()).containsExactly(CHECK_AT_COUNTY));
        page.navigate("/case-lists/new?kind=admission");
        page.setViewportSize(PHONE, Browser.HEIGHT);
        assertFits(page);
        page.setViewportSize(DESKTOP, Browser.HEIGHT);
        button(page, "生成名单").click();
        assertThat(page.locator(".paper h1")).containsText("拟纳入名单");
        assertThat(page.locator(".paper")).containsText(flows.get(0).caseNo());
        screenshot(page, "case-list");
        assertFitsAPhone(page, "case-list-phone");
    }

    private List<CaseFlow> untilReview() {
        List<CaseFlow> flows = Stream.generate(() -> shouwang.newCase(TestPeople.somebody(), TODAY).verified()).limit(CASES).toList();
        List<String> caseNos = flows.stream().map(CaseFlow::caseNo).toList();
        decideAll(shouwang.county(), CONFIRM_COMPARISON, Map.of(COMPARISON_OUTCOME, "CONSISTENT"), caseNos);
        decideAll(shouwang.village(), PRESELECT_AT_VILLAGE, Map.of(PRESELECTION_OUTCOME, "PRESELECT"), caseNos);
        assertThat(shouwang.village().post("/api/notices", Map.of("caseNos", caseNos, "postedAt", "村务公开栏", "postedFrom", TODAY)).status()).isLessThan(300);
        clock.advanceDays(6);
        flows.forEach(flow -> flow.awaitTask(REVIEW_AT_TOWNSHIP));
        return flows;
    }

    private void decideAll(Shouwang.Session who, String task, Map<String, String> values, List<String> caseNos) {
        Answer answer = who.post("/api/tasks/batch", Map.of("process", KEY, "task", task, "values", values,
                "items", caseNos.stream().map(caseNo -> Map.of("caseNo", caseNo)).toList()));
        assertThat(answer.body().path("results").findValuesAsText("outcome")).as(answer.text()).hasSize(caseNos.size()).containsOnly("DONE");
    }

    private void click(Locator what) {
        what.click();
        clicks++;
    }

    private void fill(Locator field, String text) {
        click(field);
        field.fill(text);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
