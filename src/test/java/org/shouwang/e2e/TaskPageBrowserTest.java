package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests the page of a task and the home visit as officials use them, at a desk and on a phone. */
class TaskPageBrowserTest extends BrowserTest {

    private static final String VILLAGE = "village" + Shouwang.VILLAGE;
    private static final String COUNTY = "county" + Shouwang.COUNTY;
    private static final int MOST_COLD = 150_000;
    private static final int MOST_WARM = 20_000;

    @Test
    void aFormIsFilledInAtOnceWithTheFieldsThatAreAskedAndSentFromTheFirstScreen() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        Page page = open(VILLAGE, DESKTOP, "/tasks/" + shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD));

        page.getByLabel("存在返贫致贫风险").check();
        Locator income = page.getByLabel("工资性收入");
        assertThat(income).hasValue("0");
        assertThat(page.getByLabel("存在返贫致贫风险")).isFocused();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("新增一项")).click();
        assertThat(page.locator(".row-of")).hasCount(2);
        page.locator("[id='members[1].name']").fill("李示例");
        income.fill("1.2万");
        income.press("Enter");
        page.getByLabel("核实说明").click();
        assertThat(page.locator("#kept")).containsText("草稿已存");
        page.reload();
        assertThat(page.locator("[id='members[1].name']")).hasValue("李示例");
        assertThat(income).hasValue("12000");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交").setExact(true)).click();
        assertThat(page.locator("[aria-invalid=true]").first()).isInViewport();
        screenshot(page, "task-errors");
        assertThat((String) page.evaluate("JSON.stringify([{...localStorage}, Object.entries({...sessionStorage}).flat()])"))
                .as("what the browser keeps").startsWith("[{},").doesNotContain("李示例", "12000", flow.head().name(), flow.head().idNumber());

        flow.verified();
        Page county = open(COUNTY, PHONE, "/tasks/" + shouwang.county().taskId(flow.caseNo(), CONFIRM_COMPARISON));
        assertFits(county);
        assertThat(county.getByLabel("一致", exactly())).isInViewport();
        assertThat(county.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交").setExact(true))).isInViewport();
        county.getByLabel("一致", exactly()).check();
        county.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交").setExact(true)).click();
        assertThat(county.locator("main")).containsText("下一步：村级初选");
        screenshot(county, "phone-task-done");
    }

    @Test
    void aHomeVisitOnAPhoneIsLightAndKeepsEachField() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        Page page = signIn(VILLAGE, PHONE);
        page.navigate("about:blank");
        AtomicLong bytes = new AtomicLong();
        CDPSession network = page.context().newCDPSession(page);
        network.send("Network.enable");
        network.on("Network.loadingFinished", done -> bytes.addAndGet(done.get("encodedDataLength").getAsLong()));
        String address = "/tasks/" + shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD) + "/visit";

        page.navigate(address);
        assertThat(page.locator("header")).containsText(flow.head().name());
        long cold = bytes.getAndSet(0);
        page.getByLabel("存在返贫致贫风险").check();
        assertThat(page.locator("#kept")).hasText("已存");
        bytes.set(0);
        page.reload();
        assertThat(page.getByLabel("存在返贫致贫风险")).isChecked();
        long warm = bytes.get();
        next(page);
        page.getByLabel("农户已签订承诺授权书").check();
        page.getByLabel("一般农户").check();
        next(page);
        assertThat(page.locator("[id='members[0].name']")).hasValue(flow.head().name());
        screenshot(page, "phone-visit-members");
        next(page);
        assertThat(page.getByLabel("工资性收入")).hasAttribute("inputmode", "decimal");
        page.getByLabel("工资性收入").fill("8000");
        assertFits(page);
        screenshot(page, "phone-visit-income");
        for (int i = 0; i < 5; i++) {
            next(page);
        }
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交")).click();
        assertThat(page.locator("[role=alert]")).containsText("处要改");
        assertThat(page.locator("[id='members[0].health-error']")).containsText("必填");
        assertThat(cold).as("bytes of the first visit").isPositive().isLessThan(MOST_COLD);
        assertThat(warm).as("bytes of a later screen").isPositive().isLessThan(MOST_WARM);
        page.navigate(address.replace("/visit", ""));
        assertThat(page.getByLabel("工资性收入")).hasValue("8000");
    }

    @Test
    void aLoginThatEndsInTheMiddleOfAFormLosesNothing() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        Page page = signIn(VILLAGE, DESKTOP);
        page.navigate("/tasks/" + shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD));
        page.getByLabel("存在返贫致贫风险").check();
        assertThat(page.locator("#kept")).containsText("草稿已存");

        page.context().clearCookies();
        page.getByLabel("核实说明").fill("户主住院，收入下降");
        page.getByLabel("核实说明").blur();

        assertThat(page.locator("#kept")).containsText("登录已失效");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交").setExact(true)).click();
        assertThat(page.getByLabel("核实说明")).hasValue("户主住院，收入下降");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("在新窗口登录"))).hasAttribute("target", "_blank");

        Page login = page.context().newPage();
        login.navigate("/login");
        login.getByLabel("用户名").fill(VILLAGE);
        login.locator("input[name=password]").fill(Shouwang.PASSWORD);
        login.keyboard().press("Enter");
        login.waitForURL(url -> !url.contains("/login"));
        page.evaluate("window.dispatchEvent(new Event('focus'))");
        assertThat(page.locator("#kept")).containsText("草稿已存");
        page.reload();
        assertThat(page.getByLabel("核实说明")).hasValue("户主住院，收入下降");
    }

    private static void next(Page page) {
        String before = page.url();
        page.locator(".go [value=next]").click();
        page.waitForURL(url -> !url.equals(before));
    }
}
