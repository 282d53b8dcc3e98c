package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.COMPARISON_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.ENTER_SYSTEM;
import static org.shouwang.identification.MonitoringIdentificationProcess.INFORM_HOUSEHOLD;
import static org.shouwang.identification.MonitoringIdentificationProcess.KEY;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.notice.PublicNoticeProcess.OBJECTION_OUTCOME;
import static org.shouwang.notice.PublicNoticeProcess.RESOLVE_OBJECTION;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shouwang.paper.Printed;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests that many households go the whole way together, and prints how often each level clicks and what it types. */
class ManyHouseholdsBrowserTest extends BrowserTest {

    /** The number of households, at most the hundred of one notice; one of them is taken out by an objection. */
    private static final int CASES = Integer.getInteger("shouwang.batch.cases", 12);
    private static final int MOST_CLICKS = 20;
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    @Test
    void twelveHouseholdsGoFromOneMeetingToThePrintedAnnouncementAsListsAndBatches() throws IOException {
        List<CaseFlow> waiting = compared();
        CaseFlow upheld = waiting.get(4);
        preselectedAndPosted(waiting, upheld);
        clock.advanceDays(6);
        List<CaseFlow> noticed = without(waiting, upheld);
        noticed.forEach(each -> each.awaitTask(REVIEW_AT_TOWNSHIP));
        assertThat(upheld.openTasks()).as("an upheld objection takes out one household only").containsExactly(VERIFY_HOUSEHOLD);

        reviewed(noticed);
        CaseFlow refused = noticed.get(1);
        CaseFlow sentBack = noticed.get(2);
        List<CaseFlow> admitted = without(noticed, refused, sentBack);
        checked(refused, sentBack, admitted);
        approved(admitted);
        String paper = announced(admitted);

        assertThat(paper).contains("结果公告", "村务公开栏").contains(admitted.stream().map(ManyHouseholdsBrowserTest::row).toList())
                .doesNotContain(row(upheld), row(refused), row(sentBack));
        assertThat(admitted).allSatisfy(each -> assertThat(each.openTasks()).contains(ENTER_SYSTEM));
        assertThat(refused.openTasks()).containsExactly(INFORM_HOUSEHOLD);
        assertThat(sentBack.openTasks()).containsExactly(VERIFY_HOUSEHOLD);
    }

