package org.shouwang.shared;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What is wrong with one field of an input, or with one cell of a file.
 *
 * @param field   the field's key as it is sent, for a list with its place, such as {@code members[2].idNumber}; for a cell
 *                {@code line} and its row
 * @param label   the field's name as people read it, or the key where it has none
 * @param message what is expected, in Chinese
 * @param row     the cell's row in the file, the first being 1; null for a field
 * @param column  the cell's column as it is named in the file; null for a field
 */
public record FieldError(String field, String label, String message, @JsonInclude(JsonInclude.Include.NON_NULL) Long row,
                         @JsonInclude(JsonInclude.Include.NON_NULL) String column) {

    /** As many errors as one answer names; whoever has more mends these first. */
    public static final int MOST = 50;

    /**
     * @param field   the field's key
     * @param label   its name as people read it
     * @param message what is expected, in Chinese
     */
    public FieldError(String field, String label, String message) {
        this(field, label, message, null, null);
    }

    /**
     * @param row     a row of a file, the first being 1
     * @param column  the column's name
     * @param message what is expected, in Chinese
     * @return what is wrong with that cell
     */
    public static FieldError ofCell(long row, String column, String message) {
        return new FieldError("line " + row, "第" + row + "行“" + column + "”", message, row, column);
    }
}
