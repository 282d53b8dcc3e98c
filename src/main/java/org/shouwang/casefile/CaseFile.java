package org.shouwang.casefile;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One case, of whatever kind.
 *
 * @param id                its place in the list of all cases
 * @param caseNo            its number
 * @param process           the key of its process
 * @param status            how it stands
 * @param villageCode       the village, 12 digits
 * @param townshipCode      the township, 9 digits
 * @param countyCode        the county, 6 digits
 * @param householdId       the household in the register, or null while there is none
 * @param householdNo       its number, or null
 * @param headName          the head of the household
 * @param headIdNumber      the head's identity number
 * @param reason            why it was begun: the clue in words, or the reason of whoever applied
 * @param source            how the clue came to be known, or null if no clue began it
 * @param foundOn           the day the clue was found, or null if no clue began it
 * @param externalReference the number of the clue in the system it came from, or null
 * @param noticeNo          its latest public notice, or null
 * @param objectionUpheld   whether an objection was upheld since the last notice
 * @param decidedOn         the day it was decided or withdrawn, or null
 * @param refusalReason     why it was refused, or null
 * @param withdrawalReason  why it was withdrawn, or null
 * @param registeredBy      the id of the user who began it
 * @param registeredAt      when
 * @param bankCode          the group of the bank that handles it, or null
 */
public record CaseFile(long id, String caseNo, String process, CaseStatus status, String villageCode, String townshipCode,
                       String countyCode, Long householdId, String householdNo, String headName, String headIdNumber,
                       String reason, String source, LocalDate foundOn, String externalReference, String noticeNo,
                       boolean objectionUpheld, LocalDate decidedOn, String refusalReason, String withdrawalReason,
                       String registeredBy, Instant registeredAt, String bankCode) {
}
