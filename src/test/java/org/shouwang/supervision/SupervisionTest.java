package org.shouwang.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;

/** Tests what supervisors see on {@code /supervision}. Each test works in a township that no other test uses. */
class SupervisionTest extends IntegrationTest {

    private static final String FIFTEEN_DAYS_OVER = "2026-02-10";
    private static final String TOO_LATE_TO_POST = "2026-02-19";

    private final Map<String, Person> heads = new HashMap<>();

    @Test
    void theFiguresAreThoseOfTheApiAndOfReality() {
        String township = "411003208";
        casesAtEveryState(township);

        Document page = page("township" + township, "/supervision");

        Map<String, Long> shown = figures(page, "识别认定（15日）");
        assertThat(shown).isEqualTo(Map.of("已超期", 2L, "已来不及", 1L, "即将到期", 0L, "正常", 1L, "按期完成", 1L,
                "超期完成", 1L, "已终止，不计入", 1L));
        JsonNode api = item(shouwang.as("township" + township).get("/api/deadlines/summary?by=rule"), "rule", "IDENTIFICATION_15D");
        assertThat(List.of(shown.get("已超期"), shown.get("已来不及"), shown.get("正常"), shown.get("按期完成"), shown.get("超期完成")))
                .isEqualTo(List.of("OVERDUE", "UNREACHABLE", "ON_TRACK", "MET", "MET_LATE").stream()
                        .map(state -> api.path("states").path(state).asLong()).toList());
        assertThat(figures(page, "系统录入（10日）").values()).containsOnly(0L);
        assertThat(figures(page, "公示期（至少5日）").values()).containsOnly(0L);
    }

    @Test
    void theBarsGoDownFromCountyToTownshipToVillageAndBack() {
        String township = "411003206";
        casesAtEveryState(township);

        Document city = page("city411000", "/supervision");
        assertThat(table(city, "regions").keySet()).contains("禹州市", "建安区").hasSize(5);
        Document county = follow("city411000", city, "#regions ~ .scroll a:containsOwn(建安区)");
        Document villages = follow("city411000", county, "#regions ~ .scroll a:containsOwn(榆林乡)");

        assertThat(table(villages, "regions")).isEqualTo(Map.of("榆林东村", List.of("1", "1", "0", "1", "3"),
                "榆林西村", List.of("1", "0", "0", "0", "1"), "榆林南村", List.of("0", "0", "0", "0", "0")));
        JsonNode api = item(shouwang.as("city411000").get("/api/deadlines/summary?by=village"), "region", township + "201");
        assertThat(api.path("states").path("OVERDUE").asLong()).isEqualTo(1);
        assertThat(api.path("states").path("UNREACHABLE").asLong()).isEqualTo(1);
        assertThat(api.path("states").path("ON_TRACK").asLong()).isEqualTo(1);
        assertThat(villages.select(".path li").eachText()).containsExactly("许昌市", "建安区", "榆林乡");
        assertThat(follow("city411000", villages, ".path a:containsOwn(建安区)").select(".path li").eachText())
                .containsExactly("许昌市", "建安区");
    }

    @Test
    void itIsShownWhoHasItInHandAndHowLongItHasBeenLate() {
        String township = "411003205";
        List<String> cases = casesAtEveryState(township);

        Document page = page("county411003", "/supervision?region=" + township);
        assertThat(table(page, "holders")).isEqualTo(Map.of("村级经办", List.of("2", "1", "0", "入户核实 3")));
        assertThat(table(page, "ages")).containsEntry("4–7天", List.of("2")).containsEntry("1–3天", List.of("0"));
        Element row = page.select("#page tbody tr").stream().filter(line -> line.text().contains(cases.get(0))).findFirst().orElseThrow();
        assertThat(row.text()).contains("已超期 超 5 天", "入户核实：椹涧东村村级经办");

        visit(township + "201", cases.get(0), Payloads.atRisk(heads.get(cases.get(0)), TODAY));
        assertThat(table(page("county411003", "/supervision?region=" + township), "holders"))
                .isEqualTo(Map.of("村级经办", List.of("1", "1", "0", "入户核实 2"),
                        "县级乡村振兴部门", List.of("1", "0", "0", "信息比对 1")));
    }

