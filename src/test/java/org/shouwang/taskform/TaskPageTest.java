package org.shouwang.taskform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.COMPARISON_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFICATION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.engine.TaskDrafts;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests the page of a task as a browser without scripts uses it, and the answers that a browser with scripts gets. */
class TaskPageTest extends IntegrationTest {

    private static final String COUNTY = "county" + Shouwang.COUNTY;
    private static final String VILLAGE = "village" + Shouwang.VILLAGE;
    private static final Map<String, String> SCRIPTED = Map.of("Accept", "text/html", "HX-Request", "true");

    @LocalServerPort
    private int port;
    @Autowired
    private TaskDrafts drafts;

    private CaseFlow flow;

    @BeforeEach
    void aCase() {
        flow = shouwang.newCase(TestPeople.somebody(), TODAY);
    }

    private BrowserSession browser(String user) {
        BrowserSession browser = new BrowserSession(port);
        browser.signIn(user, Shouwang.PASSWORD);
        return browser;
    }

    private String page(String user, String task) {
        return "/tasks/" + shouwang.as(user).taskId(flow.caseNo(), task);
    }

    private static Document read(BrowserSession.Page page) {
        return Jsoup.parse(page.text());
    }

    /** Returns the fields of the page's form as a browser would send them. */
    private static Map<String, String> fields(Document page) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Element field : page.select(":is(#task-form, #visit) [name]:not(button)")) {
            boolean box = List.of("radio", "checkbox").contains(field.attr("type"));
            if (!box || field.hasAttr("checked")) {
                fields.merge(field.attr("name"), "select".equals(field.tagName()) ? field.select("option[selected]").attr("value")
                        : "textarea".equals(field.tagName()) ? field.text() : field.val(), (first, more) -> first + "," + more);
            }
        }
        return fields;
    }

    private static Map<String, String> with(Map<String, String> fields, String... more) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @Test
    void itSaysFirstWhatDecidesAndTakesTheDecision() {
        flow.verified().compared();
        BrowserSession village = browser(VILLAGE);
        String address = page(VILLAGE, PRESELECT_AT_VILLAGE);

        Document page = read(village.get(address + "?task=preselectAtVillage"));
        assertThat(page.select("h1").text()).contains("村级初选", flow.head().name());
        assertThat(page.select(".task-summary").text()).contains("参考意见", "2026-03-17", "入户核实", "存在返贫致贫风险", "顺店东村村级经办",
                "家庭人口／有劳动能力", "人均年纯收入", "刚性支出合计", "参考标准", "信息比对", "没有数据、未比对");
        assertThat(page.select("details summary").eachText()).contains("案件信息", "办理记录", "依据");
        assertThat(page.select("details.fold[open] > summary").eachText()).as("what this step decides on is not folded away").contains("研判参考", "信息比对结果")
                .doesNotContain("依据", "办理记录");
        assertThat(page.select("details.fold[open] legend").eachText()).as("and its name stands once").doesNotContain("研判参考");

        BrowserSession.Page sent = village.post(address + "?task=preselectAtVillage", with(fields(page), PRESELECTION_OUTCOME, "PRESELECT",
                "opinion", "村民代表会议同意", "_do", "done"));
        assertThat(sent.status()).isEqualTo(302);
        assertThat(sent.location()).isEqualTo(address + "?task=preselectAtVillage");
        assertThat(read(village.get(sent.location())).select("main").text()).contains("已办结", "下一步：张贴公示", "办理", "返回办件台");
        assertThat(flow.steps()).contains(PRESELECT_AT_VILLAGE);
    }

    @Test
    void theNextTaskOfItsKindFollowsWithTheAnswerAboutTheLast() {
        flow.verified();
        CaseFlow other = shouwang.newCase(TestPeople.somebody(), TODAY).verified();
        BrowserSession county = browser(COUNTY);
        String address = page(COUNTY, CONFIRM_COMPARISON);

        BrowserSession.Page sent = county.post(address, with(fields(read(county.get(address))), COMPARISON_OUTCOME, "CONSISTENT", "_do", "next"));

        assertThat(sent.location()).startsWith("/tasks/").isNotEqualTo(address);
        Document next = read(county.get(sent.location()));
        assertThat(next.select("h1").text()).contains("信息比对");
        assertThat(next.select(".message.good").text()).contains(flow.caseNo(), "下一步：村级初选", "下面是下一件");
        assertThat(other.steps()).doesNotContain(CONFIRM_COMPARISON);
    }

    @Test
    void whatIsWrongStandsAtItsFieldAndNothingIsLost() {
        BrowserSession village = browser(VILLAGE);
        String address = page(VILLAGE, VERIFY_HOUSEHOLD);

        BrowserSession.Page answer = village.post(address, with(fields(read(village.get(address))), VERIFICATION_OUTCOME, "AT_RISK",
                "verifiedOn", "2026-03-01", "wageIncome", "1.2万元", "businessIncome", "很少", "members[0].health", "SEVERE"));

        assertThat(answer.status()).isEqualTo(400);
        Document page = read(answer);
        assertThat(page.getElementById("verifiedOn-error").text()).contains("不能早于线索发现日期");
        assertThat(page.getElementById("businessIncome-error").text()).contains("须为数字");
        assertThat(page.getElementById("members[0].labour-error").text()).contains("必填");
        assertThat(page.getElementById("wageIncome").val()).isEqualTo("12000");
        assertThat(page.getElementById("businessIncome").val()).isEqualTo("很少");
        assertThat(page.getElementById("members[0].idNumber").val()).isEqualTo(flow.head().idNumber());
        assertThat(page.select("[autofocus]")).hasSize(1);
        assertThat(page.select("[role=alert] a").eachAttr("href")).allMatch(link -> page.getElementById(link.substring(1)) != null);
        assertThat(read(browser(VILLAGE).get(address)).getElementById("businessIncome").val()).as("after signing in again").isEqualTo("很少");
    }

    @Test
    void aFieldShowsAndHidesOthersAndWhatWasHiddenIsStillThere() {
        BrowserSession village = browser(VILLAGE);
        String address = page(VILLAGE, VERIFY_HOUSEHOLD);
        Document page = read(village.get(address));
        assertThat(page.getElementById("part-group_income").hasAttr("hidden")).isTrue();

        Document shown = read(village.post(address + "/draft", with(fields(page), VERIFICATION_OUTCOME, "AT_RISK"), SCRIPTED));
        assertThat(shown.getElementById("part-group_income").attr("hx-swap-oob")).isEqualTo("true");
        assertThat(shown.getElementById("wageIncome").val()).isEqualTo("0");
        assertThat(shown.getElementById("members[0].name").val()).isEqualTo(flow.head().name());
        assertThat(shown.select("#part-group_outcome, #part-field_opinion")).as("what has not changed").isEmpty();

        Map<String, String> filled = with(fields(page), VERIFICATION_OUTCOME, "AT_RISK", "wageIncome", "8000");
        filled.remove("_hidden");
        assertThat(read(village.post(address + "/draft", with(filled, "_hidden", ""), SCRIPTED)).text()).contains("草稿已存 2026-03-02 09:00");
        Document hidden = read(village.post(address + "/draft", with(filled, VERIFICATION_OUTCOME, "NO_RISK", "_hidden", ""), SCRIPTED));
        assertThat(hidden.getElementById("part-group_income").hasAttr("hidden")).isTrue();
        assertThat(hidden.select("[name=wageIncome]").val()).isEqualTo("8000");
        assertThat(database.sql("select count(*) from shouwang.act where subject = ? and kind = 'UNMASKING'").param(flow.caseNo())
                .query(Integer.class).single()).as("saving a draft alone shows no number").isLessThanOrEqualTo(4);
    }

    @Test
    void rowsAreAddedAndTakenOutWithoutScriptsToo() {
        BrowserSession village = browser(VILLAGE);
        String address = page(VILLAGE, VERIFY_HOUSEHOLD);
        Map<String, String> fields = with(fields(read(village.get(address))), VERIFICATION_OUTCOME, "AT_RISK");

        BrowserSession.Page added = village.post(address + "/draft", with(fields, "_do", "add:members"));
        assertThat(added.location()).isEqualTo(address + "#members");
        Document page = read(village.get(address));
        assertThat(page.select(".row-of")).hasSize(2);
        assertThat(page.getElementById("members[0].name").val()).isEqualTo(flow.head().name());

        village.post(address + "/draft", with(fields(page), "_do", "remove:members[0]"));
        assertThat(read(village.get(address)).select(".row-of")).hasSize(1);
        assertThat(read(village.get(address)).getElementById("members[0].name").val()).isEmpty();
    }

    @Test
    void aScreenOfTheHomeVisitIsCheckedBeforeTheNextAndGoingBackIsFree() {
        BrowserSession village = browser(VILLAGE);
        String visit = page(VILLAGE, VERIFY_HOUSEHOLD) + "/visit";
        Map<String, String> first = with(fields(read(village.get(visit))), VERIFICATION_OUTCOME, "AT_RISK", "verifiedOn", "2026-03-09");

        BrowserSession.Page refused = village.post(visit + "?screen=1", with(first, "_do", "next"));
        assertThat(refused.status()).isEqualTo(400);
        Document page = read(refused);
        assertThat(page.getElementById("verifiedOn-error").text()).contains("不能晚于今天");
        assertThat(page.getElementById("verifiedOn").val()).isEqualTo("2026-03-09");
        assertThat(page.select("[autofocus]").eachAttr("id")).containsExactly("verifiedOn");
        assertThat(page.select("[role=alert]").text()).contains("这一页有 1 处");

        assertThat(village.post(visit + "?screen=1", with(first, "verifiedOn", "2026-03-02", "_do", "next")).location()).endsWith("screen=2");
        Map<String, String> second = fields(read(village.get(visit + "?screen=2")));
        assertThat(village.post(visit + "?screen=2", with(second, "_do", "back")).location()).endsWith("screen=1");
        page = read(village.post(visit + "?screen=2", with(second, "_do", "next")));
        assertThat(page.getElementById("authorisationSigned-error").text()).contains("须由农户签订");
        assertThat(page.getElementById("registeredKind-error").text()).contains("必填");
        village.post(visit + "?screen=2", with(second, "authorisationSigned", "true", "registeredKind", "GENERAL", "_do", "next"));

        Map<String, String> members = fields(read(village.get(visit + "?screen=3")));
        page = read(village.post(visit + "?screen=3", with(members, "members[0].idNumber", "411081199001011230", "members[0].relation", "CHILD",
                "_do", "next")));
        assertThat(page.getElementById("members[0].idNumber-error").text()).contains("身份证");
        assertThat(page.getElementById("members[0].idNumber").val()).isEqualTo("411081199001011230");
        assertThat(page.getElementById("members[0].health-error").text()).contains("必填");
        assertThat(page.getElementById("members-error").text()).contains("一名户主");
        assertThat(village.post(visit + "?screen=3", with(members, "_do", "add:members")).location()).as("a row more")
                .endsWith("screen=3#members%5B1%5D.name");
        String all = read(village.get(visit + "?screen=99")).select(".answers").text();
        assertThat(all).as("what is filled in, before it is sent").contains("核实结果 存在返贫致贫风险", "家庭成员（1） " + flow.head().name());
    }

    @Test
    void aScreenThatTheFormHasNoMoreChangesNothingAndOneThatHasMovedIsFound() {
        BrowserSession village = browser(VILLAGE);
        String visit = page(VILLAGE, VERIFY_HOUSEHOLD) + "/visit";
        Map<String, String> first = with(fields(read(village.get(visit))), VERIFICATION_OUTCOME, "AT_RISK", "verifiedOn", "2026-03-02", "_do", "next");
        village.post(visit + "?screen=1", first);
        Map<String, String> members = with(fields(read(village.get(visit + "?screen=3"))), "_do", "next");
        Map<String, String> opinion = fields(read(village.get(visit + "?screen=8")));
        village.post(visit + "?screen=8", with(opinion, "opinion", "家庭基本情况属实", "_do", "back"));
        village.post(visit + "?screen=1", with(first, VERIFICATION_OUTCOME, "NO_RISK"));

        BrowserSession.Page stale = village.post(visit + "?screen=3", members);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(read(stale).select("[role=alert]").text()).isEqualTo("这一页已随核实结果改变，没有保存，请从头核对");
        assertThat(read(stale).select("header").text()).contains("第1/2页");
        assertThat(read(village.get(visit + "?screen=2")).getElementById("opinion").text()).isEqualTo("家庭基本情况属实");

        assertThat(village.post(visit + "?screen=8", with(opinion, "opinion", "经核实无风险", "_do", "next")).location()).endsWith("screen=3");
        assertThat(read(village.get(visit + "?screen=2")).getElementById("opinion").text()).isEqualTo("经核实无风险");
        village.post(visit + "?screen=1", first);
        assertThat(read(village.get(visit + "?screen=3")).getElementById("members[0].name").val()).isEqualTo(flow.head().name());
    }

    @Test
    void aHomeVisitThatSomebodyElseHasEndedLeadsToWhoDidIt() {
        BrowserSession village = browser(VILLAGE);
        String task = page(VILLAGE, VERIFY_HOUSEHOLD);
        Map<String, String> open = with(fields(read(village.get(task + "/visit"))), VERIFICATION_OUTCOME, "NO_RISK");
        flow.verified();

        assertThat(village.post(task + "/visit", open).status()).as("a script's").isEqualTo(409);
        assertThat(village.post(task + "/visit", with(open, "_do", "next")).location()).isEqualTo(task);
        assertThat(read(village.get(task)).select("main").text()).contains("这项待办已经办结", "由您于", "这次填写的内容没有登记");
        assertThat(village.post(task + "/visit/completion", Map.of()).location()).isEqualTo(task);
        assertThat(village.post(task + "/draft", open).status()).as("without scripts").isEqualTo(409);
    }

    @Test
    void aHomeVisitThatIsSentThreeTimesAtOnceIsDoneOnceAndEachIsLedToIt() {
        String task = page(VILLAGE, VERIFY_HOUSEHOLD);
        List<BrowserSession> tabs = Stream.generate(() -> browser(VILLAGE)).limit(3).toList();
        tabs.forEach(tab -> tab.get(task));
        tabs.get(0).post(task + "/draft", Map.of(VERIFICATION_OUTCOME, "NO_RISK", "verifiedOn", "2026-03-02", "opinion", "经核实无风险"));

        List<BrowserSession.Page> answers = tabs.stream()
                .map(tab -> CompletableFuture.supplyAsync(() -> tab.post(task + "/visit/completion", Map.of())))
                .toList().stream().map(CompletableFuture::join).toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.location()).as(answer.text()).isEqualTo(task));
        assertThat(flow.steps()).containsExactly(VERIFY_HOUSEHOLD);
    }

    @Test
    void aReturnedHomeVisitBeginsWithTheReasonAndOffersWhatTheLastVisitFound() {
        flow.verified().done(shouwang.county(), CONFIRM_COMPARISON, Map.of(COMPARISON_OUTCOME, "DISCREPANT", "opinion", "户主名下有车辆，请核实"));
        BrowserSession village = browser(VILLAGE);
        String visit = page(VILLAGE, VERIFY_HOUSEHOLD) + "/visit";

        Document page = read(village.get(visit));
        assertThat(page.select("#visit .part").first().text()).contains("退回", "户主名下有车辆，请核实");
        assertThat(page.getElementById("verifiedOn").val()).as("another visit has another day").isEmpty();
        village.post(visit + "?screen=1", with(fields(page), VERIFICATION_OUTCOME, "AT_RISK", "verifiedOn", "2026-03-02", "_do", "next"));
        page = read(village.get(visit + "?screen=2"));
        assertThat(page.getElementById("authorisationSigned").hasAttr("checked")).isTrue();
        page = read(village.get(visit + "?screen=3"));
        assertThat(page.select("[id='members[0].health'] [selected]").val()).isEqualTo("SEVERE");
        assertThat(page.getElementById("members[0].idNumber").val()).isEqualTo(flow.head().idNumber());
        assertThat(read(village.get(visit + "?screen=4")).getElementById("wageIncome").val()).isEqualTo("12000");
        assertThat(read(village.get(visit + "?screen=7")).select("#risks-ILLNESS[checked]")).hasSize(1);
    }

    @Test
    void aDraftIsItsUsersAloneAndIsKeptEncryptedUntilTheTaskIsDoneOrForThirtyDays() {
        flow.verified();
        String address = page(COUNTY, CONFIRM_COMPARISON);
        BrowserSession county = browser(COUNTY);
        county.post(address + "/draft", with(fields(read(county.get(address))), "opinion", "与医保数据不符", COMPARISON_OUTCOME, "NONSENSE"));

        Document again = read(county.get(address));
        assertThat(again.getElementById("opinion").text()).isEqualTo("与医保数据不符");
        assertThat(again.select("main").text()).contains("2026-03-02 09:00 存的草稿");
        assertThat(read(browser(COUNTY + "b").get(address)).getElementById("opinion").text()).isEmpty();
        assertThat(stored()).singleElement().asString().startsWith("aes-gcm-row:").doesNotContain("医保");

        county.post(address + "/draft", Map.of("_do", "discard"));
        assertThat(read(county.get(address)).getElementById("opinion").text()).isEmpty();
        county.post(address + "/draft", Map.of("opinion", "再填一次"));
        clock.advanceDays(31);
        drafts.forget();
        assertThat(stored()).isEmpty();
        browser(COUNTY).post(address + "/draft", Map.of("opinion", "再填一次"));
        flow.compared();
        assertThat(stored()).isEmpty();
    }

    private List<String> stored() {
        return database.sql("select content_cipher from shouwang.task_draft where task_id in (select id_ from public.act_hi_taskinst where proc_inst_id_"
                + " in (select proc_inst_id_ from public.act_hi_procinst where business_key_ = ?))").param(flow.caseNo()).query(String.class).list();
    }

    @Test
    void whoComesAfterAColleagueIsToldWhoAndWhenAndOthersSeeNothing() {
        flow.verified();
        String address = page(COUNTY, CONFIRM_COMPARISON);
        BrowserSession colleague = browser(COUNTY + "b");
        Map<String, String> open = with(fields(read(colleague.get(address))), COMPARISON_OUTCOME, "DISCREPANT", "opinion", "不符");
        assertThat(browser("township" + Shouwang.TOWNSHIP).get(address).status()).isEqualTo(404);
        flow.compared();

        BrowserSession.Page late = colleague.post(address, open);

        assertThat(late.status()).isEqualTo(409);
        assertThat(read(late).select("main").text()).contains("这项待办已经办结", "一致", "禹州市县级乡村振兴部门", "2026-03-02 09:00");
        assertThat(colleague.get(address).text()).contains("这项待办已经办结");
        assertThat(browser(VILLAGE).get(address).status()).isEqualTo(404);
        assertThat(browser("township" + Shouwang.TOWNSHIP).get("/tasks/no-such-task").status()).isEqualTo(404);
    }

    @Test
    void aSecondFormOfTheSameUserIsToldThatItWasNotRegistered() {
        flow.verified();
        BrowserSession county = browser(COUNTY);
        String address = page(COUNTY, CONFIRM_COMPARISON);
        Map<String, String> first = with(fields(read(county.get(address))), COMPARISON_OUTCOME, "CONSISTENT");
        Map<String, String> second = with(fields(read(county.get(address))), COMPARISON_OUTCOME, "DISCREPANT", "opinion", "不符");
        assertThat(county.post(address, first).status()).isEqualTo(302);

        BrowserSession.Page late = county.post(address, second);

        assertThat(late.status()).isEqualTo(409);
        assertThat(read(late).select("main").text()).contains("这项待办已经办结", "一致", "由您于", "这次填写的内容没有登记");
        assertThat(read(county.get(address)).select("main").text()).contains("已办结").doesNotContain("没有登记");
    }

    @Test
    void sentTwiceItIsDoneOnceAndBothAreToldTheSame() {
        flow.verified();
        BrowserSession county = browser(COUNTY);
        String address = page(COUNTY, CONFIRM_COMPARISON);
        BrowserSession.Page form = county.get(address);
        Map<String, String> fields = with(fields(read(form)), COMPARISON_OUTCOME, "CONSISTENT");

        assertThat(county.post(address, fields).location()).isEqualTo(address);
        assertThat(county.post(address, fields).location()).isEqualTo(address);
        assertThat(flow.steps()).containsOnlyOnce(CONFIRM_COMPARISON);
    }
}
