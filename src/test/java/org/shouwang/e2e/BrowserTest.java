package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.shouwang.support.IntegrationTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A test that uses the product in a real browser, as its users do. Requests of other systems are sent over REST. */
abstract class BrowserTest extends IntegrationTest {

    static final String TASKLIST = "/camunda/app/tasklist/default/";
    /** The width of a desktop's screen in pixels. */
    static final int DESKTOP = 1440;
    /** The width of a phone's screen in pixels. */
    static final int PHONE = 390;
    /** A height in pixels that is greater than that of any form, so that nothing is scrolled. */
    static final int WHOLE_FORM = 3600;

    private Browser browser;
    @LocalServerPort
    private int port;

    @BeforeEach
    void openTheBrowser() {
        browser = Browser.start(port);
    }

    @AfterEach
    void closeTheBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    /** Returns the product's port on this machine. */
    int port() {
        return port;
    }

    /**
     * Opens an empty window of a user who is signed in.
     *
     * @param width the window's width in pixels
     */
    Page window(String user, int width) {
        return browser.window(user, width);
    }

    /**
     * Opens an address in a window of a user who is signed in.
     *
     * @param width the window's width in pixels
     */
    Page open(String user, int width, String path) {
        Page page = window(user, width);
        page.navigate(path);
        return page;
    }

    /** Opens a window of a browser that nobody has used before, and signs in on the login page. */
    Page signIn(String user, int width) {
        return browser.signIn(user, width);
    }

    /** Opens a task in Tasklist from the page of its case, no matter how many tasks precede it in the list. This claims the task. */
    static void openTask(Page page, String caseNo, String task) {
        page.navigate("/cases/" + caseNo);
        openTaskHere(page, task, caseNo);
    }

    /** Opens a task in Tasklist from the page on the screen, and waits until its form shows a text and the task is the user's. */
    static void openTaskHere(Page page, String task, String shown) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("办理：" + task)).first().click();
        page.getByText("在待办事项中打开").click();
        assertThat(page.locator(".fjs-form").first()).containsText(shown);
        assertThat(page.locator("li.assignee")).containsText("您正在办理");
        assertThat(page.locator(".disabled-form")).hasCount(0);
    }

    /** Submits the form and waits until the task is done. */
    static void submit(Page page) {
        page.keyboard().press("Tab");
        Locator button = page.getByText("提交办结", new Page.GetByTextOptions().setExact(true)).last();
        assertThat(button).isEnabled();
        button.click();
        assertThat(page.locator(".fjs-form")).hasCount(0);
    }

    static void assertFits(Page page) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .as("what is wider than the screen on " + page.url()).isNotPositive();
    }

    /** Checks that the page fits the screen of a phone, and returns to the desktop's width. */
    static void assertFitsAPhone(Page page, String screenshot) {
        page.setViewportSize(PHONE, Browser.HEIGHT);
        assertFits(page);
        screenshot(page, screenshot);
        page.setViewportSize(DESKTOP, Browser.HEIGHT);
    }

    static void screenshot(Page page, String name) {
        Browser.screenshot(page, name);
    }

    static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }
}
