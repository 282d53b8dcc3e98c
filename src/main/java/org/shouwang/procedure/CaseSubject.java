package org.shouwang.procedure;

import org.shouwang.region.Village;

/**
 * What a case of a procedure is about.
 *
 * @param place       the village, or a township or county as a whole, whose parts below are empty
 * @param householdId the id of the household in the register, or null
 * @param name        the name by which lists show the case: a person's, or that of a village, a project or a unit; null for somebody who
 *     is known by none
 * @param idNumber    the person's identity number, or null
 * @param memberNo    the member's number in the household, or null
 * @param projectNo   the project's number, or null
 * @param unit        the unit's name, or null
 * @param identity    a text that is the same for the same subject and for no other; never stored as it is
 */
record CaseSubject(Village place, Long householdId, String name, String idNumber, Integer memberNo, String projectNo, String unit, String identity) {
}
