package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.Shouwang;

/**
 * The Chromium that is installed on this machine. Without one the browser tests say so and are skipped, unless
 * {@code shouwang.browser.required} is set; then they fail. The browser is started once for all tests and ends with the JVM.
 * Each user signs in once and has a computer of their own, on which the next test finds the cookies and cached files as the
 * last test left them. If {@code shouwang.screenshots} is set, pictures of the pages are taken.
 */
final class Browser implements AutoCloseable {

    /** The height of a window in pixels. */
    static final int HEIGHT = 1000;
    /** The milliseconds to wait for what a test expects to see, which are enough for a busy machine. */
    private static final double PATIENCE_MS = 30_000;

    /**
     * The places where Chromium may be installed. The one without windows comes first, since it shows the same pages for two
     * thirds of the processor time.
     */
    private static final List<Path> PLACES = List.of(Path.of("/usr/bin/chromium-headless-shell"), Path.of("/usr/bin/chromium"),
            Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Map<String, BrowserContext> COMPUTERS = new HashMap<>();

    private static com.microsoft.playwright.Browser chromium;

    private final int port;

    private Browser(int port) {
        this.port = port;
    }

    static Browser start(int port) {
        Path executable = PLACES.stream().filter(Files::isExecutable).findFirst().orElse(null);
        if (executable == null && Boolean.getBoolean("shouwang.browser.required")) {
            throw new IllegalStateException("Chromium is required for this run and was not found");
        }
        Assumptions.assumeTrue(executable != null, "SKIPPED: no Chromium on this machine, browser tests do not run");
        if (chromium == null) {
            chromium = launch(executable);
            setDefaultAssertionTimeout(PATIENCE_MS);
        }
        return new Browser(port);
    }

    private static com.microsoft.playwright.Browser launch(Path executable) {
        return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                                "--disable-background-networking", "--disable-component-update", "--disable-sync")));
    }

    /**
     * Opens a new window on the computer of a demo user, who is signed in there.
     *
     * @param width the window's width in pixels
     */
    Page window(String user, int width) {
        BrowserContext computer = COMPUTERS.computeIfAbsent(user + "@" + port, key -> newComputer());
        if (computer.request().get("/api/navigation").status() != 200) {
            BrowserSession session = new BrowserSession(port);
            session.signIn(user, Shouwang.PASSWORD);
            computer.addCookies(session.cookies().entrySet().stream()
                    .map(cookie -> new Cookie(cookie.getKey(), cookie.getValue()).setUrl(address())).toList());
        }
        return window(computer, width);
    }

    /** Opens a window on a new computer and signs in on the login page. */
    Page signIn(String user, int width) {
        Page page = window(newComputer(), width);
        page.navigate("/login");
        page.getByLabel("用户名").fill(user);
        page.locator("input[name=password]").fill(Shouwang.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.contains("/login"));
        return page;
    }

    private BrowserContext newComputer() {
        // With reduced motion, charts are drawn at once, so that a test sees them complete.
        return chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions().setLocale("zh-CN")
                .setReducedMotion(ReducedMotion.REDUCE).setBaseURL(address()));
    }

    private static Page window(BrowserContext computer, int width) {
        Page page = computer.newPage();
        page.setViewportSize(width, HEIGHT);
        return page;
    }

    private String address() {
        return "http://localhost:" + port;
    }

    static void screenshot(Page page, String name) {
        if (Boolean.getBoolean("shouwang.screenshots")) {
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
        }
    }

    /** Closes the windows of the test. */
    @Override
    public void close() {
        for (BrowserContext computer : chromium.contexts()) {
            if (COMPUTERS.containsValue(computer)) {
                computer.pages().forEach(Page::close);
            } else {
                computer.close();
            }
        }
    }
}
