package org.shouwang.household;

/**
 * A household in the register, as it stands now.
 *
 * @param id           its id
 * @param householdNo  its number, as it stands on papers
 * @param villageCode  its village, 12 digits
 * @param headName     its head
 * @param headIdNumber the head's identity number
 * @param status       whether it is monitored
 * @param category     the kind of monitored household it is or was last, or null if it never was one
 * @param surveyId     what is on record of it: the survey on which it was admitted last, before that what a file
 *                     said; null if there is nothing
 */
public record Household(long id, String householdNo, String villageCode, String headName, String headIdNumber,
                        MonitoringStatus status, Category category, Long surveyId) {
}
