package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.problems.IssueDualAssignmentProcess.PLAN_RECTIFICATION;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECHECK;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECHECK_OUTCOME;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECTIFY;
import static org.shouwang.problems.IssueDualAssignmentProcess.VERIFICATION_OUTCOME;
import static org.shouwang.problems.IssueDualAssignmentProcess.VERIFY_RECTIFICATION;
import static org.shouwang.problems.RectificationRoundProcess.DRAW_OUTCOME;
import static org.shouwang.problems.RectificationRoundProcess.DRAW_SAMPLE;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.TrialFiles;

/** Tests a round of problems in a real browser, from the import to the circular. */
class ProblemsBrowserTest extends BrowserTest {

    private static final String FILE = """
            序号,方面,具体问题,问题表现,整改时限,责任单位
            1,政策落实,健康帮扶政策落实不够到位,2户有四类慢性病患者但未办慢性病卡,2026-04-20,市医保局、市木星局，各乡镇（褚河街道）
            """;

    @Test
    void aRoundGoesFromItsImportToItsCircular() {
        Page city = open("city411000", DESKTOP, "/problems");
        screenshot(city, "problems-empty");
        link(city, "导入台账");
        city.getByLabel("轮次", exactly()).fill("2081");
        city.locator("#file").setInputFiles(new FilePayload("problems.csv", "text/csv", FILE.getBytes(StandardCharsets.UTF_8)));
        button(city, "上传并预览");
        assertThat(city.locator("main")).containsText("请写明整改的县（市、区）");
        city.getByLabel("县（市、区）").selectOption("411081");
        city.locator("#file").setInputFiles(new FilePayload("problems.csv", "text/csv", FILE.getBytes(StandardCharsets.UTF_8)));
        button(city, "上传并预览");
        assertThat(city.locator("h1")).containsText("禹州市");
        assertThat(city.locator("main")).containsText("新增问题 1 个");
        assertThat(city.locator("main")).containsText("未识别的责任单位");
        screenshot(city, "problems-import-preview");
        assertFitsAPhone(city, "phone-problems-import-preview");
        city.getByLabel("市木星局").selectOption("dept411081keji");
        button(city, "指明");
        assertThat(city.locator("main")).containsText("已记住“市木星局”");
        assertThat(city.locator("main")).not().containsText("未识别的责任单位");
        button(city, "确认导入并交办");
        assertThat(city.locator("main")).containsText("新增问题 1 个");
        screenshot(city, "problems-round");
        assertFitsAPhone(city, "phone-problems-round");

        city.navigate("/problems?round=2081");
        screenshot(city, "problems");
        assertFitsAPhone(city, "phone-problems");
        String problemNo = city.locator("a.number").first().textContent().strip();
        Page department = open("dept411081yibao", DESKTOP, "/problems/" + problemNo);
        openTaskHere(department, "制定整改方案", "健康帮扶");
        department.locator("textarea").nth(0).fill("逐户核对");
        department.locator("textarea").nth(1).fill("补办慢性病卡");
        department.setViewportSize(DESKTOP, 2000);
        screenshot(department, "problems-plan");
        submit(department);
        line("dept411081keji", problemNo, true);
        line("county411081", problemNo, true);
        line("dept411081yibao", problemNo, false);
        city.navigate("/problems/" + problemNo);
        assertThat(city.locator("main")).containsText("待市级抽查");
        screenshot(city, "problem");
        assertFitsAPhone(city, "phone-problem");

        city.navigate("/problems/rounds/2081");
        openTaskHere(city, "抽取复核样本", "轮次");
        city.locator("input[type=radio]").first().check();
        submit(city);
        Answer recheck = shouwang.as("city411000b").submit(problemNo, RECHECK, Map.of(RECHECK_OUTCOME, "PASSED"));
        assertThat(recheck.status()).as(recheck.text()).isEqualTo(204);
        Answer finished = shouwang.as("city411000").submit("ZG-2081", DRAW_SAMPLE, Map.of(DRAW_OUTCOME, "FINISH"));
        assertThat(finished.status()).as(finished.text()).isEqualTo(204);
        city.navigate("/problems/rounds/2081");
        openTaskHere(city, "印发整改通报", "轮次");
        city.getByLabel("文号").fill("许巩固脱贫组〔2026〕5号");
        city.locator("textarea").first().fill("请举一反三，持续整改。");
        submit(city);

        city.navigate("/problems/rounds/2081");
        assertThat(city.locator("main")).containsText("已通报");
        screenshot(city, "problems-round-closed");
        assertFitsAPhone(city, "phone-problems-round-closed");
        Download circular = city.waitForDownload(() -> link(city, "下载通报（Word）"));
        assertThat(circular.suggestedFilename()).endsWith(".docx");
        city.navigate("/problems/ledger?round=2081&form=2");
        assertThat(city.locator("main")).containsText("是否销号");
        screenshot(city, "problems-ledger");
        assertFitsAPhone(city, "phone-problems-ledger");
        for (String path : List.of("/problems/new", "/accountability", "/problems/import")) {
            city.navigate(path);
            screenshot(city, "problems" + path.replace('/', '-'));
            assertFitsAPhone(city, "phone-problems" + path.replace('/', '-'));
        }
    }

