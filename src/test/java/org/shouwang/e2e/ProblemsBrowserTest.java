package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TrialFiles;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A round from its import to its circular, in a real browser. */
class ProblemsBrowserTest extends IntegrationTest {

    private static final int DESKTOP = 1440;
    private static final int PHONE = 390;
    private static final double PATIENCE_MS = 20_000;
    private static final String FILE = """
            序号,方面,具体问题,问题表现,整改时限,责任单位
            1,政策落实,健康帮扶政策落实不够到位,2户有四类慢性病患者但未办慢性病卡,2026-04-20,市医保局、市木星局，各乡镇（褚河街道）
            """;

    @LocalServerPort
    private int port;
    private Browser browser;

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

    @Test
    void aRoundGoesFromItsImportToItsCircular() {
        Page city = browser.signIn("city411000", Shouwang.PASSWORD, DESKTOP, "/problems");
        Browser.screenshot(city, "problems-empty");
        link(city, "导入台账");
        city.getByLabel("轮次", new Page.GetByLabelOptions().setExact(true)).fill("2081");
        city.locator("#file").setInputFiles(new FilePayload("problems.csv", "text/csv", FILE.getBytes(StandardCharsets.UTF_8)));
        button(city, "上传并预览");
        assertThat(city.locator("main")).containsText("请写明整改的县（市、区）");
        city.getByLabel("县（市、区）").selectOption("411081");
        city.locator("#file").setInputFiles(new FilePayload("problems.csv", "text/csv", FILE.getBytes(StandardCharsets.UTF_8)));
        button(city, "上传并预览");
        assertThat(city.locator("h1")).containsText("禹州市");
        assertThat(city.locator("main")).containsText("新增问题 1 个");
        assertThat(city.locator("main")).containsText("未识别的责任单位");
        Browser.screenshot(city, "problems-import-preview");
        onAPhone(city, "problems-import-preview");
        city.getByLabel("市木星局").selectOption("dept411081keji");
        button(city, "指明");
        assertThat(city.locator("main")).containsText("已记住“市木星局”");
        assertThat(city.locator("main")).not().containsText("未识别的责任单位");
        button(city, "确认导入并交办");
        assertThat(city.locator("main")).containsText("新增问题 1 个");
        Browser.screenshot(city, "problems-round");
        onAPhone(city, "problems-round");

        city.navigate("/problems?round=2081");
        Browser.screenshot(city, "problems");
        onAPhone(city, "problems");
        String problemNo = city.locator("a.number").first().textContent().strip();
        Page department = browser.signIn("dept411081yibao", Shouwang.PASSWORD, DESKTOP, "/problems/" + problemNo);
        open(department, "制定整改方案", "健康帮扶");
        department.locator("textarea").nth(0).fill("逐户核对");
        department.locator("textarea").nth(1).fill("补办慢性病卡");
        department.setViewportSize(DESKTOP, 2000);
        Browser.screenshot(department, "problems-plan");
        submit(department);
        line("dept411081keji", problemNo, true);
        line("county411081", problemNo, true);
        line("dept411081yibao", problemNo, false);
        city.navigate("/problems/" + problemNo);
        assertThat(city.locator("main")).containsText("待市级抽查");
        Browser.screenshot(city, "problem");
        onAPhone(city, "problem");

        city.navigate("/problems/rounds/2081");
        open(city, "抽取复核样本", "轮次");
        city.locator("input[type=radio]").first().check();
        submit(city);
        Answer recheck = shouwang.as("city411000").submit(problemNo, "userTask_recheck", Map.of("recheckOutcome", "PASSED"));
        assertThat(recheck.status()).as(recheck.text()).isEqualTo(204);
        Answer finished = shouwang.as("city411000").submit("ZG-2081", "userTask_drawSample", Map.of("drawOutcome", "FINISH"));
        assertThat(finished.status()).as(finished.text()).isEqualTo(204);
        city.navigate("/problems/rounds/2081");
        open(city, "印发整改通报", "轮次");
        city.getByLabel("文号").fill("许巩固脱贫组〔2026〕5号");
        city.locator("textarea").first().fill("请举一反三，持续整改。");
        submit(city);

        city.navigate("/problems/rounds/2081");
        assertThat(city.locator("main")).containsText("已通报");
        Browser.screenshot(city, "problems-round-closed");
        onAPhone(city, "problems-round-closed");
        Download circular = city.waitForDownload(() -> link(city, "下载通报（Word）"));
        assertThat(circular.suggestedFilename()).endsWith(".docx");
        city.navigate("/problems/ledger?round=2081&form=2");
        assertThat(city.locator("main")).containsText("是否销号");
        Browser.screenshot(city, "problems-ledger");
        onAPhone(city, "problems-ledger");
        for (String path : List.of("/problems/new", "/accountability", "/problems/import")) {
            city.navigate(path);
            Browser.screenshot(city, "problems" + path.replace('/', '-'));
            onAPhone(city, "problems" + path.replace('/', '-'));
        }
    }

