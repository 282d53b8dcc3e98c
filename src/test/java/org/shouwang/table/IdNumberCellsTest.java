package org.shouwang.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.shouwang.shared.IdNumber;

/** Tests that identity numbers which lost their last digits are refused, even if the changed number is valid by chance. */
class IdNumberCellsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);
    private static final TableShape SHAPE = new TableShape(List.of(new TableColumn("idNumber", "身份证号", List.of(), true, true)), 5_000, 200);

    @Test
    void severalValidNumbersThatEndIn000AreRefusedAsCutInAListOfUsualLength() {
        assertThat(problems(2, 19)).hasSize(2).allSatisfy(problem -> assertThat(problem).contains("000"));
        assertThat(problems(3, 40)).hasSize(3);
        assertThat(problems(5, 50)).hasSize(5);
    }

    @Test
    void asManyAsChanceBringsInALongListAreGood() {
        assertThat(problems(1, 20)).isEmpty();
        assertThat(problems(2, 2_000)).isEmpty();
    }

    /**
     * A number in a cell of numbers has lost its last digits. It is refused even if it is valid by chance and the only number
     * of the list that ends so.
     */
    @Test
    void aSingleNumberInACellOfNumbersIsRefusedHoweverValidItLooks() throws IOException {
        String valid = numbers("000", 1).findFirst().orElseThrow();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            Sheet sheet = workbook.createSheet();
            sheet.createRow(0).createCell(0).setCellValue("身份证号");
            sheet.createRow(1).createCell(0).setCellValue(Double.parseDouble(valid));
            List<String> others = numbers("", 30).toList();
            IntStream.range(0, others.size()).forEach(i -> sheet.createRow(i + 2).createCell(0).setCellValue(others.get(i)));
            workbook.write(bytes);
        }
        Table table = Tables.read(bytes.toByteArray(), SHAPE);
        IdNumberCells cells = IdNumberCells.of(table, "idNumber");

        assertThat(IdNumber.isValid(table.rows().get(0).text("idNumber"), TODAY)).isTrue();
        assertThat(cells.problem(table.rows().get(0), TODAY)).contains("数字格式");
        assertThat(table.rows().stream().skip(1)).allMatch(row -> cells.problem(row, TODAY) == null);
    }

    private static List<String> problems(int cut, int others) {
        String file = Stream.concat(Stream.of("身份证号"), Stream.concat(numbers("000", cut), numbers("", others))).collect(Collectors.joining("\n"));
        Table table = Tables.read(file.getBytes(UTF_8), SHAPE);
        IdNumberCells cells = IdNumberCells.of(table, "idNumber");
        return table.rows().stream().map(row -> cells.problem(row, TODAY)).filter(problem -> problem != null).toList();
    }

    private static Stream<String> numbers(String end, int count) {
        return IntStream.range(0, 25_000).mapToObj(day -> LocalDate.of(1950, 1, 1).plusDays(day).toString().replace("-", ""))
                .map(day -> "411081" + day).flatMap(beginning -> IntStream.range(0, 10)
                        .mapToObj(digit -> beginning + (end.isEmpty() ? "12" : "") + digit + end).flatMap(IdNumberCellsTest::complete))
                .limit(count);
    }

    private static Stream<String> complete(String number) {
        return (number.length() == 18 ? Stream.of(number) : IntStream.range(0, 10).mapToObj(check -> number + check))
                .filter(whole -> IdNumber.isValid(whole, TODAY));
    }
}