    @Test
    void theShareInTimeIsShownByMonth() {
        String township = "411003204";
        casesAtEveryState(township);

        Map<String, List<String>> months = table(page("county411003", "/supervision?region=" + township), "months");

        assertThat(months).hasSize(12).containsEntry("2026-03", List.of("1", "1", "50.0%"))
                .containsEntry("2026-02", List.of("0", "0", "—"));
        assertThat(months.keySet()).startsWith("2025-04");
    }

    @Test
    void whatIsLateStandsFirstAndAllThatRunsIsListed() {
        String township = "411003203";
        List<String> cases = casesAtEveryState(township);

        List<String> listed = caseNos(page("county411003", "/supervision?region=" + township));

        assertThat(listed).containsExactly(cases.get(0), cases.get(1), cases.get(2), cases.get(3));
        assertThat(caseNos(page("county411003", "/supervision?region=" + township + "&sort=DUE_LAST")))
                .containsExactly(cases.get(3), cases.get(2), cases.get(1), cases.get(0));
        assertThat(caseNos(page("county411003", "/supervision?region=" + township + "&sort=NEWEST&state=ALL")))
                .containsExactlyElementsOf(reversed(cases));
        assertThat(caseNos(page("county411003", "/supervision?region=" + township + "&sort=VILLAGE")))
                .as("east before west").containsExactly(cases.get(0), cases.get(2), cases.get(3), cases.get(1));
    }

    @Test
    void eachFigureLeadsToAsManyLimits() {
        String township = "411003200";
        casesAtEveryState(township);
        Document page = page("county411003", "/supervision?region=" + township);

        int rule = 0;
        for (Element panel : page.select(".figures .panel")) {
            List<Element> figures = panel.select("a");
            // Of a rule without limits one figure is followed, of the next such rule that of another state; the others differ
            // from it in nothing but the state.
            Element example = figures.get(rule++ % figures.size());
            boolean without = figures.stream().allMatch(figure -> amount(figure) == 0);
            for (Element figure : figures) {
                if (without && figure != example) {
                    assertThat(figure.attr("href")).isEqualTo(example.attr("href").replace(state(example), state(figure)));
                } else {
                    assertThat(caseNos(page("county411003", figure.attr("href")))).as(panel.text()).hasSize((int) amount(figure));
                }
            }
        }
        assertThat(rule).isGreaterThan(20);
        assertThat(caseNos(page("county411003", "/supervision?region=" + township + "&state=ATTENTION"))).hasSize(3);
        assertThat(page("county411003", "/supervision?region=" + township + "&state=HELD").select("#page .empty").text())
                .contains("没有符合条件的时限");
    }

    private static long amount(Element figure) {
        return Long.parseLong(figure.select("strong").text());
    }

    /** Returns the part of the address of a figure that says its state. */
    private static String state(Element figure) {
        return "state=" + figure.classNames().iterator().next();
    }

    @Test
    void aCaseIsFoundByNumberHeadAndVillageAndNobodysNameStandsInAnAddress() {
        String village = "411003106203";
        Person head = TestPeople.somebody();
        String caseNo = clue(village, head, TODAY);
        clue("411003106202", TestPeople.somebody(), TODAY);

        assertThat(search("county411003", caseNo.toLowerCase(Locale.ROOT))).containsExactly(caseNo);
        assertThat(search("county411003", head.name())).containsExactly(caseNo);
        assertThat(search("county411003", head.name().substring(0, head.name().length() - 1))).contains(caseNo);
        assertThat(search("county411003", "灵井南村")).containsExactly(caseNo);
        assertThat(search("county411003", "没有这个人%")).isEmpty();
        assertThat(search("county411024", head.name())).as("another county").isEmpty();
        Answer answer = shouwang.as("county411003").postForm("/supervision/search", Map.of("q", head.name(), "state", "OPEN"));
        assertThat(URLDecoder.decode(answer.location(), StandardCharsets.UTF_8))
                .doesNotContain(head.name()).contains("state=OPEN");
    }

