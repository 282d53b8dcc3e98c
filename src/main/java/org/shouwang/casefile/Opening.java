package org.shouwang.casefile;

import java.time.LocalDate;
import org.shouwang.region.Village;

/**
 * What a case begins with.
 *
 * @param village           the household's village
 * @param householdId       the household in the register, or null if it is not in it
 * @param headName          the head of the household
 * @param headIdNumber      the head's identity number
 * @param reason            the clue in words, or the reason of whoever applies
 * @param source            how the clue came to be known, or null if no clue begins the case
 * @param foundOn           the day the clue was found, or null if no clue begins the case
 * @param externalReference the number of the clue in the system it came from, or null
 * @param bankCode          the group of the bank that handles the case, or null
 */
public record Opening(Village village, Long householdId, String headName, String headIdNumber, String reason,
                      String source, LocalDate foundOn, String externalReference, String bankCode) {

    /** What a case begins with that no bank handles. */
    public Opening(Village village, Long householdId, String headName, String headIdNumber, String reason, String source,
                   LocalDate foundOn, String externalReference) {
        this(village, householdId, headName, headIdNumber, reason, source, foundOn, externalReference, null);
    }
}
