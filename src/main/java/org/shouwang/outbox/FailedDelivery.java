package org.shouwang.outbox;

import java.time.Instant;

/**
 * A delivery whose attempts have failed so far.
 *
 * @param id            the delivery's id
 * @param eventId       the event's id
 * @param type          the event's type
 * @param caseNo        the case's number
 * @param url           the receiver's address
 * @param attempts      the number of attempts
 * @param lastResult    the reason in Chinese why the last attempt failed; null while an attempt is being made
 * @param lastAttemptAt the time of the last attempt
 * @param nextAttemptAt the time of the next attempt; null if the delivery was given up
 */
public record FailedDelivery(long id, long eventId, EventType type, String caseNo, String url, int attempts,
                             String lastResult, Instant lastAttemptAt, Instant nextAttemptAt) {
}
