package org.shouwang.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests the desk's pages: the list of open tasks, its file and sheet, the filters that users keep, and the home page. */
class DeskPagesTest extends IntegrationTest {

    /** A village in which no other test works. */
    private static final String VILLAGE = "411081103202";
    private static final String STEP = "?process=" + MonitoringIdentificationProcess.KEY + "&task=" + VERIFY_HOUSEHOLD;

    @LocalServerPort
    private int port;

    @Test
    void theListShowsWhatIsLateAndTurnsItsPagesBothWays() {
        String late = newCase(TestPeople.somebody(), "2026-02-01");
        for (int i = 0; i < 25; i++) {
            newCase(TestPeople.somebody(), TODAY);
        }
        BrowserSession clerk = signedIn();

        String first = clerk.get("/tasks").text();
        String second = clerk.get(next(first)).text();

        assertThat(first).contains(late, "已超期", "超 14 天", "class=\"late\"").doesNotContain("rel=\"prev\"");
        assertThat(first.indexOf(late)).isLessThan(first.indexOf("剩 15 天"));
        assertThat(second).contains("rel=\"prev\"").doesNotContain(late);
        assertThat(clerk.get("/tasks/place").location()).as("the place is kept").contains("cursor=after_");
        assertThat(clerk.get("/home").text()).contains("最急的", "按环节", "/tasks?process=monitoring-identification&amp;task=userTask_verifyHousehold&amp;state=OVERDUE");
    }

    @Test
    void aNameThatIsSearchedForStandsInNoAddress() {
        Person head = new Person("欧阳寻乙", TestPeople.somebody().idNumber());
        String caseNo = newCase(head, TODAY);
        BrowserSession clerk = signedIn();
        clerk.get("/tasks");

        String address = clerk.post("/tasks/search", Map.of("q", head.name(), "step", MonitoringIdentificationProcess.KEY + "/" + VERIFY_HOUSEHOLD)).location();

        assertThat(address).startsWith("/tasks" + STEP).contains("find=").doesNotContain(head.name(), "%E");
        assertThat(clerk.get(address.replace("#list", "")).text()).contains(caseNo, "共 <span>1</span> 项");
        assertThat(clerk.get("/tasks?search=JC-1").location()).as("as the API takes it").contains("find=").doesNotContain("JC-1");
        assertThat(clerk.post("/tasks/search", Map.of("q", "x".repeat(51))).text()).contains("最多50个字");
        assertThat(clerk.get("/tasks?find=made-up").status()).isEqualTo(400);
        assertThat(clerk.get("/tasks?state=LATE").status()).isEqualTo(400);
    }

    @Test
    void severalHouseholdsAreTickedForOneNotice() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified().compared().preselected();
        BrowserSession clerk = new BrowserSession(port);
        clerk.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD);

        assertThat(clerk.get("/tasks?task=postNotice").text()).contains("张贴一张公示", "name=\"caseNo\" form=\"notice\" value=\"" + flow.caseNo());
        assertThat(clerk.get("/notices/new?caseNo=" + flow.caseNo()).text()).contains("value=\"" + flow.caseNo() + "\"");
        assertThat(clerk.get("/tasks?task=verifyHousehold").text()).doesNotContain("张贴一张公示");
    }

    @Test
    void aFilterIsKeptUnderANameForOneUserWithoutWhatIsSearchedFor() {
        newCase(TestPeople.somebody(), TODAY);
        BrowserSession clerk = signedIn();
        clerk.get("/tasks");
        String find = clerk.post("/tasks/search", Map.of("q", "张")).location().replaceAll(".*find=([^#&]*).*", "$1");

        String kept = clerk.post("/tasks/filters", Map.of("process", MonitoringIdentificationProcess.KEY, "state", "OVERDUE", "find", find, "name", " 本周必办 "))
                .location();

        assertThat(clerk.get(kept).text()).contains("已保存筛选“本周必办”", "查找的文字不保存");
        String page = clerk.get("/tasks").text();
        assertThat(page).contains("/tasks?process=monitoring-identification&amp;state=OVERDUE\">本周必办").doesNotContain(find);
        assertThat(shouwang.village().send("GET", "/tasks", null, Map.of("Accept", "text/html")).text()).doesNotContain("本周必办");
        assertThat(clerk.post("/tasks/filters", Map.of("name", "")).text()).contains("为必填项");
        String id = page.replaceAll("(?s).*/tasks/filters/(\\d+)/removal.*", "$1");
        assertThat(shouwang.village().postForm("/tasks/filters/" + id + "/removal", Map.of()).status()).isEqualTo(404);
        clerk.post("/tasks/filters/" + id + "/removal", Map.of());
        assertThat(clerk.get("/tasks").text()).doesNotContain("本周必办");
    }

    @Test
    void theListLeavesAsATableAndAsASheetOfWhatComesDueThisWeek() {
        String late = newCase(TestPeople.somebody(), "2026-02-01");
        String later = newCase(TestPeople.somebody(), TODAY);

        String csv = new String(shouwang.as("village" + VILLAGE).download("/tasks/export?format=csv").body(), StandardCharsets.UTF_8);
        Answer sheet = shouwang.as("village" + VILLAGE).send("GET", "/tasks/print", null, Map.of("Accept", "text/html"));

        assertThat(csv).contains("编号,户主或问题,所在村", late, later, "已超期", "2026-02-16");
        assertThat(sheet.text()).contains("本周到期待办", late).doesNotContain(later);
        assertThat(shouwang.as("village" + VILLAGE).get("/tasks/export?format=pdf").status()).isEqualTo(400);
    }

    @Test
    void everybodysHomeLeadsToTheOwnWork() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified();

        assertThat(home("county" + Shouwang.COUNTY)).contains("开始办理", "我的待办", "比对", "辖区时限", "待决定的延期");
        assertThat(home("village" + Shouwang.VILLAGE)).contains("class=\"button\" href=\"/clues/new\"", "我的待办").doesNotContain("待决定的延期");
        assertThat(home("leader" + Shouwang.COUNTY)).contains("我的待办", "辖区时限");
        assertThat(home("bank" + Shouwang.COUNTY)).contains("登记贷款申请", "我的待办").doesNotContain("/supervision", "辖区时限", "/households");
        assertThat(home("dept411081yibao")).contains("我的待办", "问题整改").doesNotContain("/supervision");
        assertThat(home("city411000")).contains("class=\"button\" href=\"/supervision\"", "辖区时限");
        assertThat(home("partner")).contains("class=\"button\" href=\"/swagger-ui.html\"").doesNotContain("我的待办", "Tasklist");
        assertThat(home("admin")).contains("全部待办", "用户和岗位");
        assertThat(shouwang.as("bank" + Shouwang.COUNTY).send("GET", "/", null, Map.of("Accept", "text/html")).text()).doesNotContain("/supervision");
        assertThat(flow.caseNo()).isNotBlank();
    }

    private String home(String user) {
        return shouwang.as(user).send("GET", "/home", null, Map.of("Accept", "text/html")).text();
    }

    private BrowserSession signedIn() {
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("village" + VILLAGE, Shouwang.PASSWORD);
        return browser;
    }

    private String newCase(Person head, String foundOn) {
        Map<String, Object> clue = new HashMap<>(Payloads.clue(head, foundOn));
        clue.put("villageCode", VILLAGE);
        return shouwang.partner().startClue(clue).get("caseNo");
    }

    private static String next(String page) {
        return page.replaceAll("(?s).*rel=\"next\" href=\"([^\"]*)#list\".*", "$1").replace("&amp;", "&");
    }
}
