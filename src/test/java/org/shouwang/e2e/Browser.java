package org.shouwang.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The Chromium that is installed on this machine. Where there is none the browser tests say so and are skipped, unless
 * {@code shouwang.browser.required} is set: then they fail. It is started once for all tests and ends with the JVM; each test
 * has windows of its own, which share no cookie, store or cached file with those of others.
 */
final class Browser implements AutoCloseable {

    private static final List<Path> PLACES = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"),
            Path.of("/usr/bin/google-chrome"));
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static com.microsoft.playwright.Browser chromium;

    private final String address;

    private Browser(String address) {
        this.address = address;
    }

    static Browser start(int port) {
        Path executable = PLACES.stream().filter(Files::isExecutable).findFirst().orElse(null);
        if (executable == null && Boolean.getBoolean("shouwang.browser.required")) {
            throw new IllegalStateException("Chromium is required for this run and was not found");
        }
        Assumptions.assumeTrue(executable != null, "SKIPPED: no Chromium on this machine, browser tests do not run");
        if (chromium == null) {
            chromium = launch(executable);
        }
        return new Browser("http://localhost:" + port);
    }

    private static com.microsoft.playwright.Browser launch(Path executable) {
        return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                                "--disable-background-networking", "--disable-component-update", "--disable-sync")));
    }

    /** Signs in on the login page, in a window of the given width, and opens an address. */
    Page signIn(String user, String password, int width, String path) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale("zh-CN").setViewportSize(width, 1000).setBaseURL(address));
        Page page = context.newPage();
        page.navigate("/login");
        page.getByLabel("用户名").fill(user);
        page.locator("input[name=password]").fill(password);
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.contains("/login"));
        page.navigate(path);
        return page;
    }

    static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
    }

    /** Closes the windows of the test. */
    @Override
    public void close() {
        List.copyOf(chromium.contexts()).forEach(BrowserContext::close);
    }
}
