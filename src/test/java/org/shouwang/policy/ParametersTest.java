package org.shouwang.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shouwang.assistance.PlanFlow;
import org.shouwang.shared.PolicyParameters;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Checks that dated parameters are entered for the future only, with their source, after looking at whom they would change. */
class ParametersTest extends IntegrationTest {

    @LocalServerPort
    private int port;
    @Autowired
    private PolicyParameters inForce;

    @AfterEach
    void takeOutWhatWasEntered() {
        database.sql("delete from shouwang.policy_parameter where entered_by is not null").update();
    }

    @Test
    void everyParameterHasANameAUnitASourceAndSaysWhatItChanges() {
        assertThat(database.sql("""
                        select p.name from shouwang.policy_parameter p where not starts_with(p.name, 'PLANTED') and (trim(p.source) = '' or not exists (
                            select 1 from shouwang.policy_parameter_name n where n.unit <> '' and n.title <> '' and n.effect <> '' and n.theme <> ''
                                and (n.code = p.name or n.by_county and p.name ~ ('^' || n.code || '_[0-9]{6}$'))))
                        """)
                .query(String.class).list()).as("parameters without a row in policy_parameter_name").isEmpty();
        assertThat(database.sql("""
                        select n.code from shouwang.policy_parameter_name n where not exists (select 1 from shouwang.policy_parameter p
                            where p.name = n.code or n.by_county and p.name ~ ('^' || n.code || '_[0-9]{6}$'))
                        """)
                .query(String.class).list()).as("names of parameters that there are not").isEmpty();
        assertThat(database.sql("""
                        select p.name from shouwang.policy_parameter p join shouwang.policy_parameter_name n on n.code = p.name
                            or n.by_county and p.name ~ ('^' || n.code || '_[0-9]{6}$') where p.value < n.least or p.value > n.most
                        """)
                .query(String.class).list()).as("values out of their own bounds").isEmpty();
    }

    @Test
    void otherSystemsReadTheValueOfTodayWithItsSourceAndHistory() {
        JsonNode line = item("REFERENCE_LINE");

        assertThat(line.path("title").asText()).isEqualTo("监测范围（人均年纯收入）");
        assertThat(line.path("value").decimalValue()).isEqualByComparingTo("7500");
        assertThat(line.path("unit").asText()).isEqualTo("元");
        assertThat(line.path("from").asText()).isEqualTo("2023-01-01");
        assertThat(line.path("source").asText()).contains("河南省");
        assertThat(item("LOAN_RATE_TO_1_YEAR").path("history")).hasSizeGreaterThan(3);
        assertThat(item("CITY_DIBAO_MONTH_411081").path("title").asText()).startsWith("城市月低保标准（").endsWith("禹州市）");
        assertThat(item("CITY_DIBAO_MONTH")).as("only counties set it").isNull();
    }

