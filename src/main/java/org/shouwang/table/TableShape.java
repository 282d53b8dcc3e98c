package org.shouwang.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a table is expected to be.
 *
 * @param columns the columns it may have, each with another key
 * @param maxRows how many rows of data it may have
 * @param maxText how many characters a cell may have in which data are expected
 */
public record TableShape(List<TableColumn> columns, int maxRows, int maxText) {

    Map<String, TableColumn> byName() {
        Map<String, TableColumn> byName = new HashMap<>();
        columns.forEach(column -> column.names().forEach(name -> byName.put(name, column)));
        return byName;
    }
}
