package org.shouwang.table;

import java.util.Map;

/** A row of data. */
public final class TableRow {

    private final long number;
    private final Map<String, Integer> places;
    private final Cell[] cells;
    private final boolean faulty;

    TableRow(long number, Map<String, Integer> places, Cell[] cells, boolean faulty) {
        this.number = number;
        this.places = places;
        this.cells = cells;
        this.faulty = faulty;
    }

    /**
     * @return its place in the file, the first row being 1
     */
    public long number() {
        return number;
    }

    /**
     * @param key a column's key
     * @return what stands in it; the blank cell if the file has no such column
     */
    public Cell cell(String key) {
        Integer place = places.get(key);
        return place == null || cells[place] == null ? Cell.BLANK : cells[place];
    }

    /**
     * @param key a column's key
     * @return the text that stands in it, empty for none
     */
    public String text(String key) {
        return cell(key).text();
    }

    /**
     * @return whether {@link Table#errors()} has something about this row
     */
    public boolean isFaulty() {
        return faulty;
    }
}