    @Test
    void aNewRowHoldsFromItsDayAndThePastStays() {
        Answer answer = shouwang.as("city411000").post("/api/parameters", row("REFERENCE_LINE", 8000, "2026-04-01"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.body().path("value").decimalValue()).as("today's").isEqualByComparingTo("7500");
        assertThat(answer.body().at("/history/0/from").asText()).isEqualTo("2026-04-01");
        assertThat(inForce.value("REFERENCE_LINE", LocalDate.parse("2026-03-31"))).isEqualByComparingTo("7500");
        assertThat(inForce.value("REFERENCE_LINE", LocalDate.parse("2026-04-01"))).isEqualByComparingTo("8000");
        assertThat(shouwang.as("admin").get("/api/acts?kind=PARAMETER&limit=1").text())
                .contains("REFERENCE_LINE", "2026-04-01 起 8,000 元", "一号文", "逐年调整", "city411000");
    }

    @Test
    void aRequestThatIsSentAgainEntersNothingTwice() {
        Map<String, Object> row = row("RANKING_LAST", 10, "2026-05-01");
        Map<String, String> key = Map.of("Content-Type", "application/json", "Idempotency-Key", "parameters-1");

        Answer first = shouwang.as("admin").send("POST", "/api/parameters", shouwang.write(row), key);
        Answer again = shouwang.as("admin").send("POST", "/api/parameters", shouwang.write(row), key);

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(item("RANKING_LAST").path("history")).hasSize(2);
    }

    @Test
    void everyWrongFieldIsNamedWithWhatIsRight() {
        assertThat(enter(Map.of()).wrongFields()).containsExactlyInAnyOrder("code", "value", "from", "source", "reason");
        Answer answer = enter(Map.of("code", "NO_SUCH", "value", "许多", "from", "2026-03-01", "source", " ", "reason", "因".repeat(201)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactlyInAnyOrder("code", "value", "from", "source", "reason");
        assertThat(answer.messageOf("from")).contains("不能早于今天（2026-03-02）", "不变");
        assertThat(enter(Map.of("code", List.of(1), "value", Map.of(), "from", 3)).wrongFields()).containsExactlyInAnyOrder("code", "value", "from");
    }

    @Test
    void aValueOfTheWrongKindOrSizeIsRefused() {
        for (Map.Entry<String, List<Object>> wrong : Map.<String, List<Object>>of("PLAN_CONFIRMATION_DAYS", List.of(0, -1, 2.5, 367, "1e3", "99999999999999999999999"),
                "REFERENCE_LINE", List.of(0, -7500, 7500.001, 1_000_001), "SAMPLE_SHARE_COUNTY", List.of(1.01, -0.1), "FILE_DEMANDED_AUTHORISATION", List.of(2, 0.5),
                "DROPOUT_SCHOOL_YEAR_END", List.of(100, 230, 1301, 431.5)).entrySet()) {
            for (Object value : wrong.getValue()) {
                Map<String, Object> row = row(wrong.getKey(), value, "2026-04-01");
                assertThat(enter(row).wrongFields()).as(wrong.getKey() + " " + value).containsExactly("value");
            }
        }
        assertThat(enter(row("PLAN_CONFIRMATION_DAYS", 0, "2026-04-01")).messageOf("value")).isEqualTo("须为 1 至 366 之间的整数（天）");
        assertThat(enter(row("DROPOUT_SCHOOL_YEAR_END", 715, "2026-04-01")).status()).isEqualTo(201);
    }

    @Test
    void aDayHasOneRowAndMayNotLieTooFarAhead() {
        enter(row("VISIT_WITHIN_MONTHS", 6, "2026-06-01"));

        assertThat(enter(row("VISIT_WITHIN_MONTHS", 3, "2026-06-01")).messageOf("from")).contains("2026-06-01 已有一行", "先撤回");
        assertThat(enter(row("VISIT_WITHIN_MONTHS", 3, "2036-03-03")).messageOf("from")).contains("不能晚于");
    }

    @Test
    void aCountySetsItsOwnValueWherePolicyLetsIt() {
        assertThat(enter(row("RELIEF_SMALL_MONTHS_411081", 2, "2026-04-01")).status()).isEqualTo(201);
        assertThat(item("RELIEF_SMALL_MONTHS_411081").path("title").asText()).contains("禹州市");
        assertThat(item("RELIEF_SMALL_MONTHS_411081").path("value").isNull()).as("nothing yet today").isTrue();
        assertThat(enter(row("RELIEF_SMALL_MONTHS_999999", 2, "2026-04-01")).wrongFields()).containsExactly("code");
        assertThat(enter(row("REFERENCE_LINE_411081", 8000, "2026-04-01")).wrongFields()).containsExactly("code");
    }

    @Test
    void onlyAdministratorsAndTheCityEnterThem() {
        for (String user : List.of("county411081", "leader411081", "village411081101201", "partner", "bank411081")) {
            assertThat(shouwang.as(user).post("/api/parameters", row("RANKING_LAST", 10, "2026-05-01")).status()).as(user).isEqualTo(403);
            assertThat(shouwang.as(user).get("/api/parameters").status()).as(user).isEqualTo(403);
            assertThat(shouwang.as(user).post("/api/parameters/preview", row("RANKING_LAST", 10, "2026-05-01")).status()).as(user).isEqualTo(403);
        }
    }

    @Test
    void aNewLineIsTriedOnOpenCasesAndOnThoseThatWereDecided() {
        CaseFlow open = shouwang.newCase(TestPeople.somebody(), TODAY);
        open.verified(belowTheLineWithoutLabour(open));
        CaseFlow closed = refused();

        JsonNode lower = changeOf(open.caseNo(), preview(row("REFERENCE_LINE", 1, "2026-04-01")));
        JsonNode decided = changeOf(closed.caseNo(), preview(row("REFERENCE_LINE", 1, "2026-04-01")));

        assertThat(lower.path("open").asBoolean()).isTrue();
        assertThat(lower.path("what").asText()).isEqualTo("返贫致贫风险研判");
        assertThat(lower.path("before").asText()).isNotEqualTo(lower.path("after").asText());
        assertThat(decided.path("open").asBoolean(true)).isFalse();
        assertThat(changeOf(open.caseNo(), preview(row("REFERENCE_LINE", 7500, "2026-04-01")))).as("the same line").isNull();
        assertThat(item("REFERENCE_LINE").path("history")).as("nothing was entered").hasSize(1);
        assertThat(database.sql("select facts::text from shouwang.table_answer where case_no = ?").param(open.caseNo()).query(String.class).single())
                .contains("incomePerHead").doesNotContain(open.head().name(), open.head().idNumber());
    }

    @Test
    void decisionsOfWhichNothingIsOnRecordAreCounted() {
        CaseFlow closed = refused();
        long before = preview(row("REFERENCE_LINE", 900_000, "2026-04-01")).path("unrecorded").asLong();

        database.sql("delete from shouwang.table_answer where case_no = ?").param(closed.caseNo()).update();

        assertThat(preview(row("REFERENCE_LINE", 900_000, "2026-04-01")).path("unrecorded").asLong()).isEqualTo(before + 1);
    }

    @Test
    void daysOfALimitAreTriedOnLimitsThatRanAndOnThoseThatRun() {
        PlanFlow waiting = PlanFlow.approved(shouwang, clock).assigned().planned();
        PlanFlow confirmed = PlanFlow.approved(shouwang, clock).assigned().planned();
        clock.advanceDays(3);
        confirmed.confirmed();

        JsonNode found = preview(row("PLAN_CONFIRMATION_DAYS", 1, clock.today().plusDays(1).toString()));

        JsonNode runs = changeOf(waiting.caseNo(), found);
        assertThat(runs.path("open").asBoolean()).isTrue();
        assertThat(runs.path("before").asText()).contains("已经开始计时，不变");
        assertThat(changeOf(confirmed.caseNo(), found).path("before").asText()).contains("按期");
        assertThat(changeOf(confirmed.caseNo(), found).path("after").asText()).contains("超期");
    }

    @Test
    void ofACaseThatWasAskedTwiceOneLineTellsWhatDiffers() {
        CaseFlow open = shouwang.newCase(TestPeople.somebody(), TODAY);
        open.verified(belowTheLineWithoutLabour(open));
        database.sql("""
                insert into shouwang.table_answer (case_no, element_id, table_key, asked_on, facts, parameters, answer)
                select case_no, 'again', table_key, asked_on, facts, parameters, answer from shouwang.table_answer where case_no = ?
                """).param(open.caseNo()).update();

        JsonNode items = preview(row("REFERENCE_LINE", 1, "2026-04-01")).at("/cases/items");
        List<JsonNode> found = StreamSupport.stream(items.spliterator(), false).filter(each -> each.path("caseNo").asText().equals(open.caseNo())).toList();

        assertThat(found).hasSize(1);
        assertThat(found.get(0).path("before").asText()).contains("：").isNotEqualTo(found.get(0).path("after").asText());
    }

    @Test
    void aValueFarFromThePresentOneIsConfirmedInWords() {
        BrowserSession city = new BrowserSession(port);
        city.signIn("city411000", Shouwang.PASSWORD);
        Map<String, String> tenfold = Map.of("value", "75000", "from", "2026-07-01", "source", "x号文", "reason", "调整");

        assertThat(city.get("/parameters").text()).as("on the closed boxes' lines").contains("7,500 元；");
        assertThat(city.get("/parameters/REFERENCE_LINE").text()).contains("由一个人登记就生效");
        assertThat(city.get("/parameters/REFERENCE_LINE/preview?value=75000&from=2026-07-01&source=x&reason=y").text()).contains("相差三倍以上", "写“确认75000”");
        assertThat(city.get("/parameters/REFERENCE_LINE/preview?value=8000&from=2026-07-01&source=x&reason=y").text()).doesNotContain("相差三倍以上");
        assertThat(city.post("/parameters/REFERENCE_LINE", tenfold).status()).isEqualTo(400);
        assertThat(item("REFERENCE_LINE").path("history")).as("nothing was entered").hasSize(1);
        Map<String, String> confirmed = new HashMap<>(tenfold);
        confirmed.put("again", "确认 75000");
        assertThat(city.post("/parameters/REFERENCE_LINE", confirmed).status()).isEqualTo(302);
        city.post("/parameters/REFERENCE_LINE/withdrawal", Map.of("from", "2026-07-01", "why", "试一试"));
    }

    @Test
    void whatCannotBeReplayedSaysSo() {
        assertThat(preview(row("IMPORT_ROWS_USERS", 10, "2026-04-01")).path("replayed").asBoolean()).isFalse();
    }

    @Test
    void onThePageARowIsTriedThenConfirmedAndWithdrawnWithAReason() {
        BrowserSession city = new BrowserSession(port);
        city.signIn("city411000", Shouwang.PASSWORD);
        String asked = "?value=8000&from=2026-07-01&source=x%E5%8F%B7%E6%96%87&reason=%E8%B0%83%E6%95%B4";

        assertThat(city.get("/parameters").text()).contains("监测范围（人均年纯收入）", "7,500 元", "学年结束的日子", "8月31日", "小额信贷");
        assertThat(city.get("/parameters?name=DROPOUT").text()).contains("两次劝返间隔最多").doesNotContain("REFERENCE_LINE");
        assertThat(city.get("/parameters/REFERENCE_LINE/preview?value=-1&from=2026-01-01").text())
                .contains("须为 1 至 1000000 之间", "不能早于今天", "为必填项");
        assertThat(city.get("/parameters/REFERENCE_LINE/preview" + asked).text()).contains("还没有登记", "8,000 元", "会影响谁", "确认登记");
        assertThat(city.post("/parameters/REFERENCE_LINE", Map.of("value", "8000", "from", "2026-07-01", "source", "x号文", "reason", "调整")).status())
                .isEqualTo(302);
        assertThat(city.get("/parameters/REFERENCE_LINE").text()).contains("已登记", "待生效", "现行", "x号文", "理由：调整");
        assertThat(city.post("/parameters/REFERENCE_LINE/withdrawal", Map.of("from", "2026-07-01", "why", "")).status()).isEqualTo(400);
        city.post("/parameters/REFERENCE_LINE/withdrawal", Map.of("from", "2026-07-01", "why", "文号写错"));
        assertThat(city.get("/parameters/REFERENCE_LINE").text()).contains("撤回的", "文号写错").doesNotContain("待生效");
        assertThat(city.post("/parameters/REFERENCE_LINE/withdrawal", Map.of("from", "2023-01-01", "why", "错")).status()).as("holds already").isEqualTo(409);
        assertThat(item("REFERENCE_LINE").path("value").decimalValue()).isEqualByComparingTo(BigDecimal.valueOf(7500));
    }

    private static Map<String, Object> belowTheLineWithoutLabour(CaseFlow flow) {
        Map<String, Object> found = Payloads.belowTheLineOnly(flow.head(), TODAY);
        found.put("members", List.of(Payloads.disabledMember(flow.head(), "HEAD")));
        return found;
    }

    private CaseFlow refused() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        flow.verified(belowTheLineWithoutLabour(flow)).compared();
        shouwang.village().submit(flow.caseNo(), PRESELECT_AT_VILLAGE, Map.of(PRESELECTION_OUTCOME, "REJECT", "opinion", "村民代表会议不同意"));
        assertThat(flow.view().get("status")).isEqualTo("REJECTED");
        return flow;
    }

    private Answer enter(Map<String, ?> row) {
        return shouwang.as("admin").post("/api/parameters", row);
    }

    private JsonNode preview(Map<String, ?> row) {
        Answer answer = shouwang.as("admin").post("/api/parameters/preview", row);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    /** Returns what a replay says of a case, on whatever page; null if nothing. */
    private JsonNode changeOf(String caseNo, JsonNode first) {
        return StreamSupport.stream(first.at("/cases/items").spliterator(), false).filter(each -> each.path("caseNo").asText().equals(caseNo))
                .findFirst().orElse(null);
    }

    private JsonNode item(String code) {
        return StreamSupport.stream(shouwang.as("admin").get("/api/parameters").body().path("items").spliterator(), false)
                .filter(each -> each.path("code").asText().equals(code)).findFirst().orElse(null);
    }

    private static Map<String, Object> row(String code, Object value, String from) {
        return new LinkedHashMap<>(Map.of("code", code, "value", value, "from", from, "source", "一号文第二条", "reason", "逐年调整"));
    }

    @Test
    void aMistakeIsWithdrawnOnTheDayOnWhichItWasEnteredAndTheRightValueEntered() {
        Map<String, Object> row = Map.of("code", "HOUSING_REPAIR_CEILING", "value", 1900, "from", TODAY, "source", "〔2026〕9号", "reason", "调整上限");
        assertThat(enter(row).status()).isEqualTo(201);
        Shouwang.Session city = shouwang.as("city411000");
        assertThat(city.post("/api/parameters/HOUSING_REPAIR_CEILING/withdrawal", Map.of("from", TODAY, "why", "。")).messageOf("why")).contains("具体理由");

        assertThat(city.post("/api/parameters/HOUSING_REPAIR_CEILING/withdrawal", Map.of("from", TODAY, "why", "少输一个零")).status()).isEqualTo(204);

        assertThat(enter(Map.of("code", "HOUSING_REPAIR_CEILING", "value", 19000, "from", TODAY, "source", "〔2026〕9号", "reason", "调整上限")).status()).isEqualTo(201);
        assertThat(city.get("/parameters/HOUSING_REPAIR_CEILING").text()).contains("少输一个零", "1,900 元", "19,000 元");
        clock.setTo(LocalDate.parse(TODAY).plusDays(1) + "T09:00");
        assertThat(city.post("/api/parameters/HOUSING_REPAIR_CEILING/withdrawal", Map.of("from", TODAY, "why", "又改主意")).status()).as("the day is over").isEqualTo(409);
        assertThat(shouwang.county().post("/api/parameters/HOUSING_REPAIR_CEILING/withdrawal", Map.of("from", TODAY, "why", "又改主意")).status()).isEqualTo(403);
    }

    @Test
    void anAmountThatNobodyMeansIsRefused() {
        for (String code : List.of("HOUSING_REPAIR_CEILING", "HOUSING_REBUILD_CEILING", "RELIEF_SMALL_MONTHS", "CITY_DIBAO_MONTH_411081")) {
            assertThat(enter(Map.of("code", code, "value", 0, "from", "2026-07-01", "source", "〔2026〕9号", "reason", "调整")).messageOf("value")).as(code).contains("须为");
        }
    }
}
