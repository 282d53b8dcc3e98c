package org.shouwang.household;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What the table of ID-2 suggests for a survey. It suggests only; people decide.
 *
 * @param line     the reference line used, yuan per head and year
 * @param lineFrom the day from which that line holds
 * @param atRisk   whether it suggests that the household is at risk
 * @param category the kind of monitored household it would be
 * @param reason   why, as people read it
 */
public record Weighing(BigDecimal line, LocalDate lineFrom, boolean atRisk, Category category, String reason) {
}
