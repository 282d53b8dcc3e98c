package org.shouwang.dualassignment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.shouwang.shared.CsvUploads;
import org.shouwang.shared.InvalidInputException;

/** Reads the tables of annex 1 and annex 2, xlsx or csv, into rows of texts by the name of their column. */
final class ProblemFile {

    static final String TITLE = "具体问题";
    static final String FINDING = "对照排查发现具体问题描述";

    private static final String FILE = "file";
    private static final String LABEL = "文件";
    private static final int MOST_ROWS = 2_000;
    /** The first day of Excel's calendar, with its mistake of 1900 counted in. */
    private static final LocalDate EXCEL_DAY_0 = LocalDate.of(1899, 12, 30);
    private static final List<String> REQUIRED = List.of("方面", TITLE, "问题表现", "整改时限", "责任单位");

    private ProblemFile() {
    }

    /**
     * A row of the file.
     *
     * @param line  its line, the header being 1
     * @param cells its texts by column, without surrounding blanks
     */
    record Line(long line, Map<String, String> cells) {

        String text(String column) {
            return cells.getOrDefault(column, "");
        }
    }

    /**
     * @param file a file, or null for none
     * @return its rows
     * @throws InvalidInputException if it is empty, cannot be read, or a column is missing
     */
    static List<Line> read(byte[] file) {
        if (file == null || file.length == 0) {
            throw new InvalidInputException(FILE, LABEL, "是空的，请选择要导入的文件");
        }
        List<Line> lines = file.length > 1 && file[0] == 'P' && file[1] == 'K' ? readXlsx(file) : readCsv(file);
        if (lines.isEmpty()) {
            throw new InvalidInputException(FILE, LABEL, "没有数据行，或者第一行不是表头");
        }
        List<String> missing = REQUIRED.stream().filter(column -> !lines.get(0).cells().containsKey(column)).toList();
        if (!missing.isEmpty()) {
            throw new InvalidInputException(FILE, LABEL, "缺少列：" + String.join("、", missing));
        }
        List<Line> filled = lines.stream().filter(line -> line.cells().values().stream().anyMatch(text -> !text.isEmpty())).toList();
        if (filled.isEmpty()) {
            throw new InvalidInputException(FILE, LABEL, "没有数据行");
        }
        return filled;
    }

    private static List<Line> readCsv(byte[] file) {
        List<Line> lines = new ArrayList<>();
        CsvUploads.read(file, record -> {
            Map<String, String> cells = new LinkedHashMap<>();
            for (int i = 0; i < record.getFieldCount(); i++) {
                cells.put(record.getHeader().get(i).strip(), plain(record.getField(i)));
            }
            lines.add(new Line(record.getStartingLineNumber(), cells));
            requireShort(lines);
            return true;
        });
        return lines;
    }

    private static List<Line> readXlsx(byte[] file) {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, false));
             Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            List<Line> lines = new ArrayList<>();
            List<String> header = new ArrayList<>();
            rows.forEach(row -> {
                if (header.isEmpty()) {
                    row.forEach(cell -> header.add(cell == null ? "" : plain(text(cell))));
                    return;
                }
                Map<String, String> cells = new LinkedHashMap<>();
                for (int i = 0; i < header.size(); i++) {
                    Optional<Cell> cell = i < row.getCellCount() ? Optional.ofNullable(row.getCell(i)) : Optional.empty();
                    cells.put(header.get(i), cell.map(each -> plain(text(each))).orElse(""));
                }
                lines.add(new Line(row.getRowNum(), cells));
                requireShort(lines);
            });
            return lines;
        } catch (InvalidInputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new InvalidInputException(FILE, LABEL, "不是可以读取的 xlsx 文件");
        }
    }

    private static void requireShort(List<Line> lines) {
        if (lines.size() > MOST_ROWS) {
            throw new InvalidInputException(FILE, LABEL, "一次最多" + MOST_ROWS + "行");
        }
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER) {
            BigDecimal number = cell.asNumber();
            boolean day = cell.getDataFormatString() != null && cell.getDataFormatString().toLowerCase(Locale.ROOT).contains("y");
            if (day) {
                LocalDateTime moment = cell.asDate();
                return moment == null ? EXCEL_DAY_0.plusDays(number.longValue()).toString() : moment.toLocalDate().toString();
            }
            return number.stripTrailingZeros().toPlainString();
        }
        return cell.getText();
    }

    /** What an export put in front so that no spreadsheet calculates it is taken away again. */
    private static String plain(String text) {
        String stripped = text == null ? "" : text.replace("\r\n", "\n").strip();
        return stripped.matches("(?s)'[=+\\-@＝＋－＠].*") ? stripped.substring(1) : stripped;
    }
}
