package org.shouwang.table;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The merged cells of a sheet. Rows count from 1, columns from 0. */
final class Merges {

    static final int MAX = 100_000;

    private record Range(long firstRow, long lastRow, int firstColumn, int lastColumn) {
    }

    private final Map<Integer, NavigableMap<Long, Range>> byFirstColumn = new HashMap<>();
    private int size;

    void add(long firstRow, long lastRow, int firstColumn, int lastColumn) {
        if (++size > MAX) {
            throw TableFiles.refused("合并的单元格过多");
        }
        byFirstColumn.computeIfAbsent(firstColumn, column -> new TreeMap<>())
                .put(firstRow, new Range(firstRow, lastRow, firstColumn, lastColumn));
    }

    /**
     * Returns the row that holds the value of a cell: the top row if the cell is the lower part of merged cells, else its own
     * row.
     */
    long topRow(long row, int column) {
        Range range = at(row, column);
        return range == null ? row : range.firstRow();
    }

    /** Tells whether a cell reaches over several columns. */
    boolean isWide(long row, int column) {
        Range range = at(row, column);
        return range != null && range.lastColumn() > range.firstColumn();
    }

    /** Returns the last column over which a cell reaches. */
    int lastColumn(long row, int column) {
        Range range = at(row, column);
        return range == null ? column : range.lastColumn();
    }

    private Range at(long row, int column) {
        NavigableMap<Long, Range> ranges = byFirstColumn.get(column);
        Map.Entry<Long, Range> before = ranges == null ? null : ranges.floorEntry(row);
        return before == null || before.getValue().lastRow() < row ? null : before.getValue();
    }
}
