package org.shouwang.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;
import org.shouwang.table.CellError;

/** Tests which rows of a file make a household, and which cells may not be merged. */
class HouseholdRowsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);
    private static final List<String> HEADER = List.of("村代码", "姓名", "身份证号", "与户主关系", "健康状况", "劳动能力", "在校情况", "户编号", "工资性收入");
    private static final String V1 = "411081001001";
    private static final String V2 = "411081001002";

    @Test
    void theVillageMayStandInTheRowOfTheHeadOnly() {
        HouseholdFile file = read(List.of(row(V1, "户主", "1", "24000"), row("", "配偶", "1", ""), row(V2, "户主", "1", "1000"), row("", "配偶", "1", ""),
                row(V1, "父亲", "1", "")));

        assertThat(file.errors()).isEmpty();
        assertThat(file.households()).extracting(household -> household.people().size()).containsExactly(3, 2);
        assertThat(file.households()).extracting(HouseholdFile.Draft::village).containsExactly(V1, V2);
    }

    @Test
    void aNumberOfTwoVillagesFarFromBothIsNobodysAndNeitherHouseholdComesInWithoutIt() {
        HouseholdFile file = read(List.of(row(V1, "户主", "1", "1"), row(V2, "户主", "1", "1"), row(V2, "户主", "2", "1"), row("", "配偶", "1", "")));

        assertThat(file.households()).extracting(HouseholdFile.Draft::isFaulty).containsExactly(true, true, false);
        assertThat(file.errors()).extracting(CellError::column).containsOnly("户编号");
        assertThat(file.errors()).extracting(CellError::message).allMatch(message -> message.contains("第5行没有写明是哪个村的"));
    }

    @Test
    void anAmountMergedOverTwoHouseholdsIsNobodysAndWithinOneItIsThatHouseholds() {
        List<List<String>> rows = List.of(row(V1, "户主", "1", "24000"), row("", "配偶", "1", ""), row(V1, "户主", "2", ""), row(V1, "户主", "3", "5"));

        HouseholdFile within = read(rows, new CellRangeAddress(1, 2, 8, 8));
        assertThat(within.errors()).isEmpty();

        HouseholdFile across = read(rows, new CellRangeAddress(1, 3, 8, 8));
        assertThat(across.households()).extracting(HouseholdFile.Draft::isFaulty).containsExactly(true, true, false);
        assertThat(across.errors()).extracting(CellError::column).containsOnly("工资性收入");
        assertThat(across.errors()).extracting(CellError::message).allMatch(message -> message.contains("取消合并"));
    }

    @Test
    void aNameMergedOverTwoPeopleIsNeithersName() {
        HouseholdFile file = read(List.of(row(V1, "户主", "1", "1"), row("", "配偶", "1", "")), new CellRangeAddress(1, 2, 1, 1));

        assertThat(file.errors()).extracting(CellError::row).containsExactly(2L, 3L);
        assertThat(file.errors()).extracting(CellError::column).containsOnly("姓名");
    }

    @Test
    void ofSeveralStatesOfHealthTheOneThatWeighsMostIsKeptAndSaid() {
        assertThat(NationalWords.health("长期慢性病,残疾")).contains(Health.DISABLED);
        assertThat(NationalWords.health("长期慢性病、残疾")).contains(Health.DISABLED);
        assertThat(NationalWords.health("残疾，患有大病")).contains(Health.SEVERE);
        assertThat(NationalWords.health("一级残疾")).contains(Health.DISABLED);
        assertThat(NationalWords.health("视力残疾二级")).contains(Health.DISABLED);
        assertThat(NationalWords.health("健康,残疾")).isEmpty();
        assertThat(NationalWords.health("残疾,别的")).isEmpty();

        List<String> row = new ArrayList<>(row(V1, "户主", "1", "1"));
        row.set(4, "长期慢性病、残疾");
        HouseholdFile file = read(List.of(row));

        assertThat(file.errors()).isEmpty();
        assertThat(file.leftOut()).singleElement().satisfies(each -> assertThat(each.why()).contains("记为“残疾”"));
    }

    @Test
    void whetherAGrownUpIsAtSchoolNeedNotBeFilledInButOfAChildItHasToBeSaid() {
        List<String> head = new ArrayList<>(row(V1, "户主", "1", "1"));
        head.set(2, TestPeople.somebodyBorn(TODAY.minusYears(18)).idNumber());
        head.set(6, "");
        List<String> child = new ArrayList<>(row("", "之子", "1", ""));
        child.set(2, TestPeople.somebodyBorn(TODAY.minusYears(18).plusDays(1)).idNumber());
        child.set(6, "");

        HouseholdFile file = read(List.of(head, child));

        assertThat(file.errors()).extracting(CellError::row).containsExactly(3L);
        assertThat(file.errors()).extracting(CellError::column).containsExactly("在校情况");
        assertThat(file.households().get(0).people().get(0).schooling()).isEqualTo(Schooling.NONE);
    }

    private static List<String> row(String village, String relation, String number, String wages) {
        Person person = TestPeople.somebody();
        return List.of(village, person.name(), person.idNumber(), relation, "健康", "有劳动能力", "非在校", number, wages);
    }

    private static HouseholdFile read(List<List<String>> rows) {
        StringBuilder csv = new StringBuilder(String.join(",", HEADER)).append('\n');
        rows.forEach(row -> csv.append(String.join(",", row)).append('\n'));
        return HouseholdFile.read(csv.toString().getBytes(StandardCharsets.UTF_8), TODAY, 1_000);
    }

    private static HouseholdFile read(List<List<String>> rows, CellRangeAddress merged) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            Sheet sheet = workbook.createSheet("表");
            fill(sheet.createRow(0), HEADER);
            IntStream.range(0, rows.size()).forEach(index -> fill(sheet.createRow(index + 1), rows.get(index)));
            // A spreadsheet keeps only the first value of merged cells.
            IntStream.rangeClosed(merged.getFirstRow() + 1, merged.getLastRow()).forEach(row ->
                    sheet.getRow(row).createCell(merged.getFirstColumn()).setBlank());
            sheet.addMergedRegion(merged);
            workbook.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HouseholdFile.read(bytes.toByteArray(), TODAY, 1_000);
    }

    private static void fill(Row row, List<String> texts) {
        IntStream.range(0, texts.size()).filter(place -> !texts.get(place).isEmpty()).forEach(place ->
                row.createCell(place).setCellValue(texts.get(place)));
    }
}
