package org.shouwang.assistance;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.shouwang.household.Risk;
import org.shouwang.shared.Decimals;

/**
 * A measure of a plan.
 *
 * @param measure    which one of the catalogue
 * @param risk       the recorded risk that it answers
 * @param memberName the member it is for, or null if it is for the whole household
 * @param amount     yuan, or null
 * @param notes      what exactly is done, or null
 * @param plannedOn  the day by which it is to be carried out
 */
public record PlannedMeasure(Measure measure, Risk risk, String memberName, BigDecimal amount, String notes,
                             LocalDate plannedOn) {

    /**
     * @return what forms and pages say of it besides name and day
     */
    String detail() {
        return "针对“" + risk.title() + "”" + (memberName == null ? "" : "，" + memberName)
                + (amount == null ? "" : "，" + Decimals.plain(Decimals.exact(amount, 2)) + " 元") + (notes == null ? "" : "，" + notes);
    }
}
