package org.shouwang.safetynet;

import java.time.LocalDate;
import java.util.SortedMap;
import org.shouwang.household.Labour;

/**
 * The facts found at the home of a household that may be without any labour.
 *
 * @param outcome               the village's conclusion
 * @param checkedOn             the day of the visit
 * @param labour                the ability to work of every member, by the member's place in the household; the first place is
 *     1
 * @param support               the social security that the household has
 * @param livesOnSocialSecurity whether the household lives on social security mainly or alone
 */
public record SafetyNetFacts(CheckOutcome outcome, LocalDate checkedOn, SortedMap<Integer, Labour> labour,
                             SupportKind support, boolean livesOnSocialSecurity) {

    /**
     * @return the number of members who can work, fully or in part
     */
    public int ableToWork() {
        return (int) labour.values().stream().filter(found -> found != Labour.NONE).count();
    }
}