    @Test
    void aCountyCorrectsItsLedgerAndSeesBeforehandWhatChanges() {
        Page county = browser.signIn("county411081", Shouwang.PASSWORD, DESKTOP, "/problems/import");
        imports(county, "a1-annex1-real-shape.xlsx");
        assertThat(county.locator("main")).containsText("按轮次的开始日期推算");
        county.getByLabel("开始日期").fill("2026-06-26");
        county.getByLabel("结束日期").fill("2026-12-31");
        Browser.screenshot(county, "problems-import-dates");
        imports(county, "a1-annex1-real-shape.xlsx");
        assertThat(county.locator("main")).containsText("新增问题 5 个");
        assertThat(county.locator("main")).containsText("没有采用的内容");
        county.locator("details summary").first().click();
        Browser.screenshot(county, "problems-import-annex1");
        onAPhone(county, "problems-import-annex1");
        button(county, "确认导入并交办");
        county.navigate("/problems/import");
        imports(county, "a13-first.xlsx");
        button(county, "确认导入并交办");
        county.navigate("/problems/import");
        imports(county, "a13b-corrected.xlsx");
        assertThat(county.locator("main")).containsText("更改问题 1 个");
        assertThat(county.locator("main")).containsText("禹州市财政局");
        Browser.screenshot(county, "problems-import-corrected");
        onAPhone(county, "problems-import-corrected");
        button(county, "确认导入并交办");
        assertThat(county.locator("main")).containsText("更改问题 1 个");
        county.navigate("/problems/import");
        imports(county, "a13b-corrected.xlsx");
        assertThat(county.locator("main")).containsText("没有要保存的变化");
        county.locator("main a.number").first().click();
        assertThat(county.locator("main")).containsText("更改记录");
        Browser.screenshot(county, "problem-corrected");
        onAPhone(county, "problem-corrected");
    }

    private static void imports(Page page, String file) {
        page.getByLabel("轮次", new Page.GetByLabelOptions().setExact(true)).fill("2082");
        page.locator("#file").setInputFiles(new FilePayload(file, "application/octet-stream", TrialFiles.bytes(file)));
        button(page, "上传并预览");
    }

    private void line(String user, String problemNo, boolean plan) {
        if (plan) {
            done(user, problemNo, "userTask_planRectification", Map.of("plan", "方案", "measures", "措施"));
        }
        done(user, problemNo, "userTask_rectify", Map.of("result", "已办理", "rectifiedOn", TODAY, "evidence", "登记表"));
        done("county411081b", problemNo, "userTask_verifyRectification", Map.of("verificationOutcome", "PASSED"));
    }

    private void done(String user, String problemNo, String task, Map<String, Object> values) {
        Answer answer = shouwang.as(user).submit(problemNo, task, values);
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }

    private static void onAPhone(Page page, String name) {
        page.setViewportSize(PHONE, 1000);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).as(name).isLessThanOrEqualTo(PHONE);
        Browser.screenshot(page, "phone-" + name);
        page.setViewportSize(DESKTOP, 1000);
    }

    private static void link(Page page, String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).first().click();
    }

    private static void button(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first().click();
    }

    /** Opens the task from the page, which claims it. */
    private static void open(Page page, String task, String shown) {
        link(page, "办理：" + task);
        assertThat(page.locator(".fjs-form").first()).containsText(shown, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS));
        assertThat(page.locator("li.assignee")).containsText("您正在办理");
    }

    private static void submit(Page page) {
        page.keyboard().press("Tab");
        Locator button = page.getByText("提交办结").last();
        assertThat(button).isEnabled();
        button.click();
        assertThat(page.locator(".fjs-form")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS));
    }
}
