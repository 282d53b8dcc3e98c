package org.shouwang.safetynet;

import java.time.LocalDate;
import java.util.SortedMap;
import org.shouwang.household.Labour;

/**
 * What was found at the home of a household that may be without any labour.
 *
 * @param outcome               what the village makes of it
 * @param checkedOn             the day of the visit
 * @param labour                each member's ability to work, by place in the household from 1; everybody is there
 * @param support               the social security it has
 * @param livesOnSocialSecurity whether it lives on social security mainly or alone
 */
public record SafetyNetFacts(CheckOutcome outcome, LocalDate checkedOn, SortedMap<Integer, Labour> labour,
                             SupportKind support, boolean livesOnSocialSecurity) {

    /**
     * @return how many members can work, fully or in part
     */
    public int ableToWork() {
        return (int) labour.values().stream().filter(found -> found != Labour.NONE).count();
    }
}
