package org.shouwang.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_HOUSEHOLD;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_OUTCOME;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests the figures of EL-5 on made-up histories of years that no other test uses. */
class FiguresTest extends IntegrationTest {

    private static final String CITY = "city411000";

    @AfterEach
    void leaveNothingBehind() {
        String mine = "(select id from shouwang.household where household_no like 'FIG-%')";
        database.sql("delete from shouwang.household_measure where case_no = 'FIG'").update();
        database.sql("delete from shouwang.measure_catalogue where code = 'FIG'").update();
        database.sql("delete from shouwang.case_file where case_no = 'FIG'").update();
        database.sql("delete from shouwang.household_status_change where household_id in " + mine).update();
        database.sql("delete from shouwang.household where id in " + mine).update();
    }

    @Test
    void theEndOf2022ComesOutAsTheCityReportedIt() {
        admit("1 and 2360", "411081", 3, "2022-01-10");
        admit("2361 and 2985", "411025", 2, "2022-02-10");
        admit("2986 and 6729", "411003", 3, "2022-03-10");
        admit("6730 and 7048", "411082", 4, "2022-12-31");
        change("1 and 2985", "ELIMINATED", "2022-12-31");
        // The earlier elimination was taken back, and later ones do not count yet.
        change("3000 and 3199", "ELIMINATED", "2022-10-01");
        change("3000 and 3199", "MONITORED", "2022-12-30");
        admit("8001 and 8500", "411024", 5, "2023-01-01");
        change("4000 and 4299", "ELIMINATED", "2023-01-01");
        change("1 and 50", "MONITORED", "2023-01-02");
        confirmMeasures("1 and 7048", 4, "2022-12-31", null);
        confirmMeasures("1 and 352", 1, "2022-06-01", "2023-01-01");
        confirmMeasures("353 and 900", 1, "2022-06-01", "2022-12-31");
        confirmMeasures("901 and 2000", 1, "2023-01-01", null);

        JsonNode total = figures(CITY, "on=2022-12-31").path("total");

        assertThat(total.path("admittedHouseholds").asInt()).isEqualTo(7048);
        assertThat(total.path("admittedPeople").asInt()).isEqualTo(20838);
        assertThat(total.path("eliminatedHouseholds").asInt()).isEqualTo(2985);
        assertThat(total.path("eliminatedPeople").asInt()).isEqualTo(8330);
        assertThat(total.path("eliminationRate").toString()).isEqualTo("42.4");
        assertThat(total.path("monitoredHouseholds").asInt()).isEqualTo(7048 - 2985);
        assertThat(total.path("measures").asInt()).isEqualTo(28_544);
        assertThat(total.path("measuresPerHousehold").toString()).isEqualTo("4.05");
        JsonNode later = figures(CITY, "on=2023-01-02").path("total");
        assertThat(later.path("admittedHouseholds").asInt()).isEqualTo(7548);
        assertThat(later.path("eliminatedHouseholds").asInt()).isEqualTo(2985 + 300 - 50);
        assertThat(figures(CITY, "on=2021-12-31").path("total").path("admittedHouseholds").asInt()).isZero();
    }

