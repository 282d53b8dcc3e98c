package org.shouwang.household;

import java.time.LocalDate;

/**
 * A change of a member's health or ability to work since the survey, as it was found.
 *
 * @param memberNo   the member's place in the household, from 1
 * @param name       the member's name
 * @param health     health since then
 * @param labour     ability to work since then
 * @param foundOn    the day it was found
 * @param reason     what happened
 * @param recordedBy the id of the user who recorded it
 */
public record LabourChange(int memberNo, String name, Health health, Labour labour, LocalDate foundOn, String reason,
                           String recordedBy) {
}
