package org.shouwang.table;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A part of a file that was not taken as data. Exactly one of row, column and sheet is set and says which part it is.
 *
 * @param row    the row's place in the file, the first row being 1, or null
 * @param column the column's name as it stands in the file, or null
 * @param sheet  the sheet's name, or null
 * @param why    the reason in Chinese
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeftOut(Long row, String column, String sheet, String why) {

    static final String HEADER_AGAIN = "是重复的表头";
    static final String NUMBERING = "是列号行";

    /**
     * Tells whether this row lies between two others and may begin another part of the table, which a repeated header and a
     * row of column numbers do not.
     *
     * @param after  the row above
     * @param before the row below
     */
    public boolean parts(long after, long before) {
        return row != null && row > after && row < before && !why.equals(HEADER_AGAIN) && !why.equals(NUMBERING);
    }

    static LeftOut row(long row, String why) {
        return new LeftOut(row, null, null, why);
    }

    static LeftOut column(String column, String why) {
        return new LeftOut(null, column, null, why);
    }

    static LeftOut sheet(String sheet, String why) {
        return new LeftOut(null, null, sheet, why);
    }

    /**
     * @return the name of the part for people, such as {@code 第3行}
     */
    public String place() {
        return row != null ? "第" + row + "行" : column != null ? "“" + column + "”列" : "工作表“" + sheet + "”";
    }
}
