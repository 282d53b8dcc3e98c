package org.shouwang.household;

import java.time.LocalDate;

/**
 * A change of a household's monitoring status.
 *
 * @param status   the status since the change
 * @param category the household's category at that time, or null
 * @param caseNo   the number of the case in which the change was decided
 * @param since    the day of the change
 */
public record StatusChange(MonitoringStatus status, Category category, String caseNo, LocalDate since) {
}
