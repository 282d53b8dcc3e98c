package org.shouwang.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.shouwang.shared.Decimals;

/**
 * Writes a table row by row, without holding it in memory. A cell is a text, a whole number, a decimal number, a day or null.
 * Texts are protected from being taken for formulas. A sheet is made for the screen and for the printer: columns as wide as
 * what stands in them, borders, the head on every page, landscape on A4 with the table's name above and the page's number below.
 */
public final class TableWriter implements AutoCloseable {

    private static final int ROWS_OF_A_SHEET = 1_000_000;
    private static final int ROWS_IN_MEMORY = 500;
    /** The narrowest and the widest column, in characters; what is longer is wrapped. */
    private static final int NARROWEST = 8;
    private static final int WIDEST = 42;
    private static final int SPARE = 2;
    private static final String AMOUNT = "#,##0.00";
    private static final String FONT = "宋体";
    private static final int HEADER_POINTS = 14;
    private static final int FOOTER_POINTS = 9;
    private static final String TOP = "top";
    private static final String HEAD_COLOUR = "E6F1EF";
    private static final String DAY = "yyyy-mm-dd";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String name;
    private final List<String> header;
    private final CsvWriter csv;
    private final Workbook workbook;
    private Worksheet sheet;
    private int sheets;
    private int row;
    private int[] widths;
    private Map<String, String> about = Map.of();

    /**
     * @param format the file's format
     * @param target the stream to which the file is written; the caller closes it after this writer
     * @param name   the table's name
     * @param header the names of the columns
     * @throws IOException if the stream cannot be written
     */
    public TableWriter(TableFormat format, OutputStream target, String name, List<String> header) throws IOException {
        this.name = name;
        this.header = header;
        if (format == TableFormat.CSV) {
            OutputStreamWriter writer = new OutputStreamWriter(target, StandardCharsets.UTF_8);
            writer.write(BYTE_ORDER_MARK);
            csv = CsvWriter.builder().build(writer);
            csv.writeRecord(header);
            workbook = null;
        } else {
            csv = null;
            workbook = new Workbook(target, "Shouwang", null);
            addSheet();
        }
    }

    /**
     * Writes the next row.
     *
     * @param cells the row's cells: {@code String}, {@code Long}, {@code BigDecimal}, {@code LocalDate} or null
     * @throws IOException              if the stream cannot be written
     * @throws IllegalArgumentException if a cell is of another type
     */
    public void add(List<?> cells) throws IOException {
        if (csv != null) {
            csv.writeRecord(cells.stream().map(TableWriter::text).toList());
            return;
        }
        if (row > ROWS_OF_A_SHEET) {
            finishSheet();
            addSheet();
        }
        sheet.range(row, 0, row, header.size() - 1).style().borderStyle(BorderStyle.THIN).wrapText(true).verticalAlignment(TOP).set();
        for (int column = 0; column < cells.size(); column++) {
            put(column, cells.get(column));
        }
        row++;
        if (row % ROWS_IN_MEMORY == 0) {
            setWidths();
            sheet.flush();
        }
    }

    /**
     * Says what the table shows, on a sheet of its own behind the rows, so that the first line of the table stays its head. A CSV file
     * has no such sheet.
     *
     * @param lines texts by their names, in order
     */
    public void explain(Map<String, String> lines) {
        about = lines;
    }

    private void addAbout() throws IOException {
        sheet = workbook.newWorksheet("说明");
        int line = 0;
        for (Map.Entry<String, String> each : about.entrySet()) {
            sheet.inlineString(line, 0, text(each.getKey()));
            sheet.inlineString(line, 1, text(each.getValue()));
            sheet.style(line, 0).bold().set();
            sheet.style(line, 1).wrapText(true).set();
            line++;
        }
        sheet.width(0, WIDEST / 2);
        sheet.width(1, 2 * WIDEST);
        sheet.finish();
    }

    /** Sets the widths of the columns, which stand before the rows in the file; so the first rows decide about them. */
    private void setWidths() {
        if (row > ROWS_IN_MEMORY) {
            return;
        }
        for (int column = 0; column < widths.length; column++) {
            sheet.width(column, Math.min(WIDEST, Math.max(NARROWEST, widths[column] + SPARE)));
        }
    }

    private void finishSheet() throws IOException {
        setWidths();
        sheet.finish();
    }

    private void measure(int column, String text) {
        if (column < widths.length) {
            widths[column] = Math.max(widths[column], text.codePoints().map(each -> Character.isIdeographic(each) || each > '\u2E7F' ? 2 : 1).sum());
        }
    }

    private void put(int column, Object cell) {
        if (cell instanceof LocalDate day) {
            sheet.value(row, column, day);
            sheet.style(row, column).format(DAY).set();
        } else if (cell instanceof Long number) {
            sheet.value(row, column, number);
        } else if (cell instanceof BigDecimal number) {
            sheet.value(row, column, number);
            sheet.style(row, column).format(AMOUNT).set();
        } else if (cell != null) {
            sheet.inlineString(row, column, text(cell));
        }
        measure(column, cell == null ? "" : text(cell));
    }

    private static String text(Object cell) {
        if (cell instanceof String text) {
            return CellTexts.safe(text);
        }
        if (cell instanceof BigDecimal number) {
            return Decimals.plain(number);
        }
        if (cell == null || cell instanceof Long || cell instanceof LocalDate) {
            return Objects.toString(cell, "");
        }
        throw new IllegalArgumentException("No cell holds a " + cell.getClass());
    }

    private void addSheet() {
        sheets++;
        sheet = workbook.newWorksheet(sheets == 1 ? name : name + sheets);
        sheet.freezePane(0, 1);
        sheet.pageOrientation("landscape");
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.repeatRows(0);
        sheet.header(name, Position.CENTER, FONT, HEADER_POINTS);
        sheet.footer("第&P页，共&N页", Position.CENTER, FONT, FOOTER_POINTS);
        widths = new int[header.size()];
        for (int column = 0; column < header.size(); column++) {
            sheet.inlineString(0, column, header.get(column));
            measure(column, header.get(column));
        }
        sheet.range(0, 0, 0, header.size() - 1).style().bold().fillColor(HEAD_COLOUR).borderStyle(BorderStyle.THIN).wrapText(true).set();
        row = 1;
    }

    @Override
    public void close() throws IOException {
        if (csv != null) {
            csv.flush();
        } else {
            finishSheet();
            if (!about.isEmpty()) {
                addAbout();
            }
            workbook.finish();
        }
    }
}
