package org.shouwang.household;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The reference line for net income, set anew each year (ID-2).
 *
 * @param amount    yuan per head and year
 * @param validFrom the first day of the year it was set for
 * @param source    the document that sets it
 */
public record ReferenceLine(BigDecimal amount, LocalDate validFrom, String source) {

    /**
     * @param day a day
     * @return whether the line was set for that day's year
     */
    public boolean isOfYear(LocalDate day) {
        return validFrom.getYear() == day.getYear();
    }
}
