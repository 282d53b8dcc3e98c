package org.shouwang.shared;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An error in one field of an input, or in one cell of a file.
 *
 * @param field   the field's key as it is sent, in a list with its place, such as {@code members[2].idNumber}; {@code line}
 *     and the row's number for a cell
 * @param label   the field's Chinese name, or the key if there is no name
 * @param message a Chinese message that says what is expected
 * @param row     the cell's row in the file; the first row is 1; null for a field
 * @param column  the name of the cell's column in the file; null for a field
 */
public record FieldError(String field, String label, String message, @JsonInclude(JsonInclude.Include.NON_NULL) Long row,
                         @JsonInclude(JsonInclude.Include.NON_NULL) String column) {

    /** The most errors that one answer names; whoever has more corrects these first. */
    public static final int MOST = 50;

    public FieldError {
        // Pages and messages put their own colon between a field's name and what is wrong.
        message = message != null && message.startsWith("：") ? message.substring(1) : message;
    }

    /**
     * Makes an error in a field.
     *
     * @param field   the field's key
     * @param label   the field's Chinese name
     * @param message a Chinese message that says what is expected
     */
    public FieldError(String field, String label, String message) {
        this(field, label, message, null, null);
    }

    /**
     * Makes an error in a cell.
     *
     * @param row     the cell's row in the file; the first row is 1
     * @param column  the name of the cell's column
     * @param message a Chinese message that says what is expected
     */
    public static FieldError ofCell(long row, String column, String message) {
        return new FieldError("line " + row, "第" + row + "行“" + column + "”", message, row, column);
    }
}
