package org.shouwang.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;

/** Tests the export of lists of limits. The files are read as a spreadsheet reads them. */
class LimitExportTest extends IntegrationTest {

    private static final String VILLAGE = "411025206201";
    private static final String USER = "township411025206";
    private static final String OTHER_USER = "county411025";
    private static final int MANY = 6000;

    @AfterEach
    void nobodyWaits() {
        database.sql("delete from shouwang.export").update();
    }

    @Test
    void aWorkbookHasRealNumbersAndDaysAndNoFormula() throws IOException {
        Person head = TestPeople.somebody();
        String caseNo = clue("411025206202", head, "2026-02-10");
        database.sql("update shouwang.case_file set head_name = '=HYPERLINK(\"http://x\")' where case_no = ?").param(caseNo).update();

        HttpResponse<byte[]> file = shouwang.as(USER).download("/supervision/export?format=xlsx&region=411025206202");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(URLDecoder.decode(file.headers().firstValue("Content-Disposition").orElseThrow(), StandardCharsets.UTF_8))
                .contains("attachment", "时限清单-2026-03-02.xlsx");
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file.body()), new ReadingOptions(true, false))) {
            List<Row> rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(2);
            assertThat(rows.get(0).getCellText(0)).isEqualTo("案件编号");
            Row row = rows.get(1);
            assertThat(row.getCellText(0)).isEqualTo(caseNo);
            assertThat(row.getCell(1).getType()).isEqualTo(CellType.STRING);
            assertThat(row.getCellText(1)).isEqualTo("'=HYPERLINK(\"http://x\")");
            assertThat(row.getCell(7).getType()).isEqualTo(CellType.NUMBER);
            assertThat(row.getCellAsDate(7).orElseThrow().toLocalDate()).isEqualTo(LocalDate.parse("2026-02-25"));
            assertThat(row.getCell(7).getDataFormatString()).isEqualTo("yyyy-mm-dd");
            assertThat(row.getCellText(8)).isEqualTo("已超期");
            assertThat(row.getCellAsNumber(9).orElseThrow().intValue()).isEqualTo(-5);
            assertThat(row.getCellText(11)).isEqualTo("入户核实：双庙西村村级经办");
        }
        assertThat(new String(file.body(), StandardCharsets.ISO_8859_1)).doesNotContain(head.idNumber());
        assertThat(lastAct()).contains("township411025206", "时限清单", "双庙西村", "状态：未完成", "1行，xlsx");
    }

    @Test
    void aCsvFileIsReadByExcelAndHoldsTheSameRowsAsTheList() {
        String village = "411025206203";
        Person wanted = TestPeople.somebody();
        clue(village, wanted, TODAY);
        clue(village, TestPeople.somebody(), "2026-02-10");
        String find = shouwang.as(USER).postForm("/supervision/search", Map.of("q", wanted.name())).location().replaceAll(".*find=([^&#]*).*", "$1");

        List<NamedCsvRecord> all = csv(shouwang.as(USER).download("/supervision/export?format=csv&region=" + village));
        List<NamedCsvRecord> one = csv(shouwang.as(USER).download("/supervision/export?format=csv&find=" + find));

        assertThat(all).extracting(row -> row.getField("状态")).containsExactly("已超期", "正常");
        assertThat(all.get(1).getField("剩余天数")).isEqualTo("15");
        assertThat(one).extracting(row -> row.getField("户主")).containsExactly(wanted.name());
        assertThat(lastAct()).contains("按文字查找", "1行，csv").doesNotContain(wanted.name());
        assertThat(csv(shouwang.as("county411024").download("/supervision/export?format=csv&region=" + village)))
                .as("another county's").isEmpty();
    }

    @Test
    void aLongListIsWrittenWhileTheUserWaitsAndOnlyHeOrSheGetsIt() {
        manyLimits();
        Answer tooLong = shouwang.as(USER).get("/supervision/export?format=csv&state=CANCELLED&region=" + VILLAGE);
        assertThat(tooLong.status()).isEqualTo(409);
        assertThat(tooLong.text()).contains("后台导出");
        Document list = Jsoup.parse(shouwang.as(USER).get("/supervision?state=CANCELLED&region=" + VILLAGE).text());
        assertThat(list.select("form[action='/supervision/exports'] button").eachText()).containsExactly("Excel（xlsx）", "CSV");

        String export = start("csv");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(page(export).select(".badge").text()).isEqualTo("已完成"));

        assertThat(page(export).text()).contains("已写 6000 行，共 6000 行");
        assertThat(page(export).select("#progress").hasAttr("hx-get")).as("nothing more to wait for").isFalse();
        assertThat(csv(shouwang.as(USER).download(export + "/file"))).hasSize(MANY)
                .extracting(row -> row.getField("案件编号")).doesNotHaveDuplicates();
        assertThat(lastAct()).contains("6000行");
        assertThat(shouwang.as(USER).get("/supervision/exports").text()).contains(export + "/file");
        assertThat(shouwang.as(OTHER_USER).get(export).status()).isEqualTo(404);
        assertThat(shouwang.as(OTHER_USER).download(export + "/file").statusCode()).isEqualTo(404);
        assertThat(shouwang.as("admin").download(export + "/file").statusCode()).isEqualTo(404);
        assertThat(shouwang.as(OTHER_USER).get("/supervision/exports").text()).doesNotContain(export);
        clock.setTo(NOW.plusHours(7));
        assertThat(shouwang.as(USER).download(export + "/file").statusCode()).as("kept for six hours").isEqualTo(404);
    }

    @Test
    void theProgressIsShownAndOneExportAtATimeIsEnough() {
        long id = running("2026-03-02T08:59:50");

        Document page = page("/supervision/exports/" + id);

        assertThat(page.text()).contains("正在生成", "已写 2500 行，共 6000 行");
        assertThat(page.select("progress").attr("value")).isEqualTo("41");
        assertThat(page.select("#progress").attr("hx-trigger")).isEqualTo("every 1s");
        assertThat(shouwang.as(USER).download("/supervision/exports/" + id + "/file").statusCode()).isEqualTo(409);
        assertThat(shouwang.as(USER).postForm("/supervision/exports", Map.of("format", "csv")).status()).isEqualTo(409);
        assertThat(shouwang.as(OTHER_USER).postForm("/supervision/exports/" + id + "/cancel", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void aCancelledExportStopsAndLeavesNothingBehind() {
        manyLimits();
        String export = start("xlsx");

        assertThat(shouwang.as(USER).postForm(export + "/cancel", Map.of()).status()).isEqualTo(302);

        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(page(export).select(".badge").text()).isEqualTo("已取消");
            assertThat(database.sql("select count(*) from shouwang.export_chunk").query(Long.class).single()).isZero();
        });
        assertThat(shouwang.as(USER).download(export + "/file").statusCode()).isEqualTo(409);
        assertThat(start("csv")).as("another one may begin").isNotEqualTo(export);
    }

    @Test
    void anExportWhoseNodeFellSilentIsWrittenByAnother() throws IOException {
        manyLimits();
        long id = running("2026-03-02T08:50:00");
        database.sql("insert into shouwang.export_chunk (export_id, run, position, bytes) values (?, 1, 0, 'half a file')").param(id).update();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() ->
                assertThat(page("/supervision/exports/" + id).select(".badge").text()).isEqualTo("已完成"));

        byte[] file = shouwang.as(USER).download("/supervision/exports/" + id + "/file").body();
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            assertThat(workbook.getFirstSheet().read()).hasSize(MANY + 1);
        }
    }

    /**
     * Adds an export that another node is writing.
     *
     * @param aliveAt the moment of that node's last sign of life
     */
    private long running(String aliveAt) {
        return database.sql("""
                        insert into shouwang.export (kind, filter, format, status, run, rows_done, rows_all, made_by, made_at, alive_at)
                        values ('LIMITS', ?, 'XLSX', 'RUNNING', 1, 2500, 6000, ?, ?, ?) returning id
                        """)
                .params("{\"region\":\"" + VILLAGE + "\",\"state\":\"CANCELLED\"}", USER, Timestamp.from(clock.now()),
                        Timestamp.from(LocalDateTime.parse(aliveAt).toInstant(ZoneOffset.ofHours(8))))
                .query(Long.class).single();
    }

    private String start(String format) {
        Answer answer = shouwang.as(USER).postForm("/supervision/exports", Map.of("format", format, "state", "CANCELLED", "region", VILLAGE));
        assertThat(answer.status()).as(answer.text()).isEqualTo(302);
        return answer.location().replaceAll("^https?://[^/]+", "");
    }

    private Document page(String path) {
        Answer answer = shouwang.as(USER).get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Jsoup.parse(answer.text());
    }

    /** Adds many limits without cases to the table with one statement. */
    private void manyLimits() {
        database.sql("""
                        insert into shouwang.deadline (case_no, rule, village_code, township_code, county_code, start_on, due_on,
                            warn_at, cancelled_on)
                        select 'MANY-' || i, 'IDENTIFICATION_15D', :village, left(:village, 9), left(:village, 6), date '2026-01-01',
                            date '2026-01-16', timestamptz '2026-01-13 16:00Z', date '2026-01-10'
                        from generate_series(1, :many) i on conflict do nothing
                        """)
                .param("village", VILLAGE).param("many", MANY).update();
    }

    private String clue(String village, Person head, String foundOn) {
        Map<String, Object> clue = Payloads.clue(head, foundOn);
        clue.put("villageCode", village);
        Answer answer = shouwang.partner().startClue(clue);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.get("caseNo");
    }

    private static List<NamedCsvRecord> csv(HttpResponse<byte[]> file) {
        assertThat(file.statusCode()).isEqualTo(200);
        String text = new String(file.body(), StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF案件编号,户主");
        return CsvReader.builder().ofNamedCsvRecord(text.substring(1)).stream().toList();
    }

    private String lastAct() {
        return database.sql("select user_id || ' ' || subject || ' ' || detail from shouwang.act where kind = 'EXPORT' order by id desc limit 1")
                .query(String.class).single();
    }
}
