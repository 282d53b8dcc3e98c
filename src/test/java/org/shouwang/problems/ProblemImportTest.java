package org.shouwang.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.problems.IssueDualAssignmentProcess.PLAN_RECTIFICATION;
import static org.shouwang.support.ProblemFlow.CITY;
import static org.shouwang.support.ProblemFlow.COUNTY;
import static org.shouwang.support.ProblemFlow.csv;
import static org.shouwang.support.ProblemFlow.upload;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.ProblemFlow;

/**
 * Tests the import of tables of problems by preview and confirmation: errors are named, and existing problems stay as they are
 * (DA-4).
 */
class ProblemImportTest extends IntegrationTest {

    private static final String HEADER = "序号,方面,具体问题,问题表现,整改时限,责任单位";

    static byte[] problemsOf2022() {
        try (InputStream file = ProblemImportTest.class.getResourceAsStream("/demo/problems-2022.csv")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Arguments> brokenFiles() {
        return Stream.of(Arguments.of("empty", new byte[0]), Arguments.of("no rows", csv(HEADER)),
                Arguments.of("blank rows", csv(HEADER, ",,,,,", ",,,,,")),
                Arguments.of("no header", csv("1,责任落实,干部,少数,2023-07-20,市医保局", "2,责任落实,干部,少数,2023-07-20,市医保局")),
                Arguments.of("a column is missing", csv("序号,方面,具体问题,问题表现,整改时限", "1,甲,乙,丙,2023-07-20")),
                Arguments.of("an open quotation mark", csv(HEADER, "1,\"甲,乙,丙,2023-07-20,市医保局")),
                Arguments.of("half a workbook", Arrays.copyOf(new byte[] {'P', 'K', 3, 4, 9, 9, 9, 9}, 300)),
                Arguments.of("a picture", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0}));
    }

    @Test
    void theProblemsOf2022ComeInAsTheyAreAndTheCountysTasksBeginAtOnce() {
        Answer preview = upload(shouwang.as(CITY), "round=2022&county=411081&confirm=false", problemsOf2022());
        assertThat(preview.status()).as(preview.text()).isEqualTo(200);
        assertThat(preview.get("added")).isEqualTo("15");
        assertThat(preview.body().path("unknownUnits")).isEmpty();
        assertThat(preview.body().path("collectiveUnits").findValuesAsText("")).isEmpty();
        assertThat(shouwang.as(CITY).get("/api/problems?round=2022").body().path("items")).isEmpty();

        Answer confirmed = upload(shouwang.as(CITY), "round=2022&county=411081&confirm=true", problemsOf2022());

        assertThat(confirmed.get("added")).as(confirmed.text()).isEqualTo("15");
        JsonNode items = shouwang.as(CITY).get("/api/problems?round=2022").body().path("items");
        assertThat(items).hasSize(15);
        ProblemFlow fourth = new ProblemFlow(shouwang, items.get(3).path("problemNo").asText());
        assertThat(fourth.view(CITY).get("title")).isEqualTo("健康帮扶政策落实不够到位");
        assertThat(fourth.tasks("dept411081yibao")).containsExactly(PLAN_RECTIFICATION);
        assertThat(fourth.tasks("dept411081weijian")).containsExactly(PLAN_RECTIFICATION);
        items.forEach(item -> assertThat(new ProblemFlow(shouwang, item.path("problemNo").asText()).tasks(COUNTY)).containsExactly(PLAN_RECTIFICATION));
        assertThat(database.sql("select starts_on::text || ' ' || plan_by || ' ' || ends_on from shouwang.rectification_round where code = '2022'")
                .query(String.class).single()).isEqualTo("2023-06-26 2023-07-02 2023-07-20");

        Answer again = upload(shouwang.as(CITY), "round=2022&county=411081&confirm=true", problemsOf2022());
        assertThat(again.get("added")).isEqualTo("0");
        assertThat(again.get("unchanged")).isEqualTo("15");
        for (String format : List.of("csv", "xlsx")) {
            for (String form : List.of("1", "2")) {
                byte[] ledger = shouwang.as(CITY).download("/api/problems/ledger?round=2022&form=" + form + "&format=" + format).body();
                Answer back = upload(shouwang.as(CITY), "round=2022&county=411081&confirm=true", ledger);
                assertThat(back.status()).as(form + format + back.text()).isEqualTo(200);
                assertThat(back.get("unchanged")).as(form + format).isEqualTo("15");
            }
        }
        assertThat(shouwang.as(CITY).get("/api/problems?round=2022").body().path("items")).hasSize(15);
    }

    @Test
    void anEmptyAspectBelowATitleIsNotThatOfTheRowAboveIt() {
        Answer preview = upload(shouwang.as(CITY), "round=2161&county=411081&startsOn=2026-04-01&endsOn=2026-12-31", csv(HEADER,
                "1,政策落实,试甲,少数,2026-07-20,市医保局", "2,,试乙,少数,2026-07-20,市医保局", "二、责任落实方面,,,,,", "3,,试丙,少数,2026-07-20,市医保局"));

        assertThat(preview.get("added")).as(preview.text()).isEqualTo("2");
        assertThat(preview.body().path("errors")).singleElement().satisfies(error -> {
            assertThat(error.path("row").asInt()).isEqualTo(5);
            assertThat(error.path("column").asText()).isEqualTo("方面");
            assertThat(error.path("message").asText()).contains("第4行");
        });
    }

    @Test
    void aLimitBeforeTheRoundOrWithoutACertainDayIsRefusedAndOneThatIsThereStays() {
        String first = "1,政策落实,试甲,少数,%s,市医保局";
        String round = "round=2162&county=411081&startsOn=2026-04-01&endsOn=2026-12-31";
        for (String limit : List.of("2025年7月20日前", "2026-03-31", "1900-01-01")) {
            Answer preview = upload(shouwang.as(CITY), round, csv(HEADER, first.formatted(limit)));
            assertThat(preview.body().path("errors").path(0).path("message").asText()).as(preview.text()).contains("核对年份");
        }
        for (String limit : List.of("农历七月二十，长期坚持", "一周内立即整改", "去年", "已于2026年4月1日完成", "原定7月20日，延至9月30日")) {
            Answer preview = upload(shouwang.as(CITY), round, csv(HEADER, first.formatted(limit.replace(',', '，'))));
            assertThat(preview.body().path("errors")).as(limit + preview.text()).hasSize(1);
        }
        for (String limit : List.of("七月二十日前，长期坚持", "7月1日～20日", "2026-07-20")) {
            Answer preview = upload(shouwang.as(CITY), round, csv(HEADER, first.formatted(limit)));
            assertThat(preview.body().path("items").path(0).path("dueOn").asText()).as(preview.text()).isEqualTo("2026-07-20");
        }
        assertThat(upload(shouwang.as(CITY), round, csv(HEADER, first.formatted("立行立改，长期坚持"))).body().path("items").path(0).path("dueOn").asText())
                .isEqualTo("2026-12-31");
    }

    @Test
    void aLedgerHasTheColumnsOfItsAnnexAndWhatAUserMaySee() {
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2051", "yibao", "weijian").planned("dept411081yibao").rectified("dept411081yibao");
        ProblemFlow.registered(shouwang, "2051", "shuili");

        String all = csvOf(CITY, "round=2051&form=1&format=csv");
        String second = csvOf(CITY, "round=2051&form=2&format=csv");
        String own = csvOf("dept411081weijian", "round=2051&form=1&format=csv");

        assertThat(all.lines().findFirst()).contains("序号,方面,具体问题,问题表现,整改措施简述,整改时限,责任单位,整改结果");
        assertThat(second.lines().findFirst()).contains(
                "序号1,方面,具体问题,问题表现,序号2,对照排查发现具体问题描述,对照排查发现问题整改措施,整改时限,责任单位,整改结果,是否销号");
        assertThat(all.lines()).hasSize(3);
        assertThat(all).contains("禹州市医保局：补办慢性病卡").contains("禹州市医保局：已办理");
        assertThat(own.lines()).hasSize(2);
        assertThat(own).doesNotContain("已办理");
        assertThat(csvOf(CITY, "round=2051&form=1&format=csv&unit=dept411081shuili").lines()).hasSize(2);
        assertThat(csvOf("county411024", "round=2051&form=1&format=csv").lines()).hasSize(1);
        assertThat(shouwang.as(CITY).get("/api/problems/ledger?round=2051&form=3").status()).isEqualTo(400);
        assertThat(shouwang.as(CITY).get("/api/problems/ledger?round=2051&format=pdf").status()).isEqualTo(400);
        assertThat(shouwang.as(CITY).get("/api/problems/ledger").status()).isEqualTo(400);
        assertThat(problem.status()).isEqualTo("IN_RECTIFICATION");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenFiles")
    void aFileThatCannotBeReadIsRefusedAndNothingIsStored(String name, byte[] file) {
        Answer preview = upload(shouwang.as(CITY), "round=2052&county=411081&confirm=false", file);
        Answer confirmed = upload(shouwang.as(CITY), "round=2052&county=411081&confirm=true", file);

        assertThat(preview.status()).as(preview.text()).isEqualTo(400);
        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(400);
        assertThat(confirmed.body().path("errors")).isNotEmpty();
        assertThat(rounds("2052")).isZero();
    }

    @Test
    void everyRowThatIsWrongIsNamedAndNoneIsStored() {
        byte[] file = csv(HEADER, "1,甲,好的一行,丙,2026-07-20,市医保局", "2,甲,,丙,2026-02-30,市医保局", "3,甲,乙,丙,,");

        Answer preview = upload(shouwang.as(CITY), "round=2053&county=411081&endsOn=2026-07-20&confirm=false", file);
        Answer confirmed = upload(shouwang.as(CITY), "round=2053&county=411081&endsOn=2026-07-20&confirm=true", file);

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.body().path("items").findValuesAsText("state")).contains("NEW", "ERROR");
        assertThat(preview.text()).contains("第3行“具体问题”").contains("第3行“整改时限”").contains("第4行“责任单位”");
        assertThat(preview.body().path("errors").findValuesAsText("row")).containsExactlyInAnyOrder("3", "3", "4");
        assertThat(preview.body().path("errors").findValuesAsText("column")).containsExactlyInAnyOrder("具体问题", "整改时限", "责任单位");
        assertThat(confirmed.status()).isEqualTo(400);
        assertThat(confirmed.wrongFields()).containsOnly("line 3", "line 4");
        assertThat(rounds("2053")).isZero();
    }

    @Test
    void whatIsWrongWithTheRoundItsDatesAndTheRowsIsToldAtOnce() {
        Answer answer = upload(shouwang.as(CITY), "round=x&startsOn=morgen", csv(HEADER, "1,甲,乙,,7月20日前,市医保局", "2,甲,戊,己,,"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactlyInAnyOrder("round", "startsOn", "county", "endsOn", "line 2", "line 3");
        assertThat(answer.text()).contains("第2行“问题表现”", "第3行“责任单位”");
        assertThat(upload(shouwang.as(CITY), "round=x", csv("方面,具体问题", "1,2")).wrongFields()).contains("round", "county", "description", "dueOn");
    }

    @Test
    void aDayWithoutAYearIsSaidAsItIsUnderstood() {
        Answer preview = upload(shouwang.as(CITY), "round=2163&county=411081&startsOn=2025-12-01&endsOn=2026-12-31",
                csv(HEADER, "1,甲,乙,丙,12月底,市医保局", "2,甲,丁,戊,2026年12月底,市医保局", "3,甲,己,庚,,市医保局"));

        assertThat(preview.body().path("items").findValuesAsText("dueOn")).as(preview.text()).containsExactly("2025-12-31", "2026-12-31", "2026-12-31");
        assertThat(preview.body().path("items").get(0).path("notes").get(0).asText()).contains("没有写年份", "2025-12-01", "2025-12-31");
        assertThat(preview.body().path("items").get(1).path("notes")).isEmpty();
        assertThat(preview.body().path("items").get(2).path("notes").get(0).asText()).contains("没有写日期", "2026-12-31");
    }

    @Test
    void whoeverLeadsIsAResponsibleUnit() {
        String alone = HEADER.replace("责任单位", "牵头单位");
        Answer lead = upload(shouwang.as(CITY), "round=2164&county=411081", csv(alone, "1,甲,乙,丙,2026-07-20,市医保局", "2,甲,丁,戊,2026-07-20,"));
        Answer both = upload(shouwang.as(CITY), "round=2164&county=411081", csv(HEADER + ",牵头单位", "1,甲,乙,丙,2026-07-20,市医保局,市卫健委",
                "2,甲,丁,戊,2026-07-20,,市卫健委"));

        assertThat(lead.body().path("items").get(0).path("units").findValuesAsText("text")).as(lead.text()).containsExactly("市医保局");
        assertThat(lead.text()).contains("\"column\":\"牵头单位\"");
        assertThat(both.body().path("items").get(0).path("units").findValuesAsText("text")).as(both.text()).containsExactly("市卫健委", "市医保局");
        assertThat(both.body().path("items").get(1).path("units").findValuesAsText("text")).containsExactly("市卫健委");
        assertThat(both.body().path("errors")).isEmpty();
    }

    @Test
    void aUnitThatNobodyKnowsKeepsItsOwnLineWaitingAndNoOther() {
        byte[] file = csv(HEADER, "1,甲,未知单位的问题,丙,2026-07-20,市火星局、市医保局；市金星局");
        Answer confirmed = upload(shouwang.as(CITY), "round=2054&county=411081&confirm=true", file);
        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
        assertThat(confirmed.text()).contains("\"unknownUnits\":[\"市火星局\",\"市金星局\"]");
        ProblemFlow problem = new ProblemFlow(shouwang, confirmed.body().path("items").get(0).path("problemNo").asText());
        assertThat(problem.tasks("dept411081yibao")).containsExactly(PLAN_RECTIFICATION);
        problem.line(COUNTY).line("dept411081yibao");
        assertThat(problem.status()).isEqualTo("IN_RECTIFICATION");
        assertThat(problem.view(CITY).body().path("lines").findValuesAsText("status")).containsExactlyInAnyOrder("PASSED", "PASSED",
                "UNIT_UNKNOWN", "UNIT_UNKNOWN");

        assertThat(map("市火星局", "dept411081keji").status()).isEqualTo(204);
        assertThat(problem.tasks("dept411081keji")).containsExactly(PLAN_RECTIFICATION);
        assertThat(map("市金星局", "dept411081kegong", "township411081101").status()).isEqualTo(204);

        assertThat(problem.tasks("dept411081kegong")).containsExactly(PLAN_RECTIFICATION);
        assertThat(problem.tasks("township411081101")).containsExactly(PLAN_RECTIFICATION);
        problem.line("dept411081kegong").line("dept411081keji").line("township411081101");
        assertThat(problem.status()).isEqualTo("AWAITING_SAMPLE");
        Answer next = upload(shouwang.as(CITY), "round=2054&county=411081&confirm=false", csv(HEADER, "1,甲,下一个,丙,2026-07-20,市火星局"));
        assertThat(next.body().path("unknownUnits")).isEmpty();
    }

    @Test
    void aUnitThatIsNoneOfItsOwnGoesToTheCountysLine() {
        Answer confirmed = upload(shouwang.as(CITY), "round=2055&county=411081&confirm=true", csv(HEADER, "1,甲,只有县线,丙,2026-07-20,市水星局"));
        ProblemFlow problem = new ProblemFlow(shouwang, confirmed.body().path("items").get(0).path("problemNo").asText());
        problem.line(COUNTY);
        assertThat(problem.status()).isEqualTo("IN_RECTIFICATION");

        assertThat(map("市水星局", COUNTY).status()).isEqualTo(204);

        assertThat(problem.status()).isEqualTo("AWAITING_SAMPLE");
        assertThat(problem.view(CITY).body().path("lines")).hasSize(1);
    }

    @Test
    void aMappingNamesAUnitAndPostsThatThereAre() {
        assertThat(map("市火星局").wrongFields()).containsExactly("groups");
        assertThat(map("市火星局", "dept411024yibao").wrongFields()).containsExactly("groups");
        assertThat(shouwang.as(CITY).post("/api/problems/units", Map.of("groups", List.of("dept411081yibao"))).wrongFields())
                .containsExactly("unit");
        assertThat(shouwang.as("dept411081yibao").post("/api/problems/units", Map.of()).status()).isEqualTo(403);
    }

    @Test
    void theFindingsOfAVillageComeInWithTheirProblem() {
        String header = "序号1,方面,具体问题,问题表现,序号2,对照排查发现具体问题描述,对照排查发现问题整改措施,整改时限,责任单位,整改结果,是否销号";
        byte[] file = csv(header, "1,甲,排查,丙,1,一户未办卡,办卡,2026-07-20,市医保局,,否", ",,,,2,一户档案不全,补全,2026-07-20,市医保局,已补,是");

        Answer confirmed = upload(shouwang.as(CITY), "round=2056&county=411081&confirm=true&region=411081101201", file);
        Answer again = upload(shouwang.as(CITY), "round=2056&county=411081&confirm=true&region=411081101201", file);

        assertThat(confirmed.get("added")).as(confirmed.text()).isEqualTo("1");
        assertThat(confirmed.get("findingsAdded")).isEqualTo("1");
        assertThat(again.get("unchanged")).isEqualTo("2");
        assertThat(csvOf("village411081101201", "round=2056&form=2&format=csv")).contains("一户未办卡").contains("一户档案不全");
        assertThat(csvOf("village411081102201", "round=2056&form=2&format=csv")).doesNotContain("一户未办卡");
        byte[] ledger = shouwang.as(CITY).download("/api/problems/ledger?round=2056&form=2&format=xlsx").body();
        assertThat(upload(shouwang.as(CITY), "round=2056&county=411081&confirm=true", ledger).get("unchanged")).isEqualTo("2");
    }

    @Test
    void onlyCityAndCountyImportAndACountyOnlyItsOwn() {
        byte[] file = csv(HEADER, "1,甲,乙,丙,2026-07-20,市医保局");

        assertThat(upload(shouwang.as("county411024"), "round=2057&county=411081", file).status()).isEqualTo(403);
        Answer early = upload(shouwang.as("county411024"), "round=2057&startsOn=2026-07-01&endsOn=2026-07-20&confirm=true", file);
        assertThat(early.wrongFields()).as("a round that the city has not opened").containsExactly("round");
        assertThat(early.messageOf("round")).contains("新的轮次由市级建立");
        assertThat(rounds("2057")).isZero();
        ProblemFlow.opened(shouwang, "2057");
        assertThat(upload(shouwang.as("county411024"), "round=2057", file).get("county")).isEqualTo("411024");
        assertThat(upload(shouwang.as(CITY), "round=2057", file).wrongFields()).containsExactly("county");
        assertThat(upload(shouwang.as("dept411081yibao"), "round=2057", file).status()).isEqualTo(403);
        assertThat(upload(shouwang.as(CITY), "round=2057&county=x", file).status()).isEqualTo(400);
        assertThat(upload(shouwang.as(CITY), "round=zwei&county=411081", file).wrongFields()).containsExactly("round");
        assertThat(shouwang.as(CITY).upload("/api/problems/import?round=2057", "other", "x", file).status()).isEqualTo(400);
        byte[] marked = ("\uFEFF" + new String(file, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        assertThat(upload(shouwang.as(CITY), "round=2057&county=411081", marked).get("county")).isEqualTo("411081");
    }

    private Answer map(String unit, String... groups) {
        return shouwang.as(CITY).post("/api/problems/units", Map.of("county", "411081", "unit", unit, "groups", List.of(groups)));
    }

    private String csvOf(String user, String query) {
        String text = new String(shouwang.as(user).download("/api/problems/ledger?" + query).body(), StandardCharsets.UTF_8);
        return text.replace("\uFEFF", "").replace("\r\n", "\n");
    }

    private long rounds(String code) {
        return database.sql("select count(*) from shouwang.rectification_round where code = ?").param(code).query(Long.class).single();
    }
}
