package org.shouwang.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.shouwang.casefile.SharedSteps.INFORM_HOUSEHOLD;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.TOWNSHIP_REVIEW_OUTCOME;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests the papers of a case: what can be made when, what they say, who may have them, and that they are kept. */
class CaseDocumentsTest extends IntegrationTest {

    @Autowired
    private PdfPrinter printer;

    private static String address(CaseFlow flow) {
        return "/api/cases/" + flow.caseNo() + "/documents";
    }

    private static List<String> kinds(Shouwang.Session user, CaseFlow flow) {
        return user.get(address(flow)).body().findValuesAsText("kind");
    }

    private static String printed(Shouwang.Session user, CaseFlow flow, String kind) {
        HttpResponse<byte[]> answer = user.download(address(flow) + "/" + kind);
        assertThat(answer.statusCode()).as(kind + ": " + new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(200);
        return Printed.text("monitoring-identification-" + kind, answer.body());
    }

    @Test
    void aCaseHasMoreAndMorePapersOnItsWay() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        assertThat(kinds(shouwang.village(), flow)).containsExactly("clue", "authorisation", "authorisation-blank", "survey-blank", "archive");

        flow.verified();
        assertThat(kinds(shouwang.village(), flow)).contains("survey", "village-assessment").doesNotContain("notice", "refusal");

        flow.compared().preselected().posted(clock.today());
        assertThat(kinds(shouwang.village(), flow)).containsExactly("clue", "authorisation", "authorisation-blank", "survey-blank", "survey", "comparison",
                "village-assessment", "notice", "archive");

        flow.noticeOver(clock).reviewed();
        assertThat(kinds(shouwang.township(), flow)).contains("admission-list", "county-approval").doesNotContain("approval-list");

        flow.checked().approved().announced();
        assertThat(kinds(shouwang.leader(), flow)).contains("approval-list", "result-announcement").doesNotContain("refusal");
        kinds(shouwang.county(), flow).forEach(kind -> printed(shouwang.county(), flow, kind));

        String head = flow.head().name();
        assertThat(printed(shouwang.county(), flow, "clue")).contains("线索登记单", head, "2026年3月2日", "禹州市顺店镇");
        assertThat(printed(shouwang.county(), flow, "authorisation")).contains("承诺授权书", "车辆登记", "公安", "户主签字（按手印）");
        assertThat(printed(shouwang.partner(), flow, "authorisation-blank")).contains("承诺授权书", "车辆登记", "户主签字（按手印）");
        assertThat(printed(shouwang.county(), flow, "survey-blank")).contains("□因病", "□脱贫户").doesNotContain("☑");
        assertThat(printed(shouwang.county(), flow, "survey")).contains("☑因病", "工资性收入");
        assertThat(printed(shouwang.county(), flow, "comparison")).contains("车辆登记（公安）");
        assertThat(printed(shouwang.county(), flow, "county-approval")).contains("村民代表会议同意", "情况属实", "材料齐全", "同意纳入", "无异议");
        assertThat(printed(shouwang.county(), flow, "result-announcement")).contains("结果公告", head);
        assertThat(printed(shouwang.county(), flow, "archive")).contains("承诺授权书", "WS-411081-2026-");
    }

