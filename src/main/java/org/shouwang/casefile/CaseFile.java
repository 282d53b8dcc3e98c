package org.shouwang.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.Post;

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
 * @param noticeRequired    whether a notice has to be posted, or posted again, before a level above the village decides
 * @param objectionUpheld   whether an objection was upheld since the last notice
 * @param decidedOn         the day on which the case was decided or withdrawn, or null
 * @param refusalReason     the reason of a refusal, or null
 * @param withdrawalReason  the reason of a withdrawal, or null
 * @param registeredBy      the id of the user who opened the case
 * @param registeredAt      the moment at which the case was opened
 * @param bankCode          the group of the bank that handles the case, or null
 * @param closed            who sees the case if it is closed to its place, or null
 */
public record CaseFile(long id, String caseNo, String process, CaseStatus status, String villageCode, String townshipCode,
                       String countyCode, Long householdId, String householdNo, String headName, String headIdNumber,
                       String reason, String source, LocalDate foundOn, String externalReference, String noticeNo,
                       boolean noticeRequired, boolean objectionUpheld, LocalDate decidedOn, String refusalReason, String withdrawalReason,
                       String registeredBy, Instant registeredAt, String bankCode, Closed closed) {

    private static final String NOT_SHOWN = "（不在此显示）";

    /**
     * Who sees a case that is closed to its place, by the groups of their posts.
     *
     * @param readBy those who read it
     * @param seenBy those who see number, state, steps and limits; readers too
     * @param barred those whose people see and do nothing of it, whatever other posts they have
     */
    public record Closed(List<String> readBy, List<String> seenBy, List<String> barred) {
    }

    /**
     * @param user a user who may see the case
     * @return whether the user reads it as well: what it is about, and what was written in its steps
     */
    public boolean isReadBy(CurrentUser user) {
        return closed == null || isOf(closed.readBy, user);
    }

    /** Tells whether a closed case is not closed to a user. */
    boolean isOpenTo(CurrentUser user) {
        return (user.id().equals(registeredBy) || isOf(closed.seenBy, user)) && !isBarred(user);
    }

    private static boolean isOf(List<String> groups, CurrentUser user) {
        return user.posts().stream().map(Post::group).anyMatch(groups::contains);
    }

    /** Tells whether a closed case is against a unit of a user's. */
    boolean isBarred(CurrentUser user) {
        return user.groups().stream().anyMatch(closed.barred::contains);
    }

    /** Returns the case as a user who may see it sees it: whoever does not read it sees neither whom it is about nor where it is in the county. */
    CaseFile asSeenBy(CurrentUser user) {
        return isReadBy(user) ? this : new CaseFile(id, caseNo, process, status, countyCode, null, countyCode, householdId, householdNo, NOT_SHOWN,
                null, NOT_SHOWN, source, foundOn, externalReference, noticeNo, noticeRequired, objectionUpheld, decidedOn, refusalReason, withdrawalReason, registeredBy,
                registeredAt, bankCode, closed);
    }
}