    @Test
    void theRatesOfTheFiveCountiesAndTheCityComeOutToTheDecimal() {
        Map<String, int[]> counties = new LinkedHashMap<>();
        counties.put("411081", new int[] {2150, 1159});
        counties.put("411025", new int[] {1500, 671});
        counties.put("411003", new int[] {1300, 577});
        counties.put("411082", new int[] {1000, 364});
        counties.put("411024", new int[] {1098, 362});
        int[] next = {0};
        counties.forEach((county, counts) -> {
            admit(next[0] + 1 + " and " + (next[0] + counts[0]), county, 3, "2023-03-01");
            change(next[0] + 1 + " and " + (next[0] + counts[1]), "ELIMINATED", "2023-07-20");
            next[0] += counts[0];
        });

        JsonNode table = figures(CITY, "on=2023-07-25");

        assertThat(table.path("by").asText()).isEqualTo("county");
        Map<String, String> rates = new LinkedHashMap<>();
        table.path("items").forEach(item -> rates.put(item.path("name").asText(), item.path("eliminationRate").toString()));
        assertThat(rates).containsEntry("禹州市", "53.9").containsEntry("襄城县", "44.7").containsEntry("建安区", "44.4")
                .containsEntry("长葛市", "36.4").containsEntry("鄢陵县", "33.0");
        assertThat(table.path("total").path("eliminationRate").toString()).isEqualTo("44.5");
        JsonNode townships = figures(CITY, "on=2023-07-25&by=township");
        assertThat(sum(townships, "eliminatedHouseholds")).isEqualTo(table.path("total").path("eliminatedHouseholds").asInt());
        assertThat(figures("county411024", "on=2023-07-25").path("total").path("eliminationRate").toString()).isEqualTo("33.0");
    }

    @Test
    void aHouseholdCountsFromItsAdmissionOnAndAnEliminationUntilItIsTakenBack() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        String admittedOn = clock.today().toString();
        flow.eliminated();
        String eliminatedOn = clock.today().toString();
        clock.advanceDays(1);
        flow.start(shouwang.village(), "risk-rollback");
        flow.done(shouwang.village(), CHECK_HOUSEHOLD, Map.of(CHECK_OUTCOME, "RISK_REMAINS", "risksAnswered",
                List.of(Map.of("risk", "ILLNESS", "gone", false, "how", "仍在治疗")))).reviewed().approved().marked();

