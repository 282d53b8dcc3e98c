package org.shouwang.household;

import java.time.LocalDate;

/**
 * A change of a household's status.
 *
 * @param status   the status since then
 * @param category the kind of monitored household, or null
 * @param caseNo   the case that brought it
 * @param since    the day
 */
public record StatusChange(MonitoringStatus status, Category category, String caseNo, LocalDate since) {
}
