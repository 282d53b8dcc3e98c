package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import com.google.gson.JsonObject;
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
    private static final String NEXT = ".go [value=next]";
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
        assertThat(county.locator(".task-summary")).containsText("未比对");
        assertThat(county.locator(".dock").boundingBox().height).as("a third of a phone").isLessThan(Browser.HEIGHT / 3.0);
        county.setViewportSize(1280, 800);
        assertThat(county.locator(".dock").boundingBox().height).as("a quarter of a desk's screen").isLessThanOrEqualTo(200);
        county.setViewportSize(PHONE, Browser.HEIGHT);
        assertThat(county.getByLabel("一致", exactly())).isInViewport();
        assertThat(county.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交").setExact(true))).isInViewport();
        assertThat(county.locator(".dock textarea")).not().isVisible();
        county.getByLabel("一致", exactly()).check();
        assertThat(county.locator(".dock textarea")).isVisible();
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
        // One megabit a second and 150 ms, as at the edge of a village.
        network.send("Network.emulateNetworkConditions", slow());
        page.reload();
        int again = usable(page);
        network.send("Network.clearBrowserCache");
        page.navigate("about:blank");
        page.navigate(address);
        int first = usable(page);
        network.send("Network.disable");
        System.out.printf("The home visit: %,d bytes cold, %,d warm; at 1 Mbit/s and 150 ms usable after %,d ms cold, %,d ms warm.%n",
                cold, warm, first, again);

        next(page);
        page.getByLabel("一般农户").check();
        page.locator(NEXT).click();
        assertThat(page.locator("#authorisationSigned-error")).containsText("须由农户签订");
        assertThat(page.getByLabel("一般农户")).isChecked();
        page.getByLabel("农户已签订承诺授权书").check();
        next(page);
        assertThat(page.locator("[id='members[0].name']")).hasValue(flow.head().name());
        page.locator(NEXT).click();
        assertThat(page.locator("[id='members[0].health-error']")).containsText("必填");
        assertThat(page.locator("[id='members[0].health']")).isInViewport();
        assertThat(page.locator("[id='members[0].health']")).isFocused();
        assertFits(page);
        screenshot(page, "phone-visit-members");
        page.getByLabel("健康状况").selectOption("SEVERE");
        page.getByLabel("劳动能力").selectOption("FULL");
        page.getByLabel("在校情况").selectOption("NONE");
        next(page);
        assertThat(page.getByLabel("工资性收入")).hasAttribute("inputmode", "decimal");
        page.getByLabel("工资性收入").fill("8000");
        assertFits(page);
        screenshot(page, "phone-visit-income");
        page.locator(".go [value=back]").click();
        page.waitForURL("**/visit?screen=3");
        assertThat(cold).as("bytes of the first visit").isPositive().isLessThan(MOST_COLD);
        assertThat(warm).as("bytes of a later screen").isPositive().isLessThan(MOST_WARM);
        page.navigate(address.replace("/visit", ""));
        assertThat(page.getByLabel("工资性收入")).hasValue("8000");
    }

    private static JsonObject slow() {
        JsonObject conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", 150);
        conditions.addProperty("downloadThroughput", 125_000);
        conditions.addProperty("uploadThroughput", 125_000);
        return conditions;
    }

    /** Returns after how many milliseconds the page's first field could be seen and its scripts had run. */
    private static int usable(Page page) {
        assertThat(page.getByLabel("存在返贫致贫风险")).isVisible();
        return ((Number) page.evaluate("() => Math.round(Math.max(performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd,"
                + " performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0))")).intValue();
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
        // The button itself looks for the new login, as this window need not notice that the user has come back.
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交").setExact(true)).click();
        assertThat(page.locator(".message.bad")).isVisible();
        page.reload();
        assertThat(page.getByLabel("核实说明")).hasValue("户主住院，收入下降");
    }

    private static void next(Page page) {
        String before = page.url();
        page.locator(NEXT).click();
        page.waitForURL(url -> !url.equals(before));
    }
}