        assertThat(flow.monitoringStatus()).isEqualTo("MONITORED");
        List<String> days = List.of(admittedOn, eliminatedOn, clock.today().toString());
        List<JsonNode> with = days.stream().map(this::ofTheTownship).toList();
        database.sql("""
                delete from shouwang.household_status_change
                where household_id = (select id from shouwang.household where household_no = ?)
                """).param(flow.householdNo()).update();
        List<JsonNode> without = days.stream().map(this::ofTheTownship).toList();
        assertMore(with.get(0), without.get(0), 1, 1, 0);
        assertMore(with.get(1), without.get(1), 1, 0, 1);
        assertMore(with.get(2), without.get(2), 1, 1, 0);
    }

    @Test
    void everybodySeesTheOwnRegionOnly() {
        admit("1 and 10", "411081", 2, "2020-05-01");

        assertThat(figures("county411081", "on=2020-06-01").path("total").path("admittedHouseholds").asInt()).isEqualTo(10);
        JsonNode village = figures("village411081101201", "on=2020-06-01");
        assertThat(village.path("items").findValuesAsText("region")).containsExactly("411081101");
        assertThat(village.path("total").path("admittedHouseholds").asInt()).isLessThan(10);
        assertThat(figures("county411024", "on=2020-06-01").path("total").path("admittedHouseholds").asInt()).isZero();
        JsonNode foreign = figures("county411024", "on=2020-06-01&region=411081");
        assertThat(foreign.path("items")).isEmpty();
        assertThat(foreign.path("total").path("admittedHouseholds").asInt()).isZero();
        assertThat(foreign.path("total").path("eliminationRate").isNull()).isTrue();
        assertThat(figures(CITY, "on=2020-06-01&region=411081&by=township").path("items").findValuesAsText("region"))
                .isNotEmpty().allMatch(code -> code.startsWith("411081"));
        assertThat(page("county411024", "?region=411081").text()).contains("不在您的辖区内");
    }

    @Test
    void daysToComeAndWhatMakesNoSenseIsRefused() {
        for (String wrong : List.of("on=2026-03-03", "on=gestern", "on=2026-02-30", "on=1800-01-01", "by=village", "region=99")) {
            Answer answer = shouwang.county().get("/api/figures?" + wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.wrongFields()).containsExactly(wrong.split("=")[0]);
        }
        assertThat(shouwang.county().get("/api/figures?on=" + TODAY).status()).isEqualTo(200);
        Answer page = shouwang.county().get("/supervision/figures?on=2026-03-03");
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains("不能晚于今天");
        assertThat(shouwang.county().get("/supervision/figures/export?format=pdf").status()).isEqualTo(400);
    }

    @Test
    void thePageShowsTheTableAndLeadsIntoTheCounties() {
        admit("1 and 20", "411081", 3, "2019-05-01");
        change("1 and 7", "ELIMINATED", "2019-06-01");

        Document page = page(CITY, "?on=2019-12-31");

        assertThat(page.select("tfoot td").eachText()).startsWith("20", "60", "13", "7", "21", "35.0%");
        String county = page.select("tbody th a").stream().filter(link -> link.text().equals("禹州市")).findFirst().orElseThrow().attr("href");
        Document below = Jsoup.parse(shouwang.as(CITY).get(county).text());
        assertThat(below.select("tfoot td").eachText()).startsWith("20", "60");
        assertThat(below.select(".path li").eachText()).containsExactly("许昌市", "禹州市");
        assertThat(page(CITY, "?on=2018-12-31").select("[data-chart] .empty").text()).isEqualTo("这一天还没有纳入监测的户。");
    }

    @Test
    void theExportHoldsTheSameNumbers() throws IOException {
        admit("1 and 20", "411081", 3, "2019-05-01");
        change("1 and 7", "ELIMINATED", "2019-06-01");

        byte[] file = shouwang.as(CITY).download("/supervision/figures/export?on=2019-12-31&by=county&format=xlsx").body();

        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            List<Row> rows = workbook.getFirstSheet().read();
            Row total = rows.get(rows.size() - 1);
            assertThat(total.getCellText(0)).isEqualTo("合计");
            assertThat(total.getCellAsNumber(1).orElseThrow()).isEqualByComparingTo("20");
            assertThat(total.getCellAsNumber(6).orElseThrow()).isEqualByComparingTo("35.0");
        }
        assertThat(new String(shouwang.as(CITY).download("/supervision/figures/export?on=2019-12-31&by=county&format=csv").body(),
                StandardCharsets.UTF_8)).contains("合计,20,60,13,7,21,35.0");
        assertThat(shouwang.as("admin").get("/api/acts?kind=EXPORT&limit=1").body().path("items").path(0).path("detail").asText())
                .startsWith("地区：许昌市，日期：2019-12-31");
    }

    @Test
    void aHouseholdFarAboveTheLineIsListedUntilItsRisksAreMarkedAsGone() {
        HouseholdFlow far = HouseholdFlow.monitored(shouwang, clock, TestPeople.somebody(), Map.of("wageIncome", 21754));
        HouseholdFlow near = HouseholdFlow.monitored(shouwang, clock, TestPeople.somebody(), Map.of("wageIncome", 11000));

        Document page = page("township" + Shouwang.TOWNSHIP, "");
        assertThat(page.text()).contains("7500.00 元）2 倍及以上");
        Map<String, String> rows = new LinkedHashMap<>();
        page.select("table.list tbody tr").forEach(row -> rows.put(row.select("td").get(0).text(), row.text()));
        assertThat(rows).containsKey(far.householdNo()).doesNotContainKey(near.householdNo());
        assertThat(rows.get(far.householdNo())).contains("24,954 元", "3.33 倍");
        assertThat(page("county411024", "").text()).doesNotContain(far.householdNo());

        far.eliminated();

        assertThat(page("township" + Shouwang.TOWNSHIP, "").text()).doesNotContain(far.householdNo());
    }

    private JsonNode ofTheTownship(String day) {
        return figures("township" + Shouwang.TOWNSHIP, "on=" + day).path("total");
    }

    private static void assertMore(JsonNode with, JsonNode without, int admitted, int monitored, int eliminated) {
        for (Map.Entry<String, Integer> figure : Map.of("admittedHouseholds", admitted, "admittedPeople", admitted,
                "monitoredHouseholds", monitored, "eliminatedHouseholds", eliminated, "eliminatedPeople", eliminated).entrySet()) {
            assertThat(with.path(figure.getKey()).asInt() - without.path(figure.getKey()).asInt()).as(figure.getKey())
                    .isEqualTo(figure.getValue());
        }
    }

    private JsonNode figures(String user, String query) {
        Answer answer = shouwang.as(user).get("/api/figures?" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    private Document page(String user, String query) {
        Answer answer = shouwang.as(user).get("/supervision/figures" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Jsoup.parse(answer.text());
    }

    private static int sum(JsonNode table, String figure) {
        return StreamSupport.stream(table.path("items").spliterator(), false).mapToInt(item -> item.path(figure).asInt()).sum();
    }

    /** Admits households of a county on a day, spread over all its villages in turn. */
    private void admit(String numbers, String county, int people, String day) {
        database.sql("""
                        insert into shouwang.household (household_no, village_code, head_name, head_id_cipher, head_id_hash, status,
                            created_at, updated_at)
                        select 'FIG-' || n, v.code, '某户', '', 'FIG-' || n, 'MONITORED', timestamptz '2022-01-01', timestamptz '2022-01-01'
                        from generate_series(1, 10000) n
                        join (select code, row_number() over (order by code) - 1 as place, count(*) over () as all_of_them
                              from shouwang.region where level = 'VILLAGE' and code like ?) v on v.place = n % v.all_of_them
                        where n between\s""" + numbers)
                .param(county + "%").update();
        change(numbers, "MONITORED", day, people);
    }

    private void confirmMeasures(String numbers, int each, String confirmedOn, String endedOn) {
        database.sql("""
                insert into shouwang.case_file (case_no, process_key, status, village_code, township_code, county_code, head_name,
                    head_id_cipher, reason, registered_by, registered_at)
                values ('FIG', 'assistance-planning', 'DONE', '411081101201', '411081101', '411081', '某户', '', '', 'test',
                    timestamptz '2022-01-01') on conflict do nothing
                """).update();
        database.sql("""
                insert into shouwang.measure_catalogue (code, kind, title, needs_labour, source, position)
                values ('FIG', 'OTHER', '某措施', false, '测试', 9999) on conflict do nothing
                """).update();
        database.sql("""
                        insert into shouwang.household_measure (household_id, case_no, code, kind, risk, planned_on, confirmed_on,
                            ended_on)
                        select h.id, 'FIG', 'FIG', 'OTHER', 'OTHER', date '2022-01-01', cast(? as date), cast(? as date)
                        from shouwang.household h, generate_series(1, ?) where h.household_no like 'FIG-%'
                            and substring(h.household_no from 5)::int between\s""" + numbers)
                .params(Arrays.asList(confirmedOn, endedOn, each)).update();
    }

    private void change(String numbers, String status, String day) {
        change(numbers, status, day, null);
    }

    /** Changes the status of households. Without a number of people, each household keeps its last one. */
    private void change(String numbers, String status, String day, Integer people) {
        database.sql("""
                        insert into shouwang.household_status_change (household_id, status, case_no, since, people, changed_by, changed_at)
                        select h.id, ?, 'FIG', cast(? as date), coalesce(cast(? as int), (select people
                            from shouwang.household_status_change c where c.household_id = h.id order by c.id desc limit 1)),
                            'test', timestamptz '2022-01-01'
                        from shouwang.household h
                        where h.household_no like 'FIG-%' and substring(h.household_no from 5)::int between\s""" + numbers + " order by h.id")
                .params(Arrays.asList(status, day, people)).update();
    }
}
