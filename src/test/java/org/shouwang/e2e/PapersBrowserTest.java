package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.file.Files;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.paper.Printed;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests in a real browser that papers are found where people work, and are taken out as files. */
class PapersBrowserTest extends BrowserTest {

    @Test
    void theVillagePrintsFromTheCaseFromTheTaskAndAWholeList() throws IOException {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified().compared();
        Page village = open("village" + Shouwang.VILLAGE, DESKTOP, "/cases/" + flow.caseNo());

        Locator papers = village.locator("section[aria-labelledby=documents]");
        assertThat(papers).containsText("承诺授权书");
        papers.getByText("还不能出具的").click();
        assertThat(papers).containsText("初选公示：公示尚未张贴");
        Download download = village.waitForDownload(() -> papers.getByLabel("承诺授权书，Word").click());
        Assertions.assertThat(download.suggestedFilename()).isEqualTo("承诺授权书-" + flow.caseNo() + ".docx");
        Assertions.assertThat(Printed.text("browser", Files.readAllBytes(download.path()))).contains(flow.head().name());
        screenshot(village, "papers-case");

        openTaskHere(village, "村级初选", flow.head().name());
        Page page = village.waitForPopup(() -> village.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("打印文书")).click());
        assertThat(page.locator("h1")).hasText("文书");
        assertThat(page.locator("main")).containsText("WS-" + Shouwang.COUNTY);
        screenshot(page, "papers");
        assertFitsAPhone(page, "phone-papers");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("一次打印一个村的同一种文书")).click();
        page.getByLabel("文书").selectOption(new SelectOption().setValue(MonitoringIdentificationProcess.KEY + "/village-assessment"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("列出案件")).click();
        assertThat(page.locator("main")).containsText(flow.head().name());
        screenshot(page, "paper-set");
        assertFitsAPhone(page, "phone-paper-set");
        // The village has the cases of all tests that ran before.
        page.evaluate("no => document.querySelectorAll('[name=caseNo]').forEach(box => box.checked = box.value === no)", flow.caseNo());
        Download set = page.waitForDownload(() -> page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("出具并下载")).click());
        Assertions.assertThat(set.suggestedFilename()).endsWith("份.zip");
    }
}
