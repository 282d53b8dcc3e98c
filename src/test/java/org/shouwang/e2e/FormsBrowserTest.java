package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/**
 * Tests forms as officials use them: the answers they get, what happens when a user leaves a form, and what the browser keeps
 * of it.
 */
class FormsBrowserTest extends BrowserTest {

    private static final String VILLAGE = "village" + Shouwang.VILLAGE;
    private static final String TOWNSHIP = "township" + Shouwang.TOWNSHIP;
    private static final String COUNTY = "county" + Shouwang.COUNTY;
    /** The milliseconds for which a hand holds a button down on a slow computer. */
    private static final double PRESS_MS = 700;

    private final List<String> questions = new ArrayList<>();

    @Test
    void aSuccessTellsTheNextStepWhateverIsShownThen() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified();

        Page county = openTask(COUNTY, DESKTOP, flow, CONFIRM_COMPARISON);
        choose(county, "一致");
        send(county);
        assertThat(county.locator(".sw-done")).containsText("已办结，下一步：村级初选（");
        assertThat(county.locator(".sw-done")).containsText(flow.caseNo());
        county.evaluate("location.hash = '#/'");
        assertThat(county.locator(".sw-done")).isVisible();
        screenshot(county, "done-county");

        Page village = openTask(VILLAGE, PHONE, flow, PRESELECT_AT_VILLAGE);
        choose(village, "初选");
        send(village);
        assertThat(village.locator(".sw-done")).containsText("已办结，下一步：张贴公示（");
        screenshot(village, "phone-done-village");
        village.locator(".sw-done-close").click();
        assertThat(village.locator(".sw-done")).hasCount(0);

