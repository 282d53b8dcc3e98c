package org.shouwang.identification;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One case of identification.
 *
 * @param caseNo            its number
 * @param status            how it stands
 * @param villageCode       the village, 12 digits
 * @param townshipCode      the township, 9 digits
 * @param countyCode        the county, 6 digits
 * @param source            how the clue came to be known
 * @param foundOn           the day the clue was found
 * @param headName          the head of the household
 * @param headIdNumber      the head's identity number
 * @param riskDescription   the clue in words
 * @param externalReference the number of the clue in the system it came from, or null
 * @param householdId       the household in the register, or null until it is admitted
 * @param noticeNo          its latest public notice, or null
 * @param objectionUpheld   whether an objection was upheld since the last notice
 * @param refusalReason     why the household is not admitted, or null
 * @param withdrawalReason  why the case was withdrawn, or null
 * @param announcedAt       where the result was announced, or null
 * @param registeredBy      the id of the user who registered the clue
 * @param registeredAt      when
 */
public record IdentificationCase(String caseNo, CaseStatus status, String villageCode, String townshipCode,
                                 String countyCode, ClueSource source, LocalDate foundOn, String headName,
                                 String headIdNumber, String riskDescription, String externalReference,
                                 Long householdId, String noticeNo, boolean objectionUpheld, String refusalReason,
                                 String withdrawalReason, String announcedAt, String registeredBy,
                                 Instant registeredAt) {
}
