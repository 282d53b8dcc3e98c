package org.shouwang.table;

import java.util.List;
import java.util.SortedMap;

/**
 * A row as it stands in the file.
 *
 * @param number the row's place in the file; the first row is 1
 * @param cells  the filled cells by the place of their column; the first column is 0
 * @param width  the number of values of a row of a csv file, blank ones included; 0 in a workbook
 * @param commasAt the columns of a csv file at which two values begin that look like one amount with a comma in it
 * @param isUnfinished whether the csv file ends in this row without an end of line
 */
record RawRow(long number, SortedMap<Integer, Cell> cells, int width, List<Integer> commasAt, boolean isUnfinished) {

    static RawRow ofSheet(long number, SortedMap<Integer, Cell> cells) {
        return new RawRow(number, cells, 0, List.of(), false);
    }
}
