package org.shouwang.household;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The suggestion that the table of ID-2 makes for a survey. People decide; the table only suggests.
 *
 * @param line     the reference line used, in yuan per head and year
 * @param lineFrom the day from which that line is valid
 * @param atRisk   whether the table suggests that the household is at risk
 * @param category the category that the household would have if it were monitored
 * @param reason   the reason in Chinese
 */
public record Weighing(BigDecimal line, LocalDate lineFrom, boolean atRisk, Category category, String reason) {
}
