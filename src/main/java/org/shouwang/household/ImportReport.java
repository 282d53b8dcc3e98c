package org.shouwang.household;

import java.math.BigDecimal;
import java.util.List;
import org.shouwang.table.CellError;
import org.shouwang.table.LeftOut;

/**
 * A report on a file of out-of-poverty households that was previewed or imported.
 *
 * @param confirmed  whether the households were stored; otherwise the report is only a preview
 * @param households the number of households in the file
 * @param members    the number of people in the file
 * @param created    the number of households that are new in the register
 * @param updated    the number of households that got a new record because a value differs
 * @param unchanged  the number of households that are in the register with the same values already
 * @param rejected   the number of households that were not imported because of an error;
 *     {@code created + updated + unchanged + rejected} is the number of all households
 * @param errors     the errors by row, at most {@link org.shouwang.shared.FieldError#MOST}
 * @param moreErrors the number of further errors
 * @param leftOut    the columns, rows and sheets of the file that were not read as data
 * @param first      the first households as they were understood
 */
public record ImportReport(boolean confirmed, int households, int members, int created, int updated, int unchanged,
                           int rejected, List<CellError> errors, int moreErrors, List<LeftOut> leftOut, List<Shown> first) {

    /**
     * A household as it was understood.
     *
     * @param row           the row in which the household begins
     * @param villageName   the names of the village and of the regions above it
     * @param headName      the name of the head
     * @param headIdNumber  the head's identity number, masked
     * @param members       the number of members
     * @param incomePerHead the net income per head and year in yuan
     * @param outcome       what happens to the household
     */
    public record Shown(long row, String villageName, String headName, String headIdNumber, int members,
                        BigDecimal incomePerHead, Outcome outcome) {
    }

    /** The outcome for a household of a file. */
    public enum Outcome {
        /** The household is new in the register (新增). */
        CREATED("新增"),
        /** The household is in the register and gets a new record (更新). */
        UPDATED("更新"),
        /** The register has the household with the same values already (无变化). */
        UNCHANGED("无变化"),
        /** The household has errors and is not imported (有错误). */
        REJECTED("有错误，不导入");

        private final String title;

        Outcome(String title) {
            this.title = title;
        }

        /**
         * @return the outcome's Chinese name
         */
        public String title() {
            return title;
        }
    }
}
