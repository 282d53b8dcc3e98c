package org.shouwang.procedure.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests the pages of procedures: what a case is about is chosen, the form is filled in, and the case is listed and summed up. */
class ProcedurePagesTest extends IntegrationTest {

    private static final String WELLS = "/procedures/well-repair";
    private static final String HEARING = "/procedures/hearing-aid";

    private static Map<String, String> well(String village, String amount) {
        return Map.of("villageCode", village, "reason", "井壁塌了", "kindOfWell", "DEEP", "amount", amount, "contact", "赵大叔");
    }

    private String household(TestPeople.Person head) {
        return shouwang.newCase(head, TODAY).untilApproval(clock).approved().view().get("householdNo");
    }

    private static String caseNoOf(Answer started) {
        assertThat(started.status()).as(started.text()).isEqualTo(302);
        return started.location().replaceFirst(".*/cases/", "");
    }

    @Test
    void whoeverStartsOrSeesAProcedureFindsItAndNobodyElse() {
        assertThat(shouwang.village().get("/procedures").text()).contains("您可以发起的", "水井维修", WELLS + "/start", "助听器申领");
        assertThat(shouwang.county().get("/procedures").text()).contains("您办理或查看的", "水井维修").doesNotContain(WELLS + "/start");
        assertThat(shouwang.as("dept411081shuili").get("/home").text()).contains("/procedures");
        assertThat(shouwang.as("dept411081yibao").get("/procedures").text()).contains("助听器申领").doesNotContain("水井维修");
        assertThat(shouwang.as("bank411081").get("/home").text()).doesNotContain("href=\"/procedures\"");
        assertThat(shouwang.as("bank411081").get(WELLS).status()).isEqualTo(404);
        assertThat(shouwang.county().get(WELLS + "/start").status()).isEqualTo(403);
        assertThat(shouwang.village().get("/procedures/nothing").status()).isEqualTo(404);
    }

    @Test
    void allProcessesAreNamedWithHowTheyBegin() {
        Shouwang.Session village = shouwang.village();
        String page = village.get("/procedures").text();

        assertThat(village.get("/api/procedures").body().path("items").findValuesAsText("title")).hasSizeGreaterThan(10)
                .filteredOn(title -> !List.of("回头看", "涉贫信访").contains(title)).as("a village neither looks back nor sees petitions").allSatisfy(title -> assertThat(page).contains(title));
        assertThat(page).contains("href=\"/clues/new\"", "批准纳入监测后自动开始", "在户的页面上发起");
        assertThat(shouwang.as("dept411081yibao").get("/procedures").text()).doesNotContain("href=\"/clues/new\">登记线索</a></td>");
    }

    @Test
    void tasklistAndThePageOfferAPostOnlyWhatItMayStart() {
        assertThat(startable(shouwang.as("school411081"))).containsExactly("dropout-control", "home-teaching");
        assertThat(startable(shouwang.as("dept411081yibao"))).contains("chronic-card", "hearing-aid").doesNotContain("housing-safety", "micro-loan", "risk-rollback");
        assertThat(startable(shouwang.as("dept411081zhujian"))).contains("housing-safety").doesNotContain("chronic-card");
        assertThat(startable(shouwang.village())).contains("monitoring-identification", "well-repair").doesNotContain("petition-handling");
        assertThat(shouwang.as("school411081").get("/procedures").text()).contains("控辍保学").doesNotContain("其他流程", "帮扶计划", "风险回退");
    }

    private static List<String> startable(Shouwang.Session session) {
        return session.get("/engine-rest/process-definition?latest=true&active=true&startableInTasklist=true&startablePermissionCheck=true").body().findValuesAsText("key");
    }

    @Test
    void theAdministratorIsToldThatNoFolderIsBroken() {
        assertThat(shouwang.as("admin").get("/administration").text()).contains("/procedures/faults");
        assertThat(shouwang.as("admin").get("/procedures/faults").text()).contains("没有未能启用的流程文件夹");
        assertThat(shouwang.county().get("/procedures/faults").status()).isEqualTo(403);
    }

