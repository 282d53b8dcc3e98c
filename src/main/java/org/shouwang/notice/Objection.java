package org.shouwang.notice;

import java.time.Instant;

/**
 * An objection to a public notice.
 *
 * @param id         the objection's id
 * @param noticeId   the id of the notice
 * @param caseNo     the number of the case of the household against which it was made
 * @param statement  the objection as it was written down
 * @param receivedBy the id of the user who received it
 * @param receivedAt the moment at which it was received
 * @param outcome    the outcome; null while the objection is open
 * @param opinion    the reason for the outcome, or null
 * @param resolvedAt the moment at which it was resolved; null while it is open
 */
public record Objection(long id, long noticeId, String caseNo, String statement, String receivedBy, Instant receivedAt,
                        ObjectionOutcome outcome, String opinion, Instant resolvedAt) {
}
