package org.shouwang.table;

import java.util.List;
import java.util.SortedMap;

/**
 * A row as the file has it.
 *
 * @param number its place in the file, the first row being 1
 * @param cells  those that are not blank, by their column, the first being 0
 * @param width  how many values a row of separated text has, blank ones too; 0 in a workbook
 * @param commasAt where in text separated by commas two values begin that look like one amount with a comma in it
 * @param isUnfinished whether the file of separated text ends in it without an end of line
 */
record RawRow(long number, SortedMap<Integer, Cell> cells, int width, List<Integer> commasAt, boolean isUnfinished) {

    static RawRow ofSheet(long number, SortedMap<Integer, Cell> cells) {
        return new RawRow(number, cells, 0, List.of(), false);
    }
}
