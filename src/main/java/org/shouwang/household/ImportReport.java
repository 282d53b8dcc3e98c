package org.shouwang.household;

import java.math.BigDecimal;
import java.util.List;
import org.shouwang.table.CellError;
import org.shouwang.table.LeftOut;

/**
 * What a file of out-of-poverty households brings, or brought.
 *
 * @param confirmed  whether it was stored; else this is only a preview
 * @param households how many households the file has
 * @param members    how many people
 * @param created    how many households are new in the register
 * @param updated    how many got a new record because something differs
 * @param unchanged  how many are in the register with the same values already
 * @param rejected   how many were not taken in because of an error; {@code created + updated + unchanged + rejected} are all
 * @param errors     what is wrong, by row; no more than {@link org.shouwang.shared.FieldError#MOST}
 * @param moreErrors how many more errors there are
 * @param leftOut    what the file has besides: columns, rows and sheets that were not taken as data
 * @param first      the first households as they were understood
 */
public record ImportReport(boolean confirmed, int households, int members, int created, int updated, int unchanged,
                           int rejected, List<CellError> errors, int moreErrors, List<LeftOut> leftOut, List<Shown> first) {

    /**
     * A household as it was understood.
     *
     * @param row           the row in which it begins
     * @param villageName   its village with the regions above it
     * @param headName      its head
     * @param headIdNumber  the head's identity number, masked
     * @param members       how many people
     * @param incomePerHead net income per head and year in yuan
     * @param outcome       what happens with it
     */
    public record Shown(long row, String villageName, String headName, String headIdNumber, int members,
                        BigDecimal incomePerHead, Outcome outcome) {
    }

    /** What happens with a household of a file. */
    public enum Outcome {
        /** 新增 */
        CREATED("新增"),
        /** 更新 */
        UPDATED("更新"),
        /** 无变化 */
        UNCHANGED("无变化"),
        /** 有错误 */
        REJECTED("有错误，不导入");

        private final String title;

        Outcome(String title) {
            this.title = title;
        }

        /**
         * @return the outcome as people read it
         */
        public String title() {
            return title;
        }
    }
}
