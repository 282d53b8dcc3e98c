package org.shouwang.elimination;

import java.time.LocalDate;
import java.util.List;
import org.shouwang.household.Risk;

/**
 * What a village found when it looked again. It is never changed; a correction is another check.
 *
 * @param outcome   what it makes of it
 * @param checkedOn the day of the visit
 * @param statement what it found in words, or null
 * @param newRisks  risks that are there now and were not recorded
 */
public record LookBackCheck(LookBackOutcome outcome, LocalDate checkedOn, String statement, List<Risk> newRisks) {
}