    @Test
    void aCountyCorrectsItsLedgerAndSeesBeforehandWhatChanges() {
        Page county = open("county411081", DESKTOP, "/problems/import");
        imports(county, "a1-annex1-real-shape.xlsx");
        assertThat(county.locator("main")).containsText("新的轮次由市级建立");
        Page city = open("city411000", DESKTOP, "/problems");
        link(city, "建立轮次");
        city.getByLabel("轮次", exactly()).fill("2082");
        city.getByLabel("开始日期").fill("2026-06-26");
        city.getByLabel("结束日期").fill("2026-12-31");
        screenshot(city, "problems-round-new");
        assertFitsAPhone(city, "phone-problems-round-new");
        button(city, "确认建立");
        assertThat(city.locator("main")).containsText("轮次已建立");
        imports(county, "a1-annex1-real-shape.xlsx");
        assertThat(county.locator("main")).containsText("新增问题 5 个");
        assertThat(county.locator("main")).containsText("没有采用的内容");
        county.locator("main details summary").first().click();
        screenshot(county, "problems-import-annex1");
        assertFitsAPhone(county, "phone-problems-import-annex1");
        button(county, "确认导入并交办");
        county.navigate("/problems/import");
        imports(county, "a13-first.xlsx");
        button(county, "确认导入并交办");
        county.navigate("/problems/import");
        imports(county, "a13b-corrected.xlsx");
        assertThat(county.locator("main")).containsText("更改问题 1 个");
        assertThat(county.locator("main")).containsText("禹州市财政局");
        screenshot(county, "problems-import-corrected");
        assertFitsAPhone(county, "phone-problems-import-corrected");
        button(county, "确认导入并交办");
        assertThat(county.locator("main")).containsText("更改问题 1 个");
        county.navigate("/problems/import");
        imports(county, "a13b-corrected.xlsx");
        assertThat(county.locator("main")).containsText("没有要保存的变化");
        county.locator("main a.number").first().click();
        assertThat(county.locator("main")).containsText("更改记录");
        screenshot(county, "problem-corrected");
        assertFitsAPhone(county, "phone-problem-corrected");
    }

    private static void imports(Page page, String file) {
        page.getByLabel("轮次", exactly()).fill("2082");
        page.locator("#file").setInputFiles(new FilePayload(file, "application/octet-stream", TrialFiles.bytes(file)));
        button(page, "上传并预览");
    }

    private void line(String user, String problemNo, boolean plan) {
        if (plan) {
            done(user, problemNo, PLAN_RECTIFICATION, Map.of("plan", "方案", "measures", "措施"));
        }
        done(user, problemNo, RECTIFY, Map.of("result", "已办理", "rectifiedOn", TODAY, "evidence", "登记表"));
        done("county411081b", problemNo, VERIFY_RECTIFICATION, Map.of(VERIFICATION_OUTCOME, "PASSED"));
    }

    private void done(String user, String problemNo, String task, Map<String, Object> values) {
        Answer answer = shouwang.as(user).submit(problemNo, task, values);
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }

    private static void link(Page page, String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).first().click();
    }

    private static void button(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first().click();
    }
}
