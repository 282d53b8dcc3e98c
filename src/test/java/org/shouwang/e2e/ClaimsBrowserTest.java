package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests Tasklist with two people of one post: it shows who is working on a task, and a colleague can continue it. */
class ClaimsBrowserTest extends BrowserTest {

    private static final String VILLAGE = "village" + Shouwang.VILLAGE;
    private static final String TOWNSHIP = "township" + Shouwang.TOWNSHIP;
    private static final String COUNTY = "county" + Shouwang.COUNTY;
    private static final String NAME = "同事张会计";
    private static final String TASK = "/camunda/app/tasklist/default/#/?task=%s&detailsTab=task-detail-form";

    @Autowired
    private Accounts accounts;

    @Test
    void openingClaimsATaskNobodyHasAndLeavingItUntouchedGivesItBack() {
        String first = task(shouwang.newCase(TestPeople.somebody(), TODAY));
        String second = task(shouwang.newCase(TestPeople.somebody(), TODAY));
        Page page = open(VILLAGE, DESKTOP, TASK.formatted(first));
        assertInOwnHands(page);
        screenshot(page, "claim-own");
        assertThat(assignee(first)).isEqualTo(VILLAGE);

        page.evaluate("task => { location.hash = '#/?task=' + task + '&detailsTab=task-detail-form'; }", second);

        awaitAssignee(second, VILLAGE);
        awaitAssignee(first, null);
        assertInOwnHands(page);
        page.navigate("/home");
        awaitAssignee(second, null);
        page.navigate(TASK.formatted(first));
        assertInOwnHands(page);
        page.getByLabel("不存在风险").check();
        page.close();
        assertThat(assignee(first)).as("something was filled in").isEqualTo(VILLAGE);
        assertThat(shouwang.village().view(caseOf(first)).body().path("handovers")).isEmpty();
    }

    @Test
    void anAnswerThatTheClaimHasOvertakenDoesNotKeepTheTask() {
        String task = task(shouwang.newCase(TestPeople.somebody(), TODAY));
        Page page = open(VILLAGE, DESKTOP, "/home");
        page.addInitScript("""
                const send = window.fetch;
                let looks = 0;
                let claimed;
                const claim = new Promise(resolve => (claimed = resolve));
                window.fetch = async (address, options) => {
                  const answer = await send(address, options);
                  if (String(address).endsWith('/claim')) {
                    if (options.method === 'POST') {
                      setTimeout(claimed, 200);
                    } else if (++looks === 2) {
                      await claim;
                    }
                  }
                  return answer;
                };
                """);
        page.navigate(TASK.formatted(task));
        assertInOwnHands(page);
        page.waitForLoadState(LoadState.NETWORKIDLE);

        page.navigate("/home");

        awaitAssignee(task, null);
    }

    @Test
    void aVillageGoesOnWithAColleaguesTaskOnThePhone() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String colleague = colleague(Role.VILLAGE, Shouwang.VILLAGE);
        String task = claimed(task(flow), colleague);
        Page page = open(VILLAGE, PHONE, TASK.formatted(task));

        assertSaysWhoIsWorking(page);
        screenshot(page, "phone-claim-colleague");
        assertThat(assignee(task)).as("looking takes nothing over").isEqualTo(colleague);
        page.getByLabel("不存在风险").check();
        page.getByLabel("核实说明").fill("收入稳定，没有风险");
        submit(page);

        assertTakenOver(flow, VILLAGE);
        page.navigate("/cases/" + flow.caseNo());
        assertThat(page.locator("main")).containsText("接手，原由" + NAME + "办理");
        screenshot(page, "phone-claim-trace");
    }

    @Test
    void aCountyGoesOnWithAColleaguesTask() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified();
        String colleague = colleague(Role.COUNTY, Shouwang.COUNTY);
        String task = claimed(shouwang.county().taskId(flow.caseNo(), CONFIRM_COMPARISON), colleague);
        Page page = open(COUNTY, DESKTOP, TASK.formatted(task));

        assertSaysWhoIsWorking(page);
        screenshot(page, "claim-colleague");
        page.getByLabel("一致", exactly()).check();
        submit(page);

        assertTakenOver(flow, COUNTY);
        page.navigate("/cases/" + flow.caseNo());
        assertThat(page.locator("main")).containsText("接手，原由" + NAME + "办理");
        screenshot(page, "claim-trace");
    }

    @Test
    void aTownshipTakesATaskOverAndGivesItBack() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock);
        String colleague = colleague(Role.TOWNSHIP, Shouwang.TOWNSHIP);
        String task = claimed(shouwang.township().taskId(flow.caseNo(), REVIEW_AT_TOWNSHIP), colleague);
        Page page = open(TOWNSHIP, DESKTOP, TASK.formatted(task));
        assertSaysWhoIsWorking(page);

        page.locator("button.claim").click();
        assertInOwnHands(page);
        assertThat(page.locator(".sw-claim")).isHidden();
        assertTakenOver(flow, TOWNSHIP);
        page.locator("button.unclaim").click();

        awaitAssignee(task, null);
        assertThat(page.locator("li.assignee button")).hasText("签收");
    }

    @Test
    void theCountyFreesAVillagesTaskOnTheCasePage() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String task = claimed(task(flow), colleague(Role.VILLAGE, Shouwang.VILLAGE));
        Page page = open(COUNTY, PHONE, "/cases/" + flow.caseNo());
        assertThat(page.locator(".timeline")).containsText(NAME + "正在办理");

        page.getByText("退回岗位").first().click();

        assertThat(page.locator("main")).containsText("待办已退回岗位");
        assertThat(assignee(task)).isNull();
        screenshot(page, "phone-claim-freed");
    }

    private String colleague(Role role, String region) {
        String id = "colleague" + UUID.randomUUID().toString().replace("-", "");
        accounts.addUserLike(id, NAME, "admin", new Post(role, region));
        return id;
    }

    private String task(CaseFlow flow) {
        return shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);
    }

    private String claimed(String task, String user) {
        assertThat(shouwang.as(user).post("/engine-rest/task/" + task + "/claim", Map.of("userId", user)).status()).isEqualTo(204);
        return task;
    }

    private String assignee(String task) {
        return shouwang.as("admin").get("/engine-rest/task/" + task).get("assignee");
    }

    private void awaitAssignee(String task, String user) {
        await().untilAsserted(() -> assertThat(assignee(task)).isEqualTo(user));
    }

    private String caseOf(String task) {
        return database.sql("""
                select e.business_key_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_ where t.id_ = ?
                """).param(task).query(String.class).single();
    }

    private void assertTakenOver(CaseFlow flow, String by) {
        assertThat(flow.view().body().path("handovers").findValuesAsText("kind")).containsExactly("TAKEN_OVER");
        assertThat(database.sql("select by_user from shouwang.task_handover where case_no = ?").param(flow.caseNo())
                .query(String.class).single()).isEqualTo(by);
    }

    private static void assertInOwnHands(Page page) {
        assertThat(page.locator("li.assignee")).containsText("您正在办理");
    }

    private static void assertSaysWhoIsWorking(Page page) {
        assertThat(page.locator(".sw-claim")).containsText(NAME + "正在办理");
        assertThat(page.locator("li.assignee")).containsText(NAME + "正在办理");
        assertThat(page.locator(".disabled-form")).hasCount(0);
    }
}
