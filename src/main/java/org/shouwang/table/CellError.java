package org.shouwang.table;

import org.shouwang.shared.FieldError;

/**
 * What is wrong in a row of a table.
 *
 * @param row     its place in the file, the first row being 1
 * @param column  the name of the column as it stands in the file, or its letter such as {@code 第K列} where it has none
 * @param message what is expected, in Chinese
 */
public record CellError(long row, String column, String message) {

    /**
     * @return the same as an error of an input
     */
    public FieldError asFieldError() {
        return FieldError.ofCell(row, column, message);
    }
}
