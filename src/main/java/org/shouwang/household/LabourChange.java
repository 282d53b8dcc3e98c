package org.shouwang.household;

import java.time.LocalDate;

/**
 * A recorded change of a member's health or ability to work since the survey.
 *
 * @param memberNo   the member's place in the household; the first is 1
 * @param name       the member's name
 * @param health     the member's health since the change
 * @param labour     the member's ability to work since the change
 * @param foundOn    the day on which the change was found
 * @param reason     the reason for the change
 * @param recordedBy the id of the user who recorded it
 */
public record LabourChange(int memberNo, String name, Health health, Labour labour, LocalDate foundOn, String reason,
                           String recordedBy) {
}
