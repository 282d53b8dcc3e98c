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
 * {@code shouwang.browser.required} is set: then they fail.
 */
final class Browser implements AutoCloseable {

    private static final List<Path> PLACES = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"),
            Path.of("/usr/bin/google-chrome"));
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final String address;

    private Browser(Path executable, String address) {
        this.address = address;
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(executable)
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync")));
    }

    static Browser start(int port) {
        Path executable = PLACES.stream().filter(Files::isExecutable).findFirst().orElse(null);
        if (executable == null && Boolean.getBoolean("shouwang.browser.required")) {
            throw new IllegalStateException("Chromium is required for this run and was not found");
        }
        Assumptions.assumeTrue(executable != null, "SKIPPED: no Chromium on this machine, browser tests do not run");
        return new Browser(executable, "http://localhost:" + port);
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

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
