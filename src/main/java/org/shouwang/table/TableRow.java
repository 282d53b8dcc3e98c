package org.shouwang.table;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashMap;
import java.util.Map;

/** A row of data of a table. */
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

    @JsonCreator
    static TableRow of(@JsonProperty("number") long number, @JsonProperty("cells") Map<String, Cell> cells, @JsonProperty("faulty") boolean faulty) {
        Map<String, Integer> places = new HashMap<>();
        cells.keySet().forEach(key -> places.put(key, places.size()));
        Cell[] inOrder = new Cell[places.size()];
        places.forEach((key, place) -> inOrder[place] = cells.get(key));
        return new TableRow(number, places, inOrder, faulty);
    }

    /** Returns the filled cells by the keys of their columns. */
    @JsonProperty
    Map<String, Cell> cells() {
        Map<String, Cell> filled = new HashMap<>();
        places.keySet().stream().filter(key -> !cell(key).isBlank()).forEach(key -> filled.put(key, cell(key)));
        return filled;
    }

    /**
     * @return the row's place in the file; the first row is 1
     */
    @JsonProperty
    public long number() {
        return number;
    }

    /**
     * @param key a column's key
     * @return the row's cell in this column; the blank cell if the file has no such column
     */
    public Cell cell(String key) {
        Integer place = places.get(key);
        return place == null || cells[place] == null ? Cell.BLANK : cells[place];
    }

    /**
     * @param key a column's key
     * @return the text of the row's cell in this column; empty if there is none
     */
    public String text(String key) {
        return cell(key).text();
    }

    /**
     * @return whether {@link Table#errors()} names this row
     */
    public boolean isFaulty() {
        return faulty;
    }
}