        flow.posted(clock.today()).noticeOver(clock);
        Page township = openTask(TOWNSHIP, PHONE, flow, REVIEW_AT_TOWNSHIP);
        choose(township, "同意纳入，上报县级");
        send(township);
        assertThat(township.locator(".sw-done")).containsText("已办结，下一步：县级汇总审核（");
        screenshot(township, "phone-done-township");
    }

    @Test
    void whatIsWrongStandsAtItsFieldAndBesideTheButtonAndGoesWithTheTask() {
        shouwang.newCase(TestPeople.somebody(), TODAY);
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        Page page = openTask(VILLAGE, DESKTOP, flow, VERIFY_HOUSEHOLD);

        send(page);
        assertThat(page.locator(".sw-errors")).containsText("入户核实结果");
        page.getByLabel("存在返贫致贫风险").check();
        send(page);
        assertThat(page.locator(".sw-errors")).containsText("处要改");
        assertThat(page.locator(".sw-errors > ul > li")).hasCount(6);
        assertThat(page.locator(".sw-errors details")).isVisible();
        assertThat((String) page.evaluate("getComputedStyle(document.querySelector('.fjs-repeat-row-remove'), '::after').content"))
                .as("what the cross beside a member does").contains("删除");
        page.getByLabel("不存在风险").check();
        page.getByLabel("入户核实日期").first().fill("2026-01-01");
        page.keyboard().press("Enter");
        send(page);

        assertThat(page.locator(".sw-errors")).containsText("“入户核实日期”不能早于线索发现日期");
        assertThat(page.locator(".fjs-form-field-datetime .fjs-form-field-error")).containsText("不能早于线索发现日期");
        screenshot(page, "errors-village");
        page.onceDialog(Dialog::accept);
        Locator other = page.locator(".tasks-list li.task").filter(new Locator.FilterOptions().setHasNotText(flow.caseNo())).first();
        String itsCase = other.innerText().replaceAll("(?s).*?([A-Z]{2}-\\d{6}-\\d{4}-\\d{6}).*", "$1");
        other.locator(".clickable").click();
        assertThat(page.locator(".fjs-form").first()).containsText(itsCase);
        assertThat(page.locator(".sw-errors:visible, .fjs-form-field-error, .page-notifications .alert-danger")).hasCount(0);
    }

    @Test
    void theStartDialogSaysWhatIsWrongInItAndAsksBeforeItIsClosed() {
        Page page = open(TOWNSHIP, PHONE, TASKLIST + "#/?processStart=monitoring-identification");
        Locator dialog = page.locator(".modal-content");
        dialog.getByLabel("户主姓名").fill("赵示例");
        dialog.getByLabel("户主身份证号").fill(TestPeople.wrongIdNumber());
        dialog.getByLabel("风险情况").fill("因病");
        dialog.locator(".fjs-form-field-select").filter(new Locator.FilterOptions().setHasText("线索来源"))
                .locator(".fjs-input-group").click();
        page.locator(".fjs-dropdownlist-item").first().click();
        dialog.getByLabel("发现日期").first().fill(TODAY);
        page.keyboard().press("Enter");
        dialog.getByLabel("村代码").fill(Shouwang.VILLAGE);
        dialog.locator(".modal-footer .btn-primary").click();

        assertThat(dialog.locator(".sw-errors")).containsText("不是有效的身份证号");
        assertThat(dialog.locator(".fjs-form-field-textfield").filter(new Locator.FilterOptions().setHasText("户主身份证号"))
                .locator(".fjs-form-field-error")).containsText("不是有效的身份证号");
        screenshot(page, "phone-errors-start-dialog");
        refuseToLeave(page);
        dialog.locator(".modal-footer .btn-link").last().click();
        assertThat(dialog.getByLabel("户主姓名")).hasValue("赵示例");
        assertThat(questions).hasSize(1);
    }

    @Test
    void leavingAHalfFilledTaskAsksAndTheBrowserKeepsNothingOfIt() {
        shouwang.newCase(TestPeople.somebody(), TODAY);
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        Page page = open(VILLAGE, DESKTOP, "/assets/favicon.svg");
        page.evaluate("localStorage.setItem('camunda-form:1', '{\"idNumber\":\"411081190004040014\"}')");
        openTask(page, VILLAGE, flow, VERIFY_HOUSEHOLD);
        refuseToLeave(page);

        page.getByLabel("核实说明").click();
        page.getByLabel("核实说明").fill("收入稳定，支出可负担");
        page.locator(".tasks-list li.task:not(.active) .clickable").first().click();
        page.locator(".task-filters .task-filter:not(.active)").first().click();
        page.locator(".tasks-list li.task a").first().focus();
        page.keyboard().press("ArrowDown");
        page.locator(".account .dropdown-toggle").click();
        page.locator(".account .logout a").click();
        page.evaluate("setTimeout(() => history.back())");
        page.waitForCondition(() -> questions.size() == 5);
        page.evaluate("setTimeout(() => document.querySelector('.sw-navigation a').click())");
        page.waitForCondition(() -> questions.size() == 6);
        page.evaluate("setTimeout(() => location.reload())");
        page.waitForCondition(() -> questions.size() == 7);

        assertThat(questions.subList(0, 4)).allMatch(question -> question.contains("表单还没有提交"));
        assertThat(page.getByLabel("核实说明")).hasValue("收入稳定，支出可负担");
        Page stores = page.context().newPage();
        stores.navigate("/assets/favicon.svg");
        assertThat(stores.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")).isEqualTo("[{},{}]");
        assertThat(stores.evaluate("indexedDB.databases().then(found => found.length)")).isEqualTo(0);
    }

    @Test
    void aNumberIsReadAsItIsTypedAndWhatIsNoneIsNamedAndNotSent() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        Page page = openTask(VILLAGE, DESKTOP, flow, VERIFY_HOUSEHOLD);
        page.getByLabel("存在返贫致贫风险").check();
        Locator income = page.getByLabel("工资性收入");

        assertThat(typed(page, income, "26,000")).isEqualTo("26000");
        assertThat(typed(page, income, "26000")).as("the same number typed over itself").isEqualTo("26000");
        assertThat(typed(page, income, "１．２万")).isEqualTo("12000");
        assertThat(typed(page, income, "12700元")).isEqualTo("12700");
        typed(page, income, "12abc");
        assertThat(page.locator(".sw-typed-error")).hasCount(1);
        send(page);

        assertThat(page.locator(".sw-errors")).containsText("“12abc”不是数字，没有采用");
        screenshot(page, "forms-number");
        assertThat(shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD)).isNotEmpty();
        assertThat(typed(page, income, "12000")).isEqualTo("12000");
        assertThat(page.locator(".sw-typed-error")).hasCount(0);
    }

    /** Types over the content of a field, leaves the field, and returns what it then shows. */
    private static String typed(Page page, Locator field, String text) {
        field.click();
        page.keyboard().press("Control+A");
        page.keyboard().type(text);
        page.keyboard().press("Tab");
        return field.inputValue();
    }

    @Test
    void aPressCountsWhateverMovesUnderIt() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        Page page = openTask(VILLAGE, DESKTOP, flow, VERIFY_HOUSEHOLD);
        page.setViewportSize(DESKTOP, WHOLE_FORM);
        page.getByLabel("存在返贫致贫风险").check();
        page.locator(".fjs-repeat-render-add").click();
        page.getByLabel("姓名").nth(1).click();

        Locator guaranteed = page.locator(".fjs-form-field-radio").filter(new Locator.FilterOptions().setHasText("义务教育有保障"));
        press(page, guaranteed.locator("label").nth(1));
        assertThat(page.locator(".fjs-form-field-textfield .fjs-form-field-error")).hasCount(1);
        assertThat(guaranteed.locator("input").first()).isChecked();
    }

    @Test
    void aDropDownOpensAtThePressThatFollowsAnother() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        Page page = openTask(VILLAGE, DESKTOP, flow, VERIFY_HOUSEHOLD);
        page.setViewportSize(DESKTOP, WHOLE_FORM);
        page.getByLabel("存在返贫致贫风险").check();
        page.locator(".fjs-repeat-render-add").click();
        Locator health = page.locator(".fjs-form-field-select").filter(new Locator.FilterOptions().setHasText("健康状况")).first();

        health.locator(".fjs-input-group").click();
        assertThat(health.locator(".fjs-dropdownlist")).isVisible();
        page.getByLabel("姓名").nth(1).click();
        press(page, health.locator(".fjs-input-group"));

        screenshot(page, "drop-down-village");
        assertThat(health.locator(".fjs-dropdownlist")).isVisible();
    }

    @Test
    void leavingAHalfFilledPageAsksToo() {
        Page page = open(VILLAGE, PHONE, "/clues/new");
        refuseToLeave(page);

        page.getByLabel("户主姓名").fill("赵示例");
        page.evaluate("setTimeout(() => location.href = '/cases')");
        page.waitForCondition(() -> questions.size() == 1);
        assertThat(page.getByLabel("户主姓名")).hasValue("赵示例");

        page.locator("main button[type=submit]").click();
        assertThat(page.locator("main [aria-invalid=true]").first()).isVisible();
        assertThat(questions).as("sending is not leaving").hasSize(1);
        page.evaluate("setTimeout(() => location.href = '/cases')");
        page.waitForCondition(() -> questions.size() == 2);
        screenshot(page, "phone-half-filled");
    }

    private void refuseToLeave(Page page) {
        page.onDialog(dialog -> {
            questions.add(dialog.message());
            dialog.dismiss();
        });
    }

    private Page openTask(String user, int width, CaseFlow flow, String task) {
        Page page = window(user, width);
        openTask(page, user, flow, task);
        return page;
    }

    private void openTask(Page page, String user, CaseFlow flow, String task) {
        String id = shouwang.as(user).taskId(flow.caseNo(), task);
        shouwang.as(user).post("/engine-rest/task/" + id + "/claim", Map.of("userId", user));
        page.navigate(TASKLIST + "#/?task=" + id);
        assertThat(page.locator(".fjs-form").first()).containsText(flow.caseNo());
    }

    private static void choose(Page page, String decision) {
        page.getByLabel(decision, exactly()).check();
    }

    private static void send(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交办结")).click();
    }

    private static void press(Page page, Locator where) {
        BoundingBox box = where.boundingBox();
        page.mouse().move(box.x + Math.min(8, box.width / 3), box.y + box.height / 2);
        page.mouse().down();
        page.waitForTimeout(PRESS_MS);
        page.mouse().up();
    }
}
