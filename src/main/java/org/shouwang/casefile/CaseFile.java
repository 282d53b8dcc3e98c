package org.shouwang.casefile;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A case of any kind.
 *
 * @param id                the case's id, by which all cases are ordered
 * @param caseNo            the case's number
 * @param process           the key of the case's process
 * @param status            the case's status
 * @param villageCode       the village's code, 12 digits
 * @param townshipCode      the township's code, 9 digits
 * @param countyCode        the county's code, 6 digits
 * @param householdId       the id of the household in the register, or null if it is not in the register
 * @param householdNo       the household's number, or null
 * @param headName          the name of the head of household
 * @param headIdNumber      the identity number of the head of household
 * @param reason            the clue in words, or the applicant's reason
 * @param source            the source of the clue, or null if the case did not begin with a clue
 * @param foundOn           the day on which the clue was found, or null if the case did not begin with a clue
 * @param externalReference the clue's number in the system from which it came, or null
 * @param noticeNo          the number of the latest public notice, or null
 * @param objectionUpheld   whether an objection was upheld since the last notice
 * @param decidedOn         the day on which the case was decided or withdrawn, or null
 * @param refusalReason     the reason of a refusal, or null
 * @param withdrawalReason  the reason of a withdrawal, or null
 * @param registeredBy      the id of the user who opened the case
 * @param registeredAt      the moment at which the case was opened
 * @param bankCode          the group of the bank that handles the case, or null
 */
public record CaseFile(long id, String caseNo, String process, CaseStatus status, String villageCode, String townshipCode,
                       String countyCode, Long householdId, String householdNo, String headName, String headIdNumber,
                       String reason, String source, LocalDate foundOn, String externalReference, String noticeNo,
                       boolean objectionUpheld, LocalDate decidedOn, String refusalReason, String withdrawalReason,
                       String registeredBy, Instant registeredAt, String bankCode) {
}
