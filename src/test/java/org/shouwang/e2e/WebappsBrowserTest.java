package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests the common properties of the Camunda webapps: that a user signs in again, and how much the webapps load. */
class WebappsBrowserTest extends BrowserTest {

    private static final String VILLAGE = "village411081101201";
    /** The time after which Tasklist requests its list again. */
    private static final long UNTIL_THE_LIST_IS_ASKED_FOR_MS = 10_000;
    private static final long MEGABYTE = 1_000_000;
    private static final long KILOBYTE = 1_000;

    @ParameterizedTest
    @CsvSource({"tasklist, township411081101, 1440", "tasklist, county411081, 390", "welcome, village411081101201, 1440",
        "cockpit, admin, 1440", "admin, admin, 1440"})
    void whoSignsOutInAnAppSignsInOnTheProductsPageAndIsWhereHeWas(String app, String user, int width) {
        Page page = open(user, width, "/camunda/app/" + app + "/default/");
        assertThat(page.locator(".navbar-brand").first()).isVisible();
        String address = settledAddress(page);

        if (width == PHONE) {
            page.locator(".navbar-toggle").click();
        }
        page.locator(".account .dropdown-toggle").click();
        page.locator(".account .logout a").click();

        assertThat(page.locator("main.login")).containsText("已退出登录");
        signInAgain(page, user);
        assertThat(settledAddress(page)).isEqualTo(address);
        assertThat(page.locator(".account").first()).isAttached();
    }

    @Test
    void whoseSessionHasEndedComesBackToTheSameTask() {
        String caseNo = shouwang.newCase(TestPeople.somebody(), TODAY).caseNo();
        Page page = openTask(caseNo);
        String address = settledAddress(page);

        page.context().clearCookies();
        page.clock().fastForward(UNTIL_THE_LIST_IS_ASKED_FOR_MS);

        signInAgain(page, VILLAGE);
        assertThat(page.url()).isEqualTo(address);
        assertThat(page.locator(".fjs-form").first()).containsText(caseNo);
    }

    @Test
    void whoSignsInNextOnAnothersTaskIsToldAndSeesNothingOfIt() {
        String caseNo = shouwang.newCase(TestPeople.somebody(), TODAY).caseNo();
        Page page = signIn(VILLAGE, PHONE);
        page.navigate(TASKLIST + "#/?task=" + shouwang.as(VILLAGE).taskId(caseNo, VERIFY_HOUSEHOLD));
        assertThat(page.locator(".fjs-form").first()).containsText(caseNo);
        page.locator(".navbar-toggle").click();
        page.locator(".account .dropdown-toggle").click();
        page.locator(".account .logout a").click();

        signInAgain(page, "township411081102");

        assertThat(page.locator(".page-notifications")).containsText("它已经办结，或不由您的岗位办理");
        assertThat(page.locator(".sw-search")).isVisible();
        assertThat(page.locator("body")).not().containsText(caseNo);
        screenshot(page, "phone-anothers-task");
    }

    @Test
    void aHalfFilledFormSurvivesTheEndOfTheSession() {
        Page page = openTask(shouwang.newCase(TestPeople.somebody(), TODAY).caseNo());
        page.evaluate("window.addEventListener('beforeunload', event => event.preventDefault())");

        page.context().clearCookies();
        page.clock().fastForward(UNTIL_THE_LIST_IS_ASKED_FOR_MS);
        Locator layer = page.locator(".sw-session");
        assertThat(layer).containsText("您填写的内容还在这个页面上");
        screenshot(page, "session-ended");
        Page other = page.waitForPopup(() -> layer.getByText("在新窗口登录").last().click());
        signInAgain(other, VILLAGE);
        other.close();
        page.evaluate("window.dispatchEvent(new Event('focus'))");

        assertThat(layer).hasCount(0);
        assertThat(page.locator(".fjs-form")).isVisible();
    }

    @Test
    void tasklistLoadsLittleAndTheSecondTimeNextToNothing() {
        Page page = signIn(VILLAGE, DESKTOP);
        CDPSession chromium = page.context().newCDPSession(page);
        AtomicLong loaded = new AtomicLong();
        chromium.send("Network.enable");
        chromium.on("Network.loadingFinished", event -> loaded.addAndGet(event.get("encodedDataLength").getAsLong()));

        openTasklist(page);
        assertThat(loaded.get()).as("bytes of the first opening").isBetween(MEGABYTE, MEGABYTE * 3 / 2);
        page.navigate("/home");
        loaded.set(0);
        openTasklist(page);
        assertThat(loaded.get()).as("bytes of the second opening").isLessThan(50 * KILOBYTE);
    }

    private static void openTasklist(Page page) {
        page.navigate(TASKLIST);
        assertThat(page.locator(".task-filters .item").first()).isVisible();
        page.waitForLoadState(LoadState.NETWORKIDLE);
    }

    /** Opens a task in a window whose clock the test can move on. */
    private Page openTask(String caseNo) {
        Page page = window(VILLAGE, DESKTOP);
        page.clock().install();
        page.navigate(TASKLIST + "#/?task=" + shouwang.as(VILLAGE).taskId(caseNo, VERIFY_HOUSEHOLD));
        assertThat(page.locator(".fjs-form").first()).containsText(caseNo);
        return page;
    }

    /** Returns the address once the app has added to it what it shows. */
    private static String settledAddress(Page page) {
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.waitForURL(url -> !url.contains(TASKLIST) || url.contains("filter="));
        return page.url();
    }

    private static void signInAgain(Page page, String user) {
        page.waitForURL(url -> url.contains("/login"));
        page.getByLabel("用户名").fill(user);
        page.locator("input[name=password]").fill(Shouwang.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.contains("/login"));
    }
}
