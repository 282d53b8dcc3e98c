package org.shouwang.assistance;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.shouwang.household.Risk;
import org.shouwang.shared.Decimals;

/**
 * A measure of a plan.
 *
 * @param measure    the measure of the catalogue
 * @param risk       the recorded risk that the measure answers
 * @param memberName the name of the member whom the measure is for, or null if it is for the whole household
 * @param amount     an amount in yuan, or null
 * @param notes      a text that describes the measure more exactly, or null
 * @param plannedOn  the day by which the measure has to be carried out
 */
public record PlannedMeasure(Measure measure, Risk risk, String memberName, BigDecimal amount, String notes,
                             LocalDate plannedOn) {

    /**
     * @return the Chinese text that forms and pages show besides the measure's name and day
     */
    String detail() {
        return "针对“" + risk.title() + "”" + (memberName == null ? "" : "，" + memberName)
                + (amount == null ? "" : "，" + Decimals.money(amount)) + (notes == null ? "" : "，" + notes);
    }
}