    /** The village weighs all households in one meeting, posts one notice, and takes down an objection, which the township upholds. */
    private void preselectedAndPosted(List<CaseFlow> households, CaseFlow upheld) {
        Official village = new Official("村级研判会、公示", "village" + Shouwang.VILLAGE, "/cases");
        village.click(village.link("村级研判会"));
        village.click(village.link("登记研判会"));
        village.type(village.label("地点"), "村委会会议室");
        village.type(village.label("主持人"), "王主持");
        village.type(village.label("参加人员"), "李代表、赵会计、孙委员");
        village.click(village.button("没有选的，按参考意见填上"));
        village.page.evaluate("own => document.querySelectorAll('[name^=outcome-][value=\"\"]').forEach(each => "
                + "each.checked = each.checked || !own.includes(each.name.slice(8)))", households.stream().map(CaseFlow::caseNo).toList());
        village.type(village.label("没有单独写意见的初选户"), "综合研判，一致同意");
        assertFitsAPhone(village.page, "many-meeting-new-phone");
        screenshot(village.page, "many-meeting-new");
        village.click(village.button("登记研判会并办理"));
        village.page.waitForURL(Pattern.compile(".*/meetings/YP-.*"));
        assertThat(village.page.locator(".message.good")).containsText(CASES + "户都已办理");
        assertThat(village.page.locator(".paper tbody tr")).hasCount(CASES);
        assertThat(village.page.locator(".signatures li")).hasCount(4);
        assertFitsAPhone(village.page, "many-meeting-phone");

        village.click(village.link("张贴公示（" + CASES + "户）"));
        village.type(village.label("张贴地点").first(), "村务公开栏");
        assertFitsAPhone(village.page, "many-notice-new-phone");
        village.click(village.button("张贴公示").first());
        village.page.waitForURL(Pattern.compile(".*/notices/GS-.*"));
        Locator rows = village.page.locator(".paper tbody tr");
        assertThat(rows).hasCount(CASES);
        village.told();

        village.choose(village.label("对哪一户有异议"), upheld.caseNo());
        village.type(village.label("异议内容"), "该户在县城有商铺出租");
        village.click(village.button("登记异议"));
        assertThat(village.page.locator(".message.good")).containsText("异议已登记");
        upheld.done(shouwang.township(), RESOLVE_OBJECTION, Map.of(OBJECTION_OUTCOME, "UPHELD", "opinion", "商铺属实"));
        village.page.reload();
        assertThat(rows.nth(4)).containsText("已撤出：异议成立");
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("公示中"))).hasCount(CASES - 1);
        assertFitsAPhone(village.page, "many-notice-phone");
    }

    /** The township reviews all of them at once and makes its list. */
    private void reviewed(List<CaseFlow> households) {
        Official township = new Official("乡级审核", "township" + Shouwang.TOWNSHIP, "/tasks");
        township.choose(township.label("环节"), KEY + "/" + REVIEW_AT_TOWNSHIP);
        township.click(township.button("查询"));
        township.click(township.page.getByText("全选本页"));
        township.click(township.button("批量办理勾选的"));
        assertThat(township.page.locator("h1")).containsText("批量办理：乡级审核");
        assertThat(township.page.locator("tbody [name=taskId]:checked").count()).isGreaterThanOrEqualTo(households.size());
        township.page.setViewportSize(PHONE, Browser.HEIGHT);
        assertFits(township.page);
        screenshot(township.page, "many-batch-phone");
        township.page.setViewportSize(DESKTOP, Browser.HEIGHT);
        township.click(township.label("同意纳入，上报县级"));
        township.type(township.page.getByLabel("审核意见", exactly()), "情况属实");
        township.confirm();
        screenshot(township.page, "many-batch-result");
        township.told();
        assertThat(township.clicks).as("clicks of a reviewer").isLessThanOrEqualTo(MOST_CLICKS);

        township.click(township.link("生成名单"));
        township.make("拟纳入名单", households);
        Locator paper = township.page.locator(".paper");
        assertThat(paper.locator("h1")).containsText("拟纳入名单");
        assertThat(households).allSatisfy(each -> assertThat(paper).containsText(each.caseNo()));
        screenshot(township.page, "many-case-list");
        assertFitsAPhone(township.page, "many-case-list-phone");
    }

    /** The county checks what is on the township's list at once, but for two, and makes the list for the leading group. */
    private void checked(CaseFlow refused, CaseFlow sentBack, List<CaseFlow> passed) {
        Official county = new Official("县级汇总审核（两户例外）", "county" + Shouwang.COUNTY, "/case-lists");
        county.click(county.listed("拟纳入名单"));
        county.click(county.button("批量办理名单中待办的"));
        county.click(county.label("通过，报领导小组审批").first());
        county.type(county.page.getByLabel("审核意见", exactly()), "材料齐全");
        Locator first = county.exception(refused);
        county.choose(first.getByLabel("审核结果"), "REJECT");
        Locator second = county.exception(sentBack);
        county.choose(second.getByLabel("审核结果"), "RETURN");
        county.choose(second.getByLabel("退回到哪一级"), "VILLAGE");
        county.click(county.button("下一步：核对"));
        assertThat(county.page.getByText("2 户还有内容需要修改")).isVisible();
        screenshot(county.page, "many-batch-exceptions");
        county.type(county.row(refused).getByLabel("审核意见"), "家庭收入核算后明显高于监测范围");
        county.type(county.row(sentBack).getByLabel("审核意见"), "务工收入没有佐证");
        county.confirm();
        county.told();
        county.click(county.link("生成名单"));
        county.make("纳入监测报批名单", passed);
        assertThat(county.page.locator(".paper")).not().containsText(refused.caseNo());
    }

    /** The leading group approves what is on the county's list. */
    private void approved(List<CaseFlow> households) {
        Official leader = new Official("领导小组审批", "leader" + Shouwang.COUNTY, "/case-lists");
        leader.click(leader.listed("纳入监测报批名单"));
        assertThat(households).allSatisfy(each -> assertThat(leader.page.locator(".paper")).containsText(each.caseNo()));
        leader.click(leader.button("批量办理名单中待办的"));
        leader.click(leader.label("批准纳入监测").first());
        leader.type(leader.page.getByLabel("审批意见", exactly()), "同意纳入");
        leader.confirm();
        leader.told();
    }

    /** The township makes the list of the announcement, announces, and prints it; returns what is printed. */
    private String announced(List<CaseFlow> households) throws IOException {
        Official township = new Official("结果公告", "township" + Shouwang.TOWNSHIP, "/case-lists");
        township.make("纳入监测结果公告名单", households);
        township.click(township.button("批量办理名单中待办的"));
        township.type(township.label("公告地点").first(), "村务公开栏");
        township.confirm();
        township.click(township.link("生成名单"));
        township.click(township.listed("纳入监测结果公告名单"));
        Download paper = township.page.waitForDownload(() -> township.click(township.link("结果公告（Word）")));
        township.told();
        return Printed.text("many-households-announcement", Files.readAllBytes(paper.path()));
    }

    /** Households of one village that wait for its preselection. */
    private List<CaseFlow> compared() {
        List<CaseFlow> flows = Stream.generate(() -> shouwang.newCase(TestPeople.somebody(), TODAY).verified()).limit(CASES).toList();
        Answer answer = shouwang.county().post("/api/tasks/batch", Map.of("process", KEY, "task", CONFIRM_COMPARISON, "values",
                Map.of(COMPARISON_OUTCOME, "CONSISTENT"), "items", flows.stream().map(each -> Map.of("caseNo", each.caseNo())).toList()));
        assertThat(answer.body().path("results").findValuesAsText("outcome")).as(answer.text()).hasSize(CASES).containsOnly("DONE");
        return flows;
    }

    private static List<CaseFlow> without(List<CaseFlow> flows, CaseFlow... others) {
        List<CaseFlow> rest = new ArrayList<>(flows);
        rest.removeAll(List.of(others));
        return rest;
    }

    /** Returns what a paper prints of a household: its head in a column of a table. */
    private static String row(CaseFlow flow) {
        return "\t" + flow.head().name() + "\t";
    }

    /** An official at a desk, whose clicks and typed fields are counted. A field that is typed into is clicked first. */
    private final class Official {

        private final String work;
        private final Page page;
        private final long began = System.nanoTime();
        private int clicks;
        private int fields;

        private Official(String work, String user, String path) {
            this.work = work;
            this.page = open(user, DESKTOP, path);
        }

        private Locator button(String name) {
            return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
        }

        private Locator link(String name) {
            return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
        }

        private Locator label(String text) {
            return page.getByLabel(text);
        }

        /** Returns the newest list of a kind on the page of all lists. */
        private Locator listed(String kind) {
            return page.locator("table.list tbody a").filter(new Locator.FilterOptions().setHasText(kind)).first();
        }

        /** Returns the row of a household in the form of a batch. */
        private Locator row(CaseFlow flow) {
            return page.locator("#r-" + flow.caseNo());
        }

        /** Opens what is filled in for one household alone. */
        private Locator exception(CaseFlow flow) {
            click(row(flow).locator("summary"));
            return row(flow);
        }

        private void click(Locator what) {
            what.click();
            clicks++;
        }

        private void type(Locator field, String text) {
            click(field);
            field.fill(text);
            fields++;
        }

        private void choose(Locator field, String option) {
            field.selectOption(option);
            clicks += 2;
        }

        /** Makes a list of the households of this test, without what other tests have left at the step. */
        private void make(String kind, List<CaseFlow> households) {
            click(page.locator(".cards a").filter(new Locator.FilterOptions().setHasText(kind)));
            page.evaluate("own => document.querySelectorAll('[name=caseNo]').forEach(each => each.checked = own.includes(each.value))",
                    households.stream().map(CaseFlow::caseNo).toList());
            click(button("生成名单"));
            assertThat(page.locator(".message.good")).containsText("已生成");
        }

        /** Confirms what was filled in for a batch, and waits until it is carried out. */
        private void confirm() {
            click(button("下一步：核对"));
            click(button("确认办理"));
            assertThat(page.getByText("已办结的")).not().hasCount(0);
        }

        /** Prints the clicks and typed fields so far. */
        private void told() {
            OUT.printf("%d households, %s: %d clicks, %d fields, %d s%n", CASES, work, clicks, fields,
                    Duration.ofNanos(System.nanoTime() - began).toSeconds());
        }
    }
}
