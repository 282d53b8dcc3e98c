package org.shouwang.household;

/**
 * The present state of a household in the register.
 *
 * @param id           the household's id
 * @param householdNo  the household's number, which also stands on papers
 * @param villageCode  the village's code, 12 digits
 * @param headName     the name of the head
 * @param headIdNumber the head's identity number
 * @param status       the household's monitoring status
 * @param category     the present or last category of the household; null if it has never been monitored
 * @param surveyId     the id of the household's current record: the survey on which it was last admitted or, before that, the
 *     record from a file; null if there is none
 */
public record Household(long id, String householdNo, String villageCode, String headName, String headIdNumber,
                        MonitoringStatus status, Category category, Long surveyId) {
}
