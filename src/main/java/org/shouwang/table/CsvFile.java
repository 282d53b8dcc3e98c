package org.shouwang.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldModifier;
import java.io.IOException;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.shouwang.shared.InvalidInputException;

/** A csv file. Its values are separated by commas, semicolons, tabs or bars; commas and semicolons may be full-width. */
final class CsvFile implements Sheet {

    private static final String NO_CSV = "不是有效的 CSV：引号不成对，或引号后还有内容";
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|', '，', '；');
    /** The number of rows that are looked at to find the separator. */
    private static final int SAMPLE = 30;

    private final String text;
    private final char separator;

    private CsvFile(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    static CsvFile of(String text, Map<String, TableColumn> known) {
        if (text.chars().filter(character -> character == '"').count() % 2 != 0) {
            throw TableFiles.refused(NO_CSV);
        }
        CsvFile best = null;
        long most = -1;
        for (char separator : SEPARATORS) {
            CsvFile file = new CsvFile(text, separator);
            long matches = file.mostMatches(known);
            if (matches > most) {
                most = matches;
                best = file;
            }
        }
        return best;
    }

    private long mostMatches(Map<String, TableColumn> known) {
        long[] found = {0, 0};
        try {
            read(row -> {
                long matches = row.cells().values().stream().filter(cell -> known.containsKey(HeaderNames.normal(cell.text()))).count();
                found[0] = Math.max(found[0], matches);
                return ++found[1] < SAMPLE;
            });
        } catch (InvalidInputException e) {
            // The file cannot be read with this separator; another one may fit.
            return 0;
        }
        return found[0];
    }

    @Override
    public String name() {
        return "";
    }

    @Override
    public boolean isHidden() {
        return false;
    }

    @Override
    public boolean isText() {
        return true;
    }

    @Override
    public Merges merges() {
        return new Merges();
    }

    @Override
    public void read(Predicate<RawRow> row) {
        BitSet quoted = new BitSet();
        FieldModifier noticing = new FieldModifier() {
            @Override
            public String modify(long line, int place, boolean isQuoted, String field) {
                quoted.set(place, isQuoted);
                return field;
            }
        };
        try (CsvReader<CsvRecord> reader = CsvReader.builder().fieldSeparator(separator).detectBomHeader(false)
                .acceptCharsAfterQuotes(false).build(CsvRecordHandler.of(handler -> handler.fieldModifier(noticing)), text)) {
            for (Iterator<CsvRecord> records = reader.iterator(); records.hasNext();) {
                CsvRecord record = records.next();
                // The reader reuses its record for the next row, so the places are noted now.
                List<Integer> commasAt = SplitAmounts.places(record.getFields(), separator, quoted);
                RawRow raw = raw(record, commasAt, !records.hasNext() && !text.endsWith("\n") && !text.endsWith("\r"));
                if (!raw.cells().isEmpty() && !row.test(raw)) {
                    return;
                }
            }
        } catch (CsvParseException | IOException e) {
            throw TableFiles.refused(NO_CSV);
        }
    }

    private static RawRow raw(CsvRecord record, List<Integer> commasAt, boolean unfinished) {
        if (record.getFieldCount() > TableFiles.MAX_COLUMNS) {
            throw TableFiles.refused("第" + record.getStartingLineNumber() + "行的列数超过" + TableFiles.MAX_COLUMNS + "列");
        }
        SortedMap<Integer, Cell> cells = new TreeMap<>();
        for (int column = 0; column < record.getFieldCount(); column++) {
            Cell cell = Cell.text(TableFiles.withinLimit(record.getField(column)));
            if (!cell.isBlank()) {
                cells.put(column, cell);
            }
        }
        return new RawRow(record.getStartingLineNumber(), cells, record.getFieldCount(), commasAt, unfinished);
    }
}