    @Test
    void whatHangsInTheVillageSaysNoMoreThanNeighboursNeed() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock).approved();

        for (String kind : List.of("notice", "result-announcement")) {
            assertThat(printed(shouwang.village(), flow, kind)).contains(flow.head().name(), "突发严重困难户")
                    .doesNotContain(flow.head().idNumber().substring(0, 6) + "*").doesNotContain(flow.head().idNumber()).doesNotContain("因病")
                    .doesNotContain("自付");
        }
    }

    @Test
    void aRefusedHouseholdIsToldWhy() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock)
                .done(shouwang.township(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "REJECT", "opinion", "有车辆和门面房，收入稳定"));

        assertThat(printed(shouwang.village(), flow, "refusal")).contains("不予纳入告知书", "有车辆和门面房，收入稳定");
        assertThat(shouwang.village().get(address(flow) + "/admission-list").text()).contains("乡级审核尚未同意");
        assertThat(flow.openTasks()).containsExactly(INFORM_HOUSEHOLD);
        flow.done(shouwang.village(), INFORM_HOUSEHOLD, Map.of("informedBy", "VISIT", "informedOn", clock.today().toString(), "refusalReason", "有车辆和门面房"));
        assertThat(printed(shouwang.village(), flow, "refusal")).contains("上门告知").doesNotContain("VISIT");
    }

    @Test
    void aPaperIsKeptAsItWasAndWhatChangedMakesItsNextVersion() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified();
        byte[] first = shouwang.village().download(address(flow) + "/village-assessment").body();
        clock.advanceDays(1);

        byte[] again = shouwang.township().download(address(flow) + "/village-assessment").body();
        flow.compared().preselected();
        byte[] next = shouwang.village().download(address(flow) + "/village-assessment").body();

        assertThat(again).isEqualTo(first);
        assertThat(Printed.text("version", next)).contains("第2版").isNotEqualTo(Printed.text("version", first));
        assertThat(shouwang.village().download(address(flow) + "/village-assessment?version=1").body()).isEqualTo(first);
        assertThat(shouwang.village().get(address(flow)).body().at("/items/6/kept").findValuesAsText("version")).containsExactly("2", "1");
        assertThat(shouwang.village().get(address(flow) + "/village-assessment?version=9").status()).isEqualTo(404);
        assertThat(database.sql("select v.docx_cipher from shouwang.paper_version v join shouwang.paper p on p.id = v.paper_id where p.subject = ?")
                .param(flow.caseNo()).query(String.class).list()).allMatch(cipher -> cipher.startsWith("aes-gcm-row:"));
        assertThat(database.sql("select detail from shouwang.act where kind = 'PAPER' and subject = ? and user_id like 'township%'")
                .param(flow.caseNo()).query(String.class).list()).singleElement().asString().startsWith("村级研判记录，WS-411081-2026-").endsWith("第1版，docx");
    }

    @Test
    void whoeverAsksAtTheSameMomentGetsTheSamePaper() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        List<byte[]> files = IntStream.range(0, 5).mapToObj(i -> CompletableFuture.supplyAsync(
                () -> shouwang.village().download(address(flow) + "/clue").body())).toList().stream().map(CompletableFuture::join).toList();

        assertThat(files).allSatisfy(file -> assertThat(file).isEqualTo(files.get(0)));
        assertThat(shouwang.village().get(address(flow)).body().at("/items/0/kept").findValuesAsText("version")).containsExactly("1");
    }

    @Test
    void everybodyGetsTheirOwnAndNobodyElses() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilNotice(clock);

        assertThat(kinds(shouwang.partner(), flow)).containsExactly("clue", "authorisation-blank", "survey-blank", "notice");
        assertThat(shouwang.partner().get(address(flow) + "/authorisation").status()).isEqualTo(404);
        assertThat(shouwang.partner().get(address(flow) + "/archive").status()).as("it names the other papers").isEqualTo(404);
        assertThat(shouwang.partner().download(address(flow) + "/notice").statusCode()).isEqualTo(200);
        for (String stranger : List.of("village411081101202", "county411082", "bank411081", "dept411081yibao", "partner411082")) {
            assertThat(shouwang.as(stranger).get(address(flow)).status()).as(stranger).isEqualTo(404);
            assertThat(shouwang.as(stranger).get(address(flow) + "/notice").status()).as(stranger).isEqualTo(404);
        }
        assertThat(shouwang.nobody().get(address(flow)).status()).isEqualTo(401);
    }

    @Test
    void wrongRequestsAreToldWhatIsWrong() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        Answer format = shouwang.village().get(address(flow) + "/clue?format=exe");
        assertThat(format.status()).isEqualTo(400);
        assertThat(format.messageOf("format")).contains("docx 或 pdf");
        assertThat(shouwang.village().get(address(flow) + "/clue?version=one").status()).isEqualTo(400);
        assertThat(shouwang.village().get(address(flow) + "/nothing%00").status()).isIn(400, 404);
        assertThat(shouwang.village().get(address(flow) + "/vehicles").status()).isEqualTo(404);
        assertThat(shouwang.village().get(address(flow) + "/notice").text()).contains("公示尚未张贴");
        HttpResponse<byte[]> clue = shouwang.village().download(address(flow) + "/clue");
        assertThat(URLDecoder.decode(clue.headers().firstValue("Content-Disposition").orElseThrow(), StandardCharsets.UTF_8))
                .contains("filename*=UTF-8''线索登记单-" + flow.caseNo() + ".docx");
    }

    @Test
    void thePageShowsThePapersAndIsAlsoAPartOfOtherPages() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String page = "/cases/" + flow.caseNo() + "/documents";

        String whole = shouwang.village().send("GET", page, null, Map.of("Accept", "text/html")).text();
        String part = shouwang.village().send("GET", page, null, Map.of("Accept", "text/html", "HX-Request", "true")).text();

        assertThat(whole).contains("<html", "承诺授权书", page + "/authorisation?format=docx", "还不能出具的 9 种", "：公示尚未张贴");
        assertThat(part).startsWith("<section").doesNotContain("<html").contains("承诺授权书");
        assertThat(shouwang.village().download(page + "/authorisation").statusCode()).isEqualTo(200);
    }

    @Test
    void aPaperIsPrintedAsPdfWhereLibreOfficeIs() {
        if (!Boolean.getBoolean("shouwang.libreoffice.required")) {
            assumeThat(printer.isAvailable()).as("LibreOffice is on this machine").isTrue();
        }
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        HttpResponse<byte[]> first = shouwang.village().download(address(flow) + "/authorisation?format=pdf");
        HttpResponse<byte[]> again = shouwang.village().download(address(flow) + "/authorisation?format=pdf");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(new String(first.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(shouwang.village().get(address(flow)).body().at("/items/0/formats")).extracting(format -> format.asText())
                .containsExactly("docx", "pdf");
    }

    @Test
    void oneKindOfPaperIsMadeForManyCasesAtOnce() throws IOException {
        CaseFlow first = shouwang.newCase(TestPeople.somebody(), TODAY).verified();
        CaseFlow second = shouwang.newCase(TestPeople.somebody(), TODAY).verified();
        CaseFlow early = shouwang.newCase(TestPeople.somebody(), TODAY);
        CaseFlow foreign = shouwang.newCase(TestPeople.somebody(), TODAY);
        database.sql("update shouwang.case_file set village_code = '411081102201' where case_no = ?").param(foreign.caseNo()).update();

        Answer wrong = shouwang.village().post("/api/documents", Map.of("kind", "survey", "caseNos", List.of()));
        Answer none = shouwang.village().post("/api/documents", Map.of("kind", "survey", "caseNos", List.of(early.caseNo())));
        byte[] zip = shouwang.village().downloadByPost("/api/documents", Map.of("kind", "survey", "caseNos",
                List.of(first.caseNo(), second.caseNo(), first.caseNo(), early.caseNo(), foreign.caseNo())));

        assertThat(wrong.wrongFields()).containsExactly("caseNos");
        assertThat(none.messageOf("caseNos")).contains("尚未入户核实");
        Map<String, byte[]> files = unzipped(zip);
        assertThat(files).containsOnlyKeys("防止返贫动态监测核查表-" + first.caseNo() + ".docx", "防止返贫动态监测核查表-" + second.caseNo() + ".docx", "未出具.txt");
        assertThat(new String(files.get("未出具.txt"), StandardCharsets.UTF_8)).contains(early.caseNo() + "：", "尚未入户核实", foreign.caseNo() + "：没有这个案件");
        String page = shouwang.village().send("GET", "/documents?paper=monitoring-identification/survey&village=" + Shouwang.VILLAGE, null,
                Map.of("Accept", "text/html")).text();
        assertThat(page).contains("批量打印文书", first.caseNo(), first.head().name(), "出具并下载").doesNotContain(foreign.caseNo());
        assertThat(shouwang.village().send("GET", "/documents?paper=monitoring-identification/survey&village=411081102201", null,
                Map.of("Accept", "text/html")).text()).doesNotContain(foreign.caseNo());
        assertThat(shouwang.village().postForm("/documents", Map.of("paper", "monitoring-identification/survey", "village", Shouwang.VILLAGE)).text())
                .contains("至少选择一件");
    }

    @Test
    void aListOfManyCasesIsOnePaper() throws IOException {
        CaseFlow first = shouwang.newCase(TestPeople.somebody(), TODAY).untilNotice(clock);
        CaseFlow second = shouwang.newCase(TestPeople.somebody(), TODAY).untilNotice(clock);
        CaseFlow early = shouwang.newCase(TestPeople.somebody(), TODAY).untilNotice(clock);
        first.noticeOver(clock).reviewed();
        second.reviewed();

        byte[] zip = shouwang.township().downloadByPost("/api/documents", Map.of("kind", "admission-list", "caseNos",
                List.of(first.caseNo(), early.caseNo(), second.caseNo())));

        Map<String, byte[]> files = unzipped(zip);
        assertThat(files).hasSize(2).containsKey("未出具.txt");
        assertThat(Printed.text("list", files.entrySet().stream().filter(file -> file.getKey().startsWith("拟纳入名单")).findFirst().orElseThrow().getValue()))
                .contains("1\t顺店东村\t" + first.head().name(), "2\t顺店东村\t" + second.head().name()).doesNotContain(early.head().name());
    }

    private static Map<String, byte[]> unzipped(byte[] zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                files.put(entry.getName(), entries.readAllBytes());
            }
        }
        return files;
    }
}
