package org.shouwang.notice;

import java.time.Instant;

/**
 * An objection against a notice.
 *
 * @param id         its id
 * @param noticeId   the notice
 * @param statement  what is objected, as it was written
 * @param receivedBy the id of the user who took it in
 * @param receivedAt when
 * @param outcome    how it was answered, or null while it is open
 * @param opinion    why, or null
 * @param resolvedAt when it was answered, or null
 */
public record Objection(long id, long noticeId, String statement, String receivedBy, Instant receivedAt,
                        ObjectionOutcome outcome, String opinion, Instant resolvedAt) {
}
