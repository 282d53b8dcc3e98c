package org.shouwang.household;

/**
 * An event that is published in the transaction in which the monitoring of a household ends.
 *
 * @param householdId the household's id
 * @param caseNo      the number of the case in which this was decided
 */
public record MonitoringEnded(long householdId, String caseNo) {
}
