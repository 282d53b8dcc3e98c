package org.shouwang.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests the page of a case: what has happened, what has to happen until when, and what a user may do about the limits. */
class CasePageTest extends IntegrationTest {

    @Test
    void itShowsWhoDidWhatAndTheLatestSafeDayOfWhatIsStillToCome() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified().compared();

        Document page = page(shouwang.village(), flow);

        assertThat(page.select(".timeline li").eachText()).satisfiesExactly(
                step -> assertThat(step).contains("登记线索", "2026-03-02 09:00"),
                step -> assertThat(step).contains("入户核实", "存在返贫致贫风险", "顺店东村村级经办"),
                step -> assertThat(step).contains("信息比对", "一致", "禹州市县级乡村振兴部门"),
                step -> assertThat(step).contains("村级初选", "等待办理", "顺店东村村级经办", "最迟 2026-03-11"),
                step -> assertThat(step).contains("张贴公示", "最迟 2026-03-11"),
                step -> assertThat(step).contains("乡级审核", "最迟 2026-03-17"),
                step -> assertThat(step).contains("县级汇总审核", "最迟 2026-03-17"),
                step -> assertThat(step).contains("县级审批", "最迟 2026-03-17"));
        assertThat(page.select(".limit").text()).contains("2026-03-17", "还剩 15 天", "次日开始计算", "依据：河南省乡村振兴局工作要点（2023年梳理汇总）第三部分一、（二）2");
    }

    @Test
    void whereTheNoticeEndsAfterTheLimitNoStepIsToldADayThatDoesNotHelp() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        clock.setTo("2026-03-14T09:00");
        flow.untilNotice(clock);

        Document page = page(shouwang.county(), flow);

        assertThat(page.select(".timeline .later").eachText()).hasSize(3).allSatisfy(step ->
                assertThat(step).contains("按期已来不及").doesNotContain("最迟"));
        assertThat(page.select(".limit").first().text()).contains("2026-03-17", "已来不及", "按期已不可能完成");
    }

    @Test
    void aNoticeTellsHowLongItRunsAndWhetherAnObjectionIsOpen() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilNotice(clock);
        assertThat(page(shouwang.village(), flow).select(".facts").text()).contains("公示至 2026-03-07（含当日）").doesNotContain("异议");

        shouwang.village().object(flow.noticeNo(), "该户在县城有商铺");

        assertThat(page(shouwang.village(), flow).select(".facts").text()).contains("有 1 件异议正在处理");
    }

    @Test
    void whoseTurnItIsIsLedToTheTaskAndTheAdministratorToTheInstance() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String task = shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);

        assertThat(page(shouwang.village(), flow).select(".actions a").eachAttr("href"))
                .anyMatch(address -> address.equals("/tasks/" + task));
        assertThat(page(shouwang.county(), flow).select(".actions a").eachAttr("href")).noneMatch(address -> address.contains("/tasks/"));
        String instance = shouwang.as("admin").get("/engine-rest/process-instance?businessKey=" + flow.caseNo()).body().at("/0/id").asText();
        assertThat(page(shouwang.as("admin"), flow).select(".actions a").eachAttr("href"))
                .contains("/camunda/app/cockpit/default/#/process-instance/" + instance + "/runtime");
        assertThat(page(shouwang.county(), flow).text()).doesNotContain("流程监控");
    }

    @Test
    void theVillageAsksForMoreDaysAndTheCountyGrantsThem() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String form = "/cases/" + flow.caseNo() + "/extensions";
        long before = toDecide();

        Answer wrong = shouwang.village().postForm(form, Map.of("rule", "IDENTIFICATION_15D", "until", "2026-03-10", "reason", "道路中断"));
        assertThat(wrong.status()).isEqualTo(400);
        Document again = Jsoup.parse(wrong.text());
        assertThat(again.select("#until-error").text()).contains("须晚于现在的截止日（2026-03-17）");
        assertThat(again.select("#until").val()).isEqualTo("2026-03-10");
        assertThat(again.select("#reason").text()).isEqualTo("道路中断");
        assertThat(shouwang.village().postForm(form, Map.of("rule", "IDENTIFICATION_15D", "until", "三月", "reason", "")).text())
                .contains("须为 yyyy-MM-dd 格式的日期");
        assertThat(shouwang.village().postForm(form, Map.of("rule", "IDENTIFICATION_15D", "until", "2026-03-20", "reason", "道路\r\n中断"))
                .location()).endsWith("/cases/" + flow.caseNo());

        assertThat(page(shouwang.village(), flow).select("a:containsOwn(申请延期)")).as("one request at a time").isEmpty();
        assertThat(toDecide()).isEqualTo(before + 1);
        assertThat(page(shouwang.leader(), flow).text()).doesNotContain("决定是否同意");
        String decision = page(shouwang.county(), flow).select("a:containsOwn(决定是否同意延期)").attr("href");
        Document request = Jsoup.parse(shouwang.county().get(decision).text());
        assertThat(request.select(".facts").text()).contains("顺店东村村级经办", "2026-03-20", "道路 中断");
        assertThat(request.select("main").text()).contains("决定后不能更改");
        Answer missing = shouwang.county().postForm(decision + "/decision", Map.of("outcome", "REFUSED", "until", "2026-03-19", "opinion", ""));
        assertThat(missing.status()).isEqualTo(400);
        assertThat(Jsoup.parse(missing.text()).select("input[checked]").val()).isEqualTo("REFUSED");
        assertThat(Jsoup.parse(missing.text()).select("#opinion-error").text()).contains("为必填项");

        shouwang.county().postForm(decision + "/decision", Map.of("outcome", "GRANTED", "until", "2026-03-19", "opinion", "情况属实"));

        assertThat(toDecide()).isEqualTo(before);
        Document decided = page(shouwang.village(), flow);
        assertThat(decided.select("section[aria-labelledby=extensions] tbody").text())
                .contains("2026-03-20", "道路 中断", "顺店东村村级经办", "同意延期", "由 2026-03-17 改为 2026-03-19", "情况属实", "禹州市县级乡村振兴部门");
        assertThat(decided.select(".limit").text()).contains("2026-03-19 前完成", "由 2026-03-17 延期至 2026-03-19");
        assertThat(shouwang.county().get(decision).status()).as("decided already").isEqualTo(409);
        assertThat(shouwang.county().get(decision.replace(flow.caseNo(), "JC-411081-2026-999999")).status()).isEqualTo(404);
    }

    @Test
    void aSupervisorUrgesTheHolderWhoSeesTheNote() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String form = "/cases/" + flow.caseNo() + "/urgings";
        assertThat(page(shouwang.village(), flow).select("a:containsOwn(催办)")).isEmpty();
        assertThat(page(shouwang.township(), flow).select("a:containsOwn(催办)").attr("href")).isEqualTo(form + "/new");
        assertThat(Jsoup.parse(shouwang.township().get(form + "/new").text()).select("main").text())
                .contains("不能撤回", "入户核实：顺店东村村级经办", "截止日 2026-03-17");
        Answer tooLong = shouwang.township().postForm(form, Map.of("note", "快".repeat(201)));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(Jsoup.parse(tooLong.text()).select("#note").text()).hasSize(201);

        assertThat(shouwang.township().postForm(form, Map.of("note", "请今天入户")).status()).isEqualTo(302);

        assertThat(page(shouwang.village(), flow).select("section[aria-labelledby=urged] tbody").text())
                .contains("顺店镇乡级审核", "顺店东村村级经办", "请今天入户");
        assertThat(page(shouwang.partner(), flow).text()).as("not for other systems").doesNotContain("请今天入户");
        Answer again = shouwang.township().postForm(form, Map.of("note", "再催"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(Jsoup.parse(again.text()).select(".message.bad").text()).contains("2026-03-03 09:00 以后才可再次催办");
        assertThat(Jsoup.parse(again.text()).select("#note").text()).isEqualTo("再催");
    }

    @Test
    void itTellsToWhomAMissedLimitWasReported() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), "2026-02-10");

        await().atMost(CaseFlow.TIMER).untilAsserted(() ->
                assertThat(page(shouwang.county(), flow).select("section[aria-labelledby=told] tbody tr").eachText()).satisfiesExactly(
                        line -> assertThat(line).contains("已超期", "识别认定", "2026-02-25", "禹州市县级乡村振兴部门"),
                        line -> assertThat(line).contains("超期上报", "许昌市市级督导")));
    }

    private long toDecide() {
        Answer list = shouwang.county().get("/supervision/extensions");
        assertThat(list.status()).isEqualTo(200);
        return Long.parseLong(Jsoup.parse(list.text()).select("h1 .count").text());
    }

    private static Document page(Shouwang.Session who, CaseFlow flow) {
        Answer answer = who.get("/cases/" + flow.caseNo());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Jsoup.parse(answer.text());
    }
}
