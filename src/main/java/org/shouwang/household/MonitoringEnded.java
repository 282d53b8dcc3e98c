package org.shouwang.household;

/**
 * Told in the transaction in which a household ceases to be monitored.
 *
 * @param householdId the household
 * @param caseNo      the case in which it was decided
 */
public record MonitoringEnded(long householdId, String caseNo) {
}
