package org.shouwang.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The header of a sheet: the row near the top that names the most known columns. If a header has two rows, the names in the
 * row
 * above belong to it.
 */
final class Header {

    private static final int SEARCHED = 50;

    private final Sheet sheet;
    private final boolean content;
    private final RawRow row;
    private final long firstRow;
    private final SortedMap<Integer, String> names;
    private final SortedMap<Integer, TableColumn> columns = new TreeMap<>();
    private final boolean below;
    private final boolean data;
    private final boolean keys;

    private Header(Sheet sheet, List<RawRow> rows, int place, Map<String, TableColumn> known) {
        this.sheet = sheet;
        this.content = !rows.isEmpty();
        this.keys = Table.isInKeys(rows.stream().flatMap(each -> each.cells().values().stream()).map(Cell::text));
        this.row = place < 0 ? null : rows.get(place);
        this.names = place < 0 ? new TreeMap<>() : names(sheet, rows, place, known);
        boolean two = place > 0 && names.size() > row.cells().size();
        this.firstRow = row == null ? 0 : two ? rows.get(place - 1).number() : row.number();
        names.forEach((column, name) -> {
            if (known.containsKey(HeaderNames.normal(name))) {
                columns.put(column, known.get(HeaderNames.normal(name)));
            }
        });
        this.below = row != null && place + 1 < rows.size();
        this.data = row != null && rows.subList(place + 1, rows.size()).stream().anyMatch(each -> NotData.why(each, this) == null);
    }

    static Header of(Sheet sheet, Map<String, TableColumn> known) {
        List<RawRow> rows = new ArrayList<>();
        sheet.read(row -> {
            rows.add(row);
            return rows.size() <= SEARCHED;
        });
        int best = -1;
        long most = 0;
        for (int place = 0; place < rows.size(); place++) {
            long matches = names(sheet, rows, place, known).values().stream()
                    .map(name -> known.get(HeaderNames.normal(name))).filter(column -> column != null).distinct().count();
            if (matches > most) {
                best = place;
                most = matches;
            }
        }
        if (most == 1) {
            best = isOne(rows.get(best), known) ? best : -1;
        }
        return new Header(sheet, rows, best, known);
    }

    /**
     * Tells whether a row with a single known name is a header. A title may contain such a name, so the column has to be
     * required, or the name to stand alone.
     */
    private static boolean isOne(RawRow row, Map<String, TableColumn> known) {
        return row.cells().values().stream().map(cell -> known.get(HeaderNames.normal(cell.text())))
                .anyMatch(column -> column != null && (column.required() || column.identifying() || row.cells().size() == 1));
    }

    private static SortedMap<Integer, String> names(Sheet sheet, List<RawRow> rows, int place, Map<String, TableColumn> known) {
        RawRow row = rows.get(place);
        SortedMap<Integer, String> names = new TreeMap<>();
        row.cells().forEach((column, cell) -> names.put(column, cell.text()));
        RawRow above = place == 0 ? null : rows.get(place - 1);
        if (above == null || above.number() != row.number() - 1) {
            return names;
        }
        above.cells().forEach((column, cell) -> {
            boolean merged = sheet.merges().topRow(row.number(), column) == above.number();
            if (!row.cells().containsKey(column) && (merged || known.containsKey(HeaderNames.normal(cell.text())))) {
                names.put(column, cell.text());
            }
        });
        return names;
    }

    Sheet sheet() {
        return sheet;
    }

    boolean hasContent() {
        return content;
    }

    /** Tells whether the sheet names its columns by keys, as files made by programs do: nothing near the top is Chinese. */
    boolean isInKeys() {
        return keys;
    }

    boolean isFound() {
        return row != null;
    }

    /** Tells whether a row of data follows the header. */
    boolean hasData() {
        return data;
    }

    /** Tells whether any filled row follows the header, be it data or not. */
    boolean hasRowsBelow() {
        return below;
    }

    /** Returns the place of the header's last row in the file. */
    long row() {
        return row.number();
    }

    long firstRow() {
        return firstRow;
    }

    int width() {
        return row.width();
    }

    /** Tells whether a column of the header holds amounts of money. */
    boolean hasMoney() {
        return columns.values().stream().anyMatch(TableColumn::isMoney);
    }

    /**
     * Tells whether columns of money stand below a cell of the row above. That cell reaches as far as the next filled cell of
     * its row.
     */
    boolean isMoneyBelow(RawRow above, int place) {
        SortedMap<Integer, Cell> next = above.cells().tailMap(place + 1);
        SortedMap<Integer, TableColumn> below = next.isEmpty() ? columns.tailMap(place) : columns.subMap(place, next.firstKey());
        return below.values().stream().anyMatch(TableColumn::isMoney);
    }

    /** Returns every name in the header by its column's place. */
    SortedMap<Integer, String> names() {
        return names;
    }

    /** Returns the known columns by their places. */
    SortedMap<Integer, TableColumn> columns() {
        return columns;
    }
}
