package org.shouwang.table;

import java.util.List;
import java.util.Map;

/**
 * A table that was handed in.
 *
 * @param headers the names of its known columns as they stand in the file, in its order, by the columns' keys
 * @param rows    its rows of data in order; none is empty
 * @param leftOut what the file has besides
 * @param errors  what cannot be read, by row: error values, formulas without a result, values without a header; of very many the first
 * @param moreErrors how many more there are
 */
public record Table(Map<String, String> headers, List<TableRow> rows, List<LeftOut> leftOut, List<CellError> errors, int moreErrors) {

    /** So many errors are kept of one table; an answer names far fewer. */
    public static final int MOST_ERRORS = 10_000;

    /**
     * @param key a column's key
     * @return whether the file has this column
     */
    public boolean has(String key) {
        return headers.containsKey(key);
    }

    /**
     * @param column a column
     * @return its name as it stands in the file, its title if the file does not have it
     */
    public String header(TableColumn column) {
        return headers.getOrDefault(column.key(), column.title());
    }
}