    @Test
    void aVillageStartsForItselfAndTheCaseIsListedAndSummedUp() {
        String village = "411081101202";
        Shouwang.Session clerk = shouwang.as("village" + village);
        String asked = clerk.get(WELLS + "/start").text();
        assertThat(asked).contains("type=\"hidden\" name=\"villageCode\" value=\"" + village, "类别").doesNotContain("村代码");

        Answer wrong = clerk.postForm(WELLS + "/start", Map.of("villageCode", village, "kindOfWell", "DEEP", "contact", "赵大叔"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("哪里坏了：为必填项", "预计金额：为必填项", "赵大叔");

        String caseNo = caseNoOf(clerk.postForm(WELLS + "/start", well(village, "1,234.50")));
        Answer again = clerk.postForm(WELLS + "/start", well(village, "1"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("查看案件 " + caseNo);

        String page = clerk.get("/cases/" + caseNo).text();
        assertThat(page).contains("顺店西村", "（不在此显示）", "水井维修").doesNotContain("赵大叔", "证件号");
        assertThat(clerk.postForm("/cases/" + caseNo + "/id-numbers", Map.of()).text()).contains("赵大叔");

        String listed = clerk.get(WELLS + "?kindOfWell=DEEP").text();
        assertThat(listed).contains(caseNo, "深井", "1,234.5", "乡镇审核");
        assertThat(clerk.get(WELLS + "?kindOfWell=SHALLOW").text()).contains("没有符合条件的案件").doesNotContain(caseNo);
        Answer unknown = clerk.get(WELLS + "?status=LOST");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text()).contains("状态");

        String ledger = clerk.get(WELLS + "/ledger?from=" + TODAY).text();
        assertThat(ledger).contains("水井维修台账", caseNo, "合计", "<strong>1,234.50</strong>", "/api/procedures/well-repair/ledger?from=" + TODAY);
        assertThat(clerk.get(WELLS + "/ledger?from=2027-01-01").text()).contains("没有符合条件的案件").doesNotContain(caseNo);
        assertThat(clerk.get(WELLS + "/ledger?from=yesterday").status()).isEqualTo(400);
    }

    @Test
    void aMemberOfAHouseholdIsChosenAndNoIdentityNumberTyped() {
        TestPeople.Person head = TestPeople.somebody();
        String householdNo = household(head);

        assertThat(shouwang.village().get("/households/" + householdNo).text()).contains("/procedures?householdNo=" + householdNo);
        assertThat(shouwang.village().get("/procedures?householdNo=" + householdNo).text()).contains("助听器申领").doesNotContain("水井维修");
        assertThat(shouwang.village().get(HEARING + "/start").location()).endsWith(HEARING + "/households");
        assertThat(shouwang.village().get(HEARING + "/households").text()).contains("先选这个人所在的户", householdNo);
        Shouwang.Session department = shouwang.as("dept411081yibao");
        String found = department.postForm(HEARING + "/households", Map.of("q", head.name())).location();
        assertThat(found).as("names do not belong in addresses").doesNotContain(head.name());
        assertThat(department.get(found).text()).contains(householdNo).doesNotContain(head.idNumber());
        assertThat(department.get(department.postForm(HEARING + "/households", Map.of("q", "没有这个人")).location()).text()).contains("没有找到这样的户");
        assertThat(department.postForm(HEARING + "/households", Map.of("q", " ")).text()).contains("请填写户编号、户主姓名或村名");

        String form = shouwang.village().get(HEARING + "/start?householdNo=" + householdNo).text();
        assertThat(form).contains("哪位成员", head.name() + "（户主）").doesNotContain("idNumber", head.idNumber(), "为什么配两只</label>");
        String members = form.replaceAll("(?s).*name=\"members\" value=\"([^\"]*)\".*", "$1");
        Map<String, String> entered = new LinkedHashMap<>(Map.of("householdNo", householdNo, "memberNo", "1", "members", members, "ear", "BOTH", "reason",
                "听不清", "diagnosis", "双侧感音神经性聋"));
        assertThat(shouwang.village().postForm(HEARING + "/start/form", Map.of("ear", "BOTH", "_hidden", "field_whyBoth")).text())
                .contains("为什么配两只", "hx-swap-oob");
        assertThat(shouwang.village().postForm(HEARING + "/start", entered).text()).contains("为什么配两只：为必填项");
        entered.put("whyBoth", "两耳都重度");
        Map<String, String> changed = new LinkedHashMap<>(entered);
        changed.put("members", "别人HEAD");
        assertThat(shouwang.village().postForm(HEARING + "/start", changed).text()).contains("成员名单已变化");
        String caseNo = caseNoOf(shouwang.village().postForm(HEARING + "/start", entered));

        assertThat(shouwang.village().get("/households/" + householdNo).text()).contains(caseNo + " 助听器申领：办理中", head.name() + "，哪只耳朵 双耳");
        assertThat(shouwang.village().view(caseNo).get("householdNo")).isEqualTo(householdNo);
        assertThat(shouwang.as("village411081101202").get(HEARING + "/start?householdNo=" + householdNo).status()).isEqualTo(404);
    }

    @Test
    void aHouseholdIsFoundByTheNameOfAnyMember() {
        TestPeople.Person head = TestPeople.somebody();
        TestPeople.Person wife = TestPeople.somebody();
        String householdNo = HouseholdFlow.monitored(shouwang, clock, head, Map.of("members", List.of(Payloads.healthyMember(head, "HEAD"),
                Payloads.healthyMember(wife, "SPOUSE")))).householdNo();
        Shouwang.Session department = shouwang.as("dept411081yibao");

        String found = department.get(department.postForm(HEARING + "/households", Map.of("q", wife.name())).location()).text();
        assertThat(found).contains(householdNo, head.name(), "成员：" + wife.name()).doesNotContain(wife.idNumber());
        assertThat(department.get(department.postForm(HEARING + "/households", Map.of("q", head.name())).location()).text()).contains(householdNo).doesNotContain("成员：");
    }

    @Test
    void ofAProcedureAboutTheRegisterOnlyHouseholdsOfItsStatusAreListedAndWhatPreventsOthersIsTold() {
        HouseholdFlow able = HouseholdFlow.monitored(shouwang, clock);
        HouseholdFlow without = HouseholdFlow.withoutLabour(shouwang, clock);
        HouseholdFlow over = HouseholdFlow.monitored(shouwang, clock);
        over.nobodyWatches(database);
        String start = "/procedures/safety-net-recognition/start?householdNo=";

        String listed = shouwang.village().get("/procedures/safety-net-recognition/households").text();

        assertThat(listed).contains("只列出状态为“监测中”的户", able.householdNo(), "不能选：该户登记的成员中有 1 人有劳动能力", start + without.householdNo())
                .doesNotContain(start + able.householdNo(), over.householdNo());
    }

    @Test
    void whatTheRegisterSaysIsFilledInAndADifferenceIsTold() {
        TestPeople.Person head = TestPeople.somebody();
        String householdNo = HouseholdFlow.monitored(shouwang, clock, head, Map.of("members", List.of(Payloads.healthyMember(head, "HEAD"),
                Payloads.healthyMember(TestPeople.somebody(), "SPOUSE")))).householdNo();
        String today = clock.today().toString();
        String caseNo = shouwang.village().post("/api/procedures/temporary-relief", Map.of("subject", Map.of("householdNo", householdNo),
                "source", "APPLICATION", "residence", "RURAL", "reason", "儿子住院花费大")).get("caseNo");

        assertThat(shouwang.village().form(caseNo, "userTask_investigate").value("persons").asInt()).isEqualTo(2);
        Answer submitted = shouwang.village().submit(caseNo, "userTask_investigate", Map.of("investigatedOn", today, "investigators", "村赵、乡钱", "cause", "MEDICAL",
                "persons", 5, "monthlyIncome", 350, "loss", 0, "spending", 12000, "amountAsked", 1800, "circumstances", "有住院票据"));
        assertThat(submitted.status()).as(submitted.text()).isEqualTo(204);

        assertThat(shouwang.village().get("/cases/" + caseNo).text()).contains("<dt>家庭人数</dt><dd>5（与登记不一致，登记为 2）</dd>",
                "<dt>申请救助金额（元）</dt><dd>1800</dd>", "<dt>调查情况</dt><dd>有住院票据</dd>");
        assertThat(shouwang.county().get("/cases/" + caseNo).text()).as("who did not write it").contains("<dt>调查情况</dt><dd>（不在此显示）</dd>");
        assertThat(shouwang.village().get("/procedures/chronic-card/start?householdNo=" + householdNo).text())
                .containsPattern("value=\"MONITORED\"[^>]*checked|checked[^>]*value=\"MONITORED\"|value=\"MONITORED\"[^>]*selected");
    }

    @Test
    void aPersonOfNoHouseholdInTheRegisterIsTyped() {
        TestPeople.Person person = TestPeople.somebody();
        Map<String, String> entered = Map.of("name", person.name(), "idNumber", "41108119000101", "villageCode", Shouwang.VILLAGE, "ear", "LEFT", "reason", "听不清");
        assertThat(shouwang.village().get(HEARING + "/start?unregistered=true").text()).contains("身份证号", "不用填写证件号");
        Answer wrong = shouwang.village().postForm(HEARING + "/start", entered);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("身份证号：");
        Map<String, String> right = new LinkedHashMap<>(entered);
        right.put("idNumber", person.idNumber());
        String caseNo = caseNoOf(shouwang.village().postForm(HEARING + "/start", right));
        assertThat(shouwang.village().get("/cases/" + caseNo).text()).contains("<dt>姓名</dt>", person.name()).doesNotContain(person.idNumber());
        assertThat(database.sql("select content::text from shouwang.procedure_entry where case_no = ?").param(caseNo).query(String.class).single())
                .doesNotContain(person.idNumber());
    }

    @Test
    void anotherSystemStartsForAHouseholdThatItDoesNotSee() {
        String householdNo = household(TestPeople.somebody());
        Answer started = shouwang.partner().post("/api/procedures/hearing-aid", Map.of("subject", Map.of("householdNo", householdNo, "memberNo", 1),
                "ear", "LEFT", "reason", "听不清"));
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        Answer elsewhere = shouwang.as("partner411082").post("/api/procedures/hearing-aid", Map.of("subject", Map.of("householdNo", householdNo,
                "memberNo", 1), "ear", "LEFT", "reason", "听不清"));
        assertThat(elsewhere.status()).isEqualTo(400);
        assertThat(List.of(elsewhere.messageOf("householdNo"))).allMatch(text -> text.contains("没有这个户"));
    }

    @Test
    void whatIsComputedIsReadAsWordsAndAValueUnderTheNameOfTheFormInWhichItWasEntered() {
        String village = "411081102203";
        Shouwang.Session clerk = shouwang.as("village" + village);
        String caseNo = caseNoOf(clerk.postForm(WELLS + "/start", well(village, "1200")));
        assertThat(clerk.get("/cases/" + caseNo).text()).contains("<dt>还没修好</dt><dd>是</dd>", "<dt>预计金额</dt><dd>1200</dd>");

        Answer reviewed = shouwang.as("township411081102").submit(caseNo, "userTask_reviewAtTownship", Map.of("townshipOutcome", "APPROVE", "amount", 900));
        assertThat(reviewed.status()).as(reviewed.text()).isLessThan(300);

        assertThat(clerk.get("/cases/" + caseNo).text()).contains("<dt>核定金额</dt><dd>900</dd>").doesNotContain("预计金额");
        assertThat(clerk.get(WELLS).text()).contains("<span>还没修好</span> 是</li>", "<option value=\"1\">是</option>").doesNotContain("<span>还没修好</span> 1");
        assertThat(clerk.get(WELLS + "?broken=0").text()).doesNotContain(caseNo);
        assertThat(clerk.get(WELLS + "?broken=1").text()).contains(caseNo);
        assertThat(clerk.get(WELLS + "/ledger").text()).as("of many columns those that tell the cases apart stand side by side, and the rest below")
                .contains("<tr><th scope=\"col\">序号</th><th scope=\"col\">编号</th><th scope=\"col\">状态</th><th scope=\"col\">乡镇</th><th scope=\"col\">村</th></tr>",
                        "<span>类别</span> 深井</li>", "<dt>金额合计</dt><dd><strong>900</strong></dd>");
        assertThat(clerk.get(HEARING + "/ledger").text()).doesNotContain("class=\"details");
    }

    @Test
    void ledgersAreAskedForYearsThatThereAre() {
        assertThat(shouwang.county().get("/api/procedures/temporary-relief/ledger?from=-999999999-01-01").wrongFields()).containsExactly("from");
        assertThat(shouwang.county().get("/api/procedures/temporary-relief/ledger?to=%2B999999999-12-31").wrongFields()).containsExactly("to");
        assertThat(shouwang.as("admin").post("/api/procedures/temporary-relief/moves", Collections.singletonMap("caseNos",
                Collections.singletonList(null))).wrongFields()).containsExactlyInAnyOrder("reason", "caseNos");
    }
}
