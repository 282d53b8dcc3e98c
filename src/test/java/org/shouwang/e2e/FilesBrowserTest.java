package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.SampleFiles;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Uses the files of a case in a browser: on the case's page, at the width of a phone. */
class FilesBrowserTest extends BrowserTest {

    private static final String VILLAGE = "village" + Shouwang.VILLAGE;

    @Test
    void severalFilesAreSentWithoutLeavingTheCaseAndOneIsTakenOut() {
        String caseNo = shouwang.newCase(TestPeople.somebody(), TODAY).caseNo();
        Page page = open(VILLAGE, PHONE, "/cases/" + caseNo);

        page.getByLabel("材料种类").selectOption("房屋照片");
        page.getByLabel("选择文件（可多选）").setInputFiles(new FilePayload[] {
            new FilePayload("正房.jpg", "image/jpeg", SampleFiles.photo(3000, 2000)), new FilePayload("说明.txt", "text/plain", "x".getBytes()),
            new FilePayload("院子.png", "image/png", SampleFiles.image(300, 200, "png"))});
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("上传")).click();

        assertThat(page.locator(".files .message.good")).hasText("已上传 2 份材料。");
        assertThat(page.locator(".files .message.bad")).containsText("说明.txt：不能上传这种文件");
        assertThat(page.locator(".file-list li")).hasCount(2);
        assertThat(page).hasURL(Pattern.compile(".*/cases/" + caseNo));
        page.locator(".file-list img").first().scrollIntoViewIfNeeded();
        page.locator(".file-list").evaluate("list => Promise.all([...list.querySelectorAll('img')].map(picture => picture.decode()))");
        assertFits(page);
        screenshot(page, "files-phone");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("撤下 正房.jpg")).click();
        assertThat((Boolean) page.locator(".file-whole").evaluate("picture => picture.decode().then(() => picture.naturalHeight > picture.naturalWidth)"))
                .isTrue();
        assertFits(page);
        screenshot(page, "file-phone");
        page.getByLabel("撤下原因").fill("传错了户");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("撤下").setExact(true)).click();

        assertThat(page.locator(".message.good")).containsText("已撤下“正房.jpg”");
        assertThat(page.locator(".taken-out")).containsText("传错了户");
        page.setViewportSize(DESKTOP, 900);
        assertFits(page);
        screenshot(page, "files-desktop");
    }

    @Test
    void aFileIsTakenBesideTheFormOfTasklistWhichKeepsWhatWasTyped() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        Page page = window(VILLAGE, DESKTOP);
        openTask(page, flow.caseNo(), "入户核实");
        assertThat(page.locator(".fjs-form").first()).not().containsText("还没有上传承诺授权书");
        page.getByLabel("存在返贫致贫风险").check();
        assertThat(page.locator(".fjs-form").first()).containsText("还没有上传承诺授权书");

        page.locator(".sw-files-tab a").click();
        page.getByLabel("材料种类").selectOption("承诺授权书");
        page.getByLabel("选择文件（可多选）").setInputFiles(new FilePayload("授权书.png", "image/png", SampleFiles.image(300, 200, "png")));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("上传").setExact(true)).click();
        assertThat(page.locator(".files .message.good")).hasText("已上传 1 份材料。");
        assertThat(page.locator(".file-list li")).hasCount(1);
        screenshot(page, "files-tasklist");

        page.locator(".nav-tabs li:not(.sw-files-tab) a").first().click();
        assertThat(page.locator(".sw-files-panel")).isHidden();
        assertThat(page.getByLabel("存在返贫致贫风险")).isChecked();
    }
}
