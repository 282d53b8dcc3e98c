package org.shouwang.elimination;

import java.time.LocalDate;
import java.util.List;
import org.shouwang.household.Risk;

/**
 * A village's finding in a look-back. A check is never changed; a correction is another check.
 *
 * @param outcome   the village's conclusion
 * @param checkedOn the day of the visit
 * @param statement the finding in words, or null
 * @param newRisks  the risks that were not recorded before
 */
public record LookBackCheck(LookBackOutcome outcome, LocalDate checkedOn, String statement, List<Risk> newRisks) {
}
