package org.shouwang.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.TrialFiles;

/** Tests that days are read as people write them, and are never guessed. */
class DaysTest {

    private static final LocalDate START = LocalDate.of(2026, 6, 1);

    @Test
    void theFortyThreeWritingsOfTheTrialFileAreLimits() {
        TableColumn limit = new TableColumn("limit", "整改时限", List.of(), true, false);
        TableColumn title = new TableColumn("title", "具体问题", List.of(), true, true);

        Table table = Tables.read(TrialFiles.bytes("a6-date-forms.xlsx"), new TableShape(List.of(limit, title), 100, 200));

        String read = table.rows().stream().map(row -> row.number() + ":" + Days.limit(row.cell("limit"), START)
                .map(LocalDate::toString).orElse("-")).collect(Collectors.joining(" "));
        String first = "2:2026-12-20 ";
        String fifths = Arrays.stream(new int[] {3, 4, 5, 6, 7, 8, 9, 10}).mapToObj(row -> row + ":2026-12-05 ").collect(Collectors.joining());
        String months = "11:2026-12-31 12:2026-12-31 13:2026-12-31 ";
        String twentieths = Arrays.stream(new int[] {14, 15, 16, 17, 18, 19, 20, 21}).mapToObj(row -> row + ":2026-12-20 ")
                .collect(Collectors.joining());
        String others = "22:2026-12-31 23:- 24:- 25:2026-12-31 ";
        String rest = Arrays.stream(new int[] {26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43})
                .mapToObj(row -> row + ":2026-12-20 ").collect(Collectors.joining());
        assertThat(read).isEqualTo(first + fifths + months + twentieths + others + rest + "44:2026-12-31");
    }

    @ParameterizedTest
    @CsvSource({"7月20日前取得阶段性成效，2026-07-20", "5月31日前，2027-05-31", "2月29日，2028-02-29", "6月1日，2026-06-01",
            "2026年7月1日至9月30日，2026-09-30", "7月20日-8月10日，2026-08-10", "6月底前完成，2026-06-30", "9月中旬，2026-09-20",
            "三季度，2026-09-30", "2026年上半年，2026-06-30", "年底前，2026-12-31", "2026年底，2026-12-31", "立即整改，7月20日前完成，2026-07-20",
            "12月至次年1月，2027-01-31", "十二月二十日前，2026-12-20", "2026年12月20日（星期日），2026-12-20", "2026-12-19T16:00:00Z，2026-12-20",
            "七月二十，2026-07-20", "2026年七月二十，2026-07-20", "七月廿日前，2026-07-20", "七月三十一，2026-07-31", "7月1日～20日，2026-07-20",
            "7月1日——20日，2026-07-20", "7月1至20日，2026-07-20", "2026.7.1-7.20，2026-07-20", "2026年11月至次年3月，2027-03-31", "11月至次年3月，2027-03-31",
            "明年6月底，2027-06-30", "次年3月，2027-03-31", "明年底前，2027-12-31", "今年9月底前，2026-09-30", "延期至8月31日，2026-08-31", "7.20前，2026-07-20",
            "7.1-7.20，2026-07-20", "11.30，2026-11-30", "2026、7、20，2026-07-20", "6-9月，2026-09-30", "2026年6-9月，2026-09-30", "7月20日10时前，2026-07-20",
            "12月20日到位，2026-12-20", "7月1日起至20日，2026-07-20"})
    void aLimitMayBeInWords(String line) {
        int comma = line.lastIndexOf('，');

        assertThat(Days.limit(Cell.text(line.substring(0, comma)), START)).contains(LocalDate.parse(line.substring(comma + 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "2月30日", "2023年2月29日", "2026年13月", "持续推进", "即知即改", "两年内", "2年内", "半年内", "3个月内",
            "第2批", "2026.13.1", "20261340", "4110811969", "100%",
            "农历七月二十", "腊月二十前", "七月初十", "7月初", "七月一周内", "12/10/26", "7-9-26", "7.1-20", "去年", "去年12月底", "每年底",
            "原定7月20日，延至9月30日", "7月20日前（延期至8月31日）", "已于2026年3月1日完成", "7月1日起长期坚持", "7月20日-10日", "7.2", "7月20日到3户"})
    void whatIsNoDayIsNone(String text) {
        assertThat(Days.limit(Cell.text(text), START)).isEmpty();
        assertThat(Days.exact(Cell.text(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021-05-06", "2021/5/6", "2021.5.6", "2021年5月6日", "20210506", "２０２１－５－６", "'2021-05-06", "2021-05-06 08:30",
            "二〇二一年五月六日", " 2021 年 5 月 6 日 ", "06-5月-21", "6-5月-2021", "2021/05/06 上午 10:00:00", "2021-05-06 10时", "2021年5月6日10时30分", "2021、5、6",
            "2021-05-06T08:30:00"})
    void anExactDayHasManyWritings(String text) {
        assertThat(Days.exact(Cell.text(text))).contains(LocalDate.of(2021, 5, 6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"21-5-6", "5/6/2021", "2021年5月", "2021.5", "5月6日", "2021-05-06前", "今天", "", "2021"})
    void anExactDayIsNotGuessed(String text) {
        assertThat(Days.exact(Cell.text(text))).isEmpty();
    }

    @Test
    void aNumberIsADayOnlyIfASpreadsheetCountsItSo() {
        assertThat(Days.exact(new Cell(Cell.Kind.NUMBER, "46376", false))).contains(LocalDate.of(2026, 12, 20));
        assertThat(Days.exact(new Cell(Cell.Kind.NUMBER, "12", false))).isEmpty();
        assertThat(Days.limit(new Cell(Cell.Kind.NUMBER, "2026.1", false), START)).as("January, or October without its 0").isEmpty();
    }
}
