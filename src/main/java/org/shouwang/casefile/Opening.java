package org.shouwang.casefile;

import java.time.LocalDate;
import org.shouwang.region.Village;

/**
 * The data with which a case begins.
 *
 * @param village           the household's village
 * @param householdId       the id of the household in the register, or null if it is not in the register
 * @param headName          the name of the head of household
 * @param headIdNumber      the identity number of the head of household
 * @param reason            the clue in words, or the applicant's reason
 * @param source            the source of the clue, or null if the case does not begin with a clue
 * @param foundOn           the day on which the clue was found, or null if the case does not begin with a clue
 * @param externalReference the clue's number in the system from which it came, or null
 * @param bankCode          the group of the bank that handles the case, or null
 * @param uniqueKey         a fingerprint of what only one open case of this kind may be about, or null
 */
public record Opening(Village village, Long householdId, String headName, String headIdNumber, String reason,
                      String source, LocalDate foundOn, String externalReference, String bankCode, String uniqueKey) {

    /** Makes the data of a case of which a household may have one. */
    public Opening(Village village, Long householdId, String headName, String headIdNumber, String reason, String source,
                   LocalDate foundOn, String externalReference, String bankCode) {
        this(village, householdId, headName, headIdNumber, reason, source, foundOn, externalReference, bankCode, null);
    }

    /** Makes the data of a case without a bank. */
    public Opening(Village village, Long householdId, String headName, String headIdNumber, String reason, String source,
                   LocalDate foundOn, String externalReference) {
        this(village, householdId, headName, headIdNumber, reason, source, foundOn, externalReference, null, null);
    }
}
