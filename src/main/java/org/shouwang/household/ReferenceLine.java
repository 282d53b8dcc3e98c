package org.shouwang.household;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The reference line for net income, which is set every year (ID-2).
 *
 * @param amount    the line in yuan per head and year
 * @param validFrom the first day of the year for which the line was set
 * @param source    the document that sets the line
 */
public record ReferenceLine(BigDecimal amount, LocalDate validFrom, String source) {
}
