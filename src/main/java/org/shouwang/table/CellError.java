package org.shouwang.table;

import org.shouwang.shared.FieldError;

/**
 * A fault in a row of a table.
 *
 * @param row     the row's place in the file; the first row is 1
 * @param column  the column's name as it stands in the file, or its letter such as {@code 第K列} if it has no name
 * @param message a Chinese message that says what is expected
 */
public record CellError(long row, String column, String message) {

    /**
     * Turns the fault into an error of the request's input.
     */
    public FieldError asFieldError() {
        return FieldError.ofCell(row, column, message);
    }
}
