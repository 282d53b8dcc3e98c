package org.shouwang.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.shouwang.shared.Decimals;

/**
 * Writes a table row by row, without holding it in memory. A cell is a text, a whole number, a decimal number, a day or null.
 * Texts are protected from being taken for formulas.
 */
public final class TableWriter implements AutoCloseable {

    private static final int ROWS_OF_A_SHEET = 1_000_000;
    private static final int ROWS_IN_MEMORY = 500;
    private static final double WIDTH = 16;
    private static final String DAY = "yyyy-mm-dd";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String name;
    private final List<String> header;
    private final CsvWriter csv;
    private final Workbook workbook;
    private Worksheet sheet;
    private int sheets;
    private int row;

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
            sheet.finish();
            addSheet();
        }
        for (int column = 0; column < cells.size(); column++) {
            put(column, cells.get(column));
        }
        row++;
        if (row % ROWS_IN_MEMORY == 0) {
            sheet.flush();
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
        } else if (cell != null) {
            sheet.inlineString(row, column, text(cell));
        }
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
        for (int column = 0; column < header.size(); column++) {
            sheet.width(column, WIDTH);
            sheet.inlineString(0, column, header.get(column));
            sheet.style(0, column).bold().set();
        }
        row = 1;
    }

    @Override
    public void close() throws IOException {
        if (csv != null) {
            csv.flush();
        } else {
            workbook.finish();
        }
    }
}
