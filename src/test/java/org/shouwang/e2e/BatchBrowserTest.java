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

/** Tests that many cases are decided at once on pages. */
class BatchBrowserTest extends BrowserTest {

    private static final int CASES = 12;

    @Test
    void aTownshipReviewerDecidesAllThatAreTickedAtOnce() {
        List<CaseFlow> flows = Stream.generate(() -> shouwang.newCase(TestPeople.somebody(), TODAY).verified()).limit(CASES).toList();
        List<String> caseNos = flows.stream().map(CaseFlow::caseNo).toList();
        decideAll(shouwang.county(), CONFIRM_COMPARISON, Map.of(COMPARISON_OUTCOME, "CONSISTENT"), caseNos);
        decideAll(shouwang.village(), PRESELECT_AT_VILLAGE, Map.of(PRESELECTION_OUTCOME, "PRESELECT"), caseNos);
        assertThat(shouwang.village().post("/api/notices", Map.of("caseNos", caseNos, "postedAt", "村务公开栏", "postedFrom", TODAY)).status()).isLessThan(300);
        clock.advanceDays(6);
        flows.forEach(flow -> flow.awaitTask(REVIEW_AT_TOWNSHIP));
        Page page = open("township" + Shouwang.TOWNSHIP, DESKTOP, "/password");
        List<String> ids = flows.stream().map(flow -> shouwang.township().taskId(flow.caseNo(), REVIEW_AT_TOWNSHIP)).toList();
        page.evaluate("""
                ids => {
                  const form = document.querySelector('main form[method=post]');
                  form.querySelectorAll('input:not([type=hidden])').forEach(field => field.remove());
                  form.action = '/tasks/batch';
                  form.noValidate = true;
                  ids.forEach(id => { const field = document.createElement('input'); field.type = 'hidden'; field.name = 'taskId'; field.value = id; form.append(field); });
                  form.submit();
                }
                """, ids);
        page.waitForURL("**/tasks/batch");
        screenshot(page, "batch-form");
        page.setViewportSize(PHONE, Browser.HEIGHT);
        assertFits(page);
        screenshot(page, "batch-form-phone");
        page.setViewportSize(DESKTOP, Browser.HEIGHT);
        page.getByLabel("同意纳入，上报县级").check();
        page.getByLabel("审核意见", exactly()).fill("情况属实");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("下一步：核对")).click();
        screenshot(page, "batch-confirm");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("确认办理 " + CASES + " 户")).click();
        screenshot(page, "batch-progress");
        assertThat(page.getByText("已办结 " + CASES + " 户。")).isVisible();
        screenshot(page, "batch-result");
        assertThat(flows).allSatisfy(flow -> assertThat(flow.openTasks()).containsExactly(CHECK_AT_COUNTY));
    }

    private void decideAll(Shouwang.Session who, String task, Map<String, String> values, List<String> caseNos) {
        Answer answer = who.post("/api/tasks/batch", Map.of("process", KEY, "task", task, "values", values,
                "items", caseNos.stream().map(caseNo -> Map.of("caseNo", caseNo)).toList()));
        assertThat(answer.body().path("results").findValuesAsText("outcome")).as(answer.text()).hasSize(caseNos.size()).containsOnly("DONE");
    }
}
