package org.shouwang.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shape that a table is expected to have.
 *
 * @param columns the columns that the table may have; their keys differ
 * @param maxRows the most rows of data
 * @param maxText the most characters of a cell of data
 */
public record TableShape(List<TableColumn> columns, int maxRows, int maxText) {

    Map<String, TableColumn> byName() {
        Map<String, TableColumn> byName = new HashMap<>();
        columns.forEach(column -> column.names().forEach(name -> byName.put(name, column)));
        return byName;
    }
}