    @Test
    void aSearchThatIsTooLongKeepsWhatWasEntered() {
        String entered = "王".repeat(51);

        Answer answer = shouwang.as("county411003").postForm("/supervision/search", Map.of("q", entered, "sort", "NEWEST"));

        assertThat(answer.status()).isEqualTo(400);
        Document page = Jsoup.parse(answer.text());
        assertThat(page.select("#q").val()).isEqualTo(entered);
        assertThat(page.select("#sort option[selected]").text()).isEqualTo("最新登记在前");
        assertThat(page.select("#q-error").text()).contains("最多50个字");
    }

    @Test
    void theListHasPagesForwardAndBack() {
        String village = "411003105201";
        List<String> cases = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            cases.add(clue(village, TestPeople.somebody(), i % 2 == 0 ? TODAY : "2026-03-01"));
        }
        for (String sort : List.of("DUE", "DUE_LAST", "NEWEST", "VILLAGE")) {
            Document first = page("village" + village, "/supervision?sort=" + sort);
            Document second = follow("village" + village, first, "a[rel=next]");
            Document third = follow("village" + village, second, "a[rel=next]");

            List<String> all = new ArrayList<>(caseNos(first));
            all.addAll(caseNos(second));
            all.addAll(caseNos(third));
            assertThat(all).as(sort).hasSize(45).containsExactlyInAnyOrderElementsOf(cases);
            assertThat(third.select("a[rel=next]")).as(sort).isEmpty();
            assertThat(caseNos(follow("village" + village, third, "a[rel=prev]"))).as(sort).isEqualTo(caseNos(second));
            Document back = follow("village" + village, follow("village" + village, third, "a[rel=prev]"), "a[rel=prev]");
            assertThat(caseNos(back)).as(sort).isEqualTo(caseNos(first));
            assertThat(back.select("a[rel=prev]")).as(sort).isEmpty();
        }
        assertThat(page("village" + village, "/supervision").select(".list-head").text()).contains("共 45 条");
        String fragment = page("village" + village, "/supervision").select("a[rel=next]").attr("hx-get");
        assertThat(shouwang.as("village" + village).get(fragment).text()).startsWith("<div id=\"page\">").doesNotContain("<html");
    }

    @Test
    void everybodySeesTheOwnRegionOnly() {
        String village = "411003104203";
        String caseNo = clue(village, TestPeople.somebody(), TODAY);
        String mine = "village" + village;

        assertThat(caseNos(page(mine, "/supervision"))).containsExactly(caseNo);
        assertThat(table(page(mine, "/supervision"), "regions").keySet()).containsExactly("蒋李集南村");
        assertThat(caseNos(page(mine, "/supervision?region=411003"))).as("the own part of the county").containsExactly(caseNo);
        assertThat(caseNos(page("village411003104202", "/supervision"))).isEmpty();
        assertThat(caseNos(page("leader411003", "/supervision?region=" + village))).containsExactly(caseNo);
        assertThat(caseNos(page("admin", "/supervision?region=" + village))).containsExactly(caseNo);
        for (String foreign : List.of("411003", "411003104", village, "999999")) {
            Document page = page("county411024", "/supervision?state=ALL&region=" + foreign);
            assertThat(page.text()).contains("不在您的辖区内").doesNotContain("建安区", "蒋李集");
            assertThat(page.select("#page .empty").text()).contains("没有符合条件的时限");
            assertThat(page.select(".figures strong").eachText()).containsOnly("0");
        }
    }

    @Test
    void otherSystemsAreRefusedAndWrongFiltersAreSaid() {
        assertThat(shouwang.partner().get("/supervision").status()).isEqualTo(403);
        assertThat(shouwang.nobody().get("/supervision").status()).isEqualTo(401);
        assertThat(shouwang.county().get("/supervision").status()).as("with Basic").isEqualTo(200);
        for (String wrong : List.of("state=LATE", "rule=X", "sort=name", "find=abc", "find=%2B", "find=" + shortCipher(), "cursor=17")) {
            assertThat(shouwang.county().get("/supervision?" + wrong).status()).as(wrong).isEqualTo(400);
        }
    }

    private static String shortCipher() {
        return Base64.getUrlEncoder().encodeToString("aes-gcm:demo:AAAA".getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Makes cases of which two are overdue, one is unreachable, one on track, one met, one met late and one withdrawn. The
     * second is in another village than the others.
     */
    private List<String> casesAtEveryState(String township) {
        String village = township + "201";
        List<String> cases = new ArrayList<>();
        cases.add(clue(village, TestPeople.somebody(), FIFTEEN_DAYS_OVER));
        cases.add(clue(township + "202", TestPeople.somebody(), FIFTEEN_DAYS_OVER));
        cases.add(clue(village, TestPeople.somebody(), TOO_LATE_TO_POST));
        cases.add(clue(village, TestPeople.somebody(), TODAY));
        cases.add(clue(village, TestPeople.somebody(), TODAY));
        visit(village, cases.get(4), Payloads.ending("NO_RISK", TODAY));
        cases.add(clue(village, TestPeople.somebody(), FIFTEEN_DAYS_OVER));
        visit(village, cases.get(5), Payloads.ending("NO_RISK", TODAY));
        cases.add(clue(village, TestPeople.somebody(), TODAY));
        assertThat(shouwang.as("village" + village).withdraw(cases.get(6), "登记错了村").status()).isEqualTo(200);
        return cases;
    }

    private String clue(String village, Person head, String foundOn) {
        Map<String, Object> clue = Payloads.clue(head, foundOn);
        clue.put("villageCode", village);
        Answer answer = shouwang.partner().startClue(clue);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        heads.put(answer.get("caseNo"), head);
        return answer.get("caseNo");
    }

    private void visit(String village, String caseNo, Map<String, ?> found) {
        Answer answer = shouwang.as("village" + village).submit(caseNo, VERIFY_HOUSEHOLD, found);
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }

    private Document page(String user, String path) {
        Answer answer = shouwang.as(user).get(path.replaceAll("#.*", ""));
        assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
        return Jsoup.parse(answer.text());
    }

    private Document follow(String user, Document page, String link) {
        Element found = page.selectFirst(link);
        assertThat(found).as(link + " on " + page.text()).isNotNull();
        return page(user, found.attr("href"));
    }

    private List<String> search(String user, String text) {
        Answer answer = shouwang.as(user).postForm("/supervision/search", Map.of("q", text));
        assertThat(answer.status()).isEqualTo(302);
        URI target = URI.create(answer.location());
        return caseNos(page(user, target.getRawPath() + "?" + target.getRawQuery()));
    }

    private static List<String> caseNos(Document page) {
        return page.select("#page tbody td[data-label=编号]").eachText();
    }

    private static Map<String, Long> figures(Document page, String rule) {
        Element panel = page.select(".panel").stream().filter(each -> each.select("h3").text().equals(rule)).findFirst().orElseThrow();
        return panel.select("a").stream().collect(Collectors.toMap(figure -> figure.select("span").text(),
                figure -> Long.parseLong(figure.select("strong").text())));
    }

    /** Returns the table below a heading: the cells of each row by the row's first cell. */
    private static Map<String, List<String>> table(Document page, String heading) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        page.select("section[aria-labelledby=" + heading + "] tbody tr")
                .forEach(row -> rows.put(row.select("th").text(), row.select("td").eachText()));
        return rows;
    }

    private static JsonNode item(Answer summary, String key, String value) {
        return StreamSupport.stream(summary.body().path("items").spliterator(), false)
                .filter(item -> item.path(key).asText().equals(value)).findFirst().orElseThrow();
    }

    private static List<String> reversed(List<String> list) {
        List<String> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }
}
