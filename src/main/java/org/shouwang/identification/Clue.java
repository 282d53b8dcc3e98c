package org.shouwang.identification;

import java.time.LocalDate;

/**
 * A risk clue as it is registered.
 *
 * @param source            the source of the clue
 * @param foundOn           the day on which the clue was found
 * @param headName          the name of the head of the household
 * @param headIdNumber      the head's identity number
 * @param riskDescription   a description of the risk
 * @param externalReference the clue's number in the system from which it came, or null
 */
public record Clue(ClueSource source, LocalDate foundOn, String headName, String headIdNumber, String riskDescription,
                   String externalReference) {
}
