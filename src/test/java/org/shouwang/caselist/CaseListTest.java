package org.shouwang.caselist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shouwang.paper.Printed;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests the lists with a number and a day. */
class CaseListTest extends IntegrationTest {

    @Test
    void aTownshipHandsItsHouseholdsInTogetherAndTheComparisonGoesOnAsBefore() {
        CaseFlow first = verified();
        CaseFlow second = verified();
        assertThat(shouwang.township().get("/case-lists/new?kind=hand-in").text()).contains(first.head().name(), second.head().name());

        String list = made("hand-in", first, second);

        Answer page = shouwang.township().get(list);
        assertThat(page.text()).contains("顺店镇统一报送名单", "〔2026〕", first.head().name(), second.caseNo(), "共 2 户", "2026年3月2日");
        assertThat(first.openTasks()).containsExactly(CONFIRM_COMPARISON);
        assertThat(shouwang.county().form(first.caseNo(), CONFIRM_COMPARISON).text("handedInText")).contains("统一报送名单〔2026〕");
        assertThat(shouwang.county().get("/cases/" + first.caseNo() + "/lists").text()).contains("统一报送名单〔2026〕");
        assertThat(shouwang.county().get(list).text()).as("the county decides from the list").contains("批量办理名单中待办的 2 户");
        assertThat(shouwang.township().get("/case-lists/new?kind=hand-in").text()).as("what stands on a list is not ticked again")
                .containsPattern("value=\"" + first.caseNo() + "\" (?!checked)");
    }

    @Test
    void listsOfOneKindAreNumberedByTownshipAndYear() {
        String first = name(made("hand-in", verified()));
        String second = name(made("hand-in", verified()));

        assertThat(number(second)).isEqualTo(number(first) + 1);
    }

    @Test
    void aListHoldsOnlyWhatStandsAtItsStepInTheOwnTownship() {
        CaseFlow elsewhere = shouwang.newCase(TestPeople.somebody(), TODAY);

        assertThat(shouwang.township().postForm("/case-lists", "kind=hand-in&madeOn=2026-03-02&caseNo=" + elsewhere.caseNo()).status()).isEqualTo(409);
        assertThat(shouwang.township().postForm("/case-lists", "kind=hand-in&madeOn=2026-03-02").status()).isEqualTo(400);
        assertThat(shouwang.township().postForm("/case-lists", "kind=hand-in&madeOn=2026-03-03&caseNo=" + verified().caseNo()).status()).isEqualTo(400);
        assertThat(shouwang.county().postForm("/case-lists", "kind=hand-in&madeOn=2026-03-02&caseNo=" + verified().caseNo()).status()).isEqualTo(403);
        assertThat(shouwang.township().get("/case-lists/new?kind=nothing").status()).isEqualTo(404);
    }

    @Test
    void listsAreSeenByTheTownshipAndThoseAboveItOnly() {
        String list = made("hand-in", verified());

        assertThat(shouwang.leader().get(list).status()).isEqualTo(200);
        assertThat(shouwang.as("city411000").get(list).status()).isEqualTo(200);
        assertThat(shouwang.as("township411081102").get(list).status()).isEqualTo(404);
        assertThat(shouwang.as("county411024").get(list).status()).isEqualTo(404);
        assertThat(shouwang.village().get(list).status()).isEqualTo(404);
        assertThat(shouwang.village().get("/case-lists").status()).isEqualTo(403);
    }

