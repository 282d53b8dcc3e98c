package org.shouwang.table;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A part of a file that was not taken as data; exactly one of row, column and sheet says which.
 *
 * @param row    a row's place in the file, the first row being 1; or null
 * @param column a column's name as it stands in the file; or null
 * @param sheet  a sheet's name; or null
 * @param why    the reason, in Chinese
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeftOut(Long row, String column, String sheet, String why) {

    static final String HEADER_AGAIN = "是重复的表头";
    static final String NUMBERING = "是列号行";

    /**
     * @param after  a row
     * @param before a row further down
     * @return whether this is a row between them that may begin another part of the table: no header once more, no numbering
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
     * @return which part, as people read it
     */
    public String place() {
        return row != null ? "第" + row + "行" : column != null ? "“" + column + "”列" : "工作表“" + sheet + "”";
    }
}
