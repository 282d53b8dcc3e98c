package org.shouwang.identification;

import java.time.LocalDate;

/**
 * A risk clue as it is registered.
 *
 * @param source            how it came to be known
 * @param foundOn           the day it was found
 * @param headName          the head of the household
 * @param headIdNumber      the head's identity number
 * @param riskDescription   the clue in words
 * @param externalReference its number in the system it came from, or null
 */
public record Clue(ClueSource source, LocalDate foundOn, String headName, String headIdNumber, String riskDescription,
                   String externalReference) {
}