    @Test
    void theCountyReportsToTheLeadingGroupWhatItHasCheckedAndTheGroupDecidesFromTheList() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);

        String list = shouwang.county().postForm("/case-lists", "kind=approval&madeOn=" + clock.today() + "&caseNo=" + flow.caseNo()).location();

        assertThat(shouwang.leader().get(list).text()).contains("纳入监测报批名单", "批量办理名单中待办的 1 户");
        flow.approved();
        assertThat(shouwang.leader().get(list).text()).contains("批准纳入监测").doesNotContain("批量办理名单");
        assertThat(flow.steps()).contains(CHECK_AT_COUNTY);
    }

    @Test
    void whatTheTownshipHasReviewedIsPrintedAsOnePaper() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock).reviewed();
        String list = shouwang.township().postForm("/case-lists", "kind=admission&madeOn=" + clock.today() + "&caseNo=" + flow.caseNo()).location();

        assertThat(shouwang.township().get(list).text()).contains("拟纳入名单", "（Word）");
        assertThat(shouwang.township().download(list + "/paper").statusCode()).isEqualTo(200);
        assertThat(shouwang.township().get(list + "/paper?format=odt").status()).isEqualTo(400);
    }

    @Test
    void aListIsNotDatedBeforeTheLastOneNorBeforeItsCases() {
        CaseFlow first = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock).reviewed();
        CaseFlow second = shouwang.newCase(TestPeople.somebody(), TODAY).verified();
        String before = "&madeOn=" + clock.today().minusDays(1) + "&caseNo=";

        Answer begunToday = shouwang.township().postForm("/case-lists", "kind=hand-in" + before + second.caseNo());
        shouwang.township().postForm("/case-lists", "kind=admission&madeOn=" + clock.today() + "&caseNo=" + first.caseNo());
        Answer beforeTheLast = shouwang.township().postForm("/case-lists", "kind=admission" + before + first.caseNo());

        assertThat(begunToday.status()).isEqualTo(400);
        assertThat(beforeTheLast.status()).isEqualTo(400);
        assertThat(beforeTheLast.text()).contains("名单日期", "不能早于" + clock.today());
    }

    @Test
    void anotherSystemMakesAListOfTheTownshipAndTheCountyReadsIt() {
        CaseFlow first = verified();
        CaseFlow second = verified();
        Map<String, Object> wish = Map.of("kind", "hand-in", "caseNos", List.of(second.caseNo(), first.caseNo()));

        Answer made = once("list-1", wish);
        Answer again = once("list-1", wish);
        Answer other = once("list-1", Map.of("kind", "hand-in", "caseNos", List.of(first.caseNo())));

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(other.status()).as("the same key for another list").isEqualTo(422);
        assertThat(again.get("number")).isEqualTo(made.get("number")).startsWith("MD-" + Shouwang.TOWNSHIP + "-hand-in-2026-");
        Answer read = shouwang.county().get("/api/case-lists/" + made.get("number"));
        assertThat(read.body().path("caseNos")).extracting(JsonNode::asText).containsExactly(second.caseNo(), first.caseNo());
        assertThat(read.get("name")).startsWith("顺店镇统一报送名单〔2026〕");
        assertThat(read.get("madeOn")).isEqualTo(TODAY);
        assertThat(shouwang.as("city411000").get("/api/case-lists?kind=hand-in&county=411081&limit=1").body().at("/items/0/number").asText())
                .isEqualTo(made.get("number"));
        assertThat(shouwang.as("city411000").get("/api/case-lists?county=411024").text()).doesNotContain(made.get("number"));
        assertThat(shouwang.as("county411024").get("/api/case-lists/" + made.get("number")).status()).isEqualTo(404);
        assertThat(shouwang.county().get("/api/case-lists/" + made.get("number") + "/document").status()).as("such lists have no paper").isEqualTo(404);
    }

    @Test
    void theListAndThePapersOfItsCasesNameTheSameNumber() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock).reviewed();
        Answer made = shouwang.township().post("/api/case-lists", Map.of("kind", "admission", "caseNos", List.of(flow.caseNo()),
                "madeOn", clock.today().toString()));
        String number = made.get("name").replaceFirst(".*〔", "〔");

        String list = printed("/api/case-lists/" + made.get("number") + "/document?format=docx");

        assertThat(list).contains("名单号：" + number, flow.head().name());
        assertThat(printed("/api/cases/" + flow.caseNo() + "/documents/admission-list")).contains("名单号：" + number);
        assertThat(printed("/api/cases/" + flow.caseNo() + "/documents/county-approval")).contains("同意纳入，上报县级（拟纳入名单" + number + "）");
    }

    @Test
    void wrongListsAreToldWhatIsWrong() {
        Shouwang.Session township = shouwang.township();
        List<String> cases = List.of(verified().caseNo());

        assertThat(township.post("/api/case-lists", Map.of()).messageOf("kind")).contains("hand-in", "admission");
        assertThat(township.post("/api/case-lists", Map.of("kind", "hand-in")).wrongFields()).containsExactly("caseNos");
        assertThat(township.post("/api/case-lists", Map.of("kind", "hand-in", "caseNos", cases, "madeOn", "2026-03-03")).wrongFields()).containsExactly("madeOn");
        assertThat(township.post("/api/case-lists", Map.of("kind", "approval", "caseNos", cases)).status()).as("the county's").isEqualTo(403);
        assertThat(township.post("/api/case-lists", Map.of("kind", "admission", "caseNos", cases)).status()).as("another step").isEqualTo(409);
        assertThat(township.get("/api/case-lists?kind=nothing").wrongFields()).containsExactly("kind");
        assertThat(township.get("/api/case-lists?county=x").wrongFields()).containsExactly("county");
        assertThat(township.get("/api/case-lists?limit=0").status()).isEqualTo(400);
        assertThat(township.get("/api/case-lists/MD-411081101-hand-in-2026-999999999").status()).isEqualTo(404);
    }

    private Answer once(String key, Map<String, Object> wish) {
        return shouwang.township().send("POST", "/api/case-lists", shouwang.write(wish),
                Map.of("Content-Type", "application/json", "Idempotency-Key", key));
    }

    private String printed(String address) {
        return Printed.text("case-list", shouwang.county().download(address).body());
    }

    private CaseFlow verified() {
        return shouwang.newCase(TestPeople.somebody(), TODAY).verified();
    }

    private String made(String kind, CaseFlow... flows) {
        Answer answer = shouwang.township().postForm("/case-lists", "kind=" + kind + "&madeOn=2026-03-02&"
                + Stream.of(flows).map(flow -> "caseNo=" + flow.caseNo()).collect(Collectors.joining("&")));
        assertThat(answer.status()).as(answer.text()).isEqualTo(302);
        return answer.location();
    }

    private String name(String list) {
        return shouwang.township().get(list).text().replaceAll("(?s).*<title>([^<]*)</title>.*", "$1");
    }

    private static int number(String name) {
        return Integer.parseInt(name.replaceAll("(?s).*〕(\\d+)号.*", "$1"));
    }
}
