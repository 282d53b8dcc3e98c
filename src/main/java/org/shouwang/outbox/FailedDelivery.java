package org.shouwang.outbox;

import java.time.Instant;

/**
 * A delivery that has failed so far.
 *
 * @param id            the delivery
 * @param eventId       the event
 * @param type          the event's type
 * @param caseNo        the case
 * @param url           where it should have gone
 * @param attempts      how often it was tried
 * @param lastResult    why the last try failed, as people read it, or null while one is being made
 * @param lastAttemptAt when it was tried last
 * @param nextAttemptAt when it will be tried again, or null if it was given up
 */
public record FailedDelivery(long id, long eventId, EventType type, String caseNo, String url, int attempts,
                             String lastResult, Instant lastAttemptAt, Instant nextAttemptAt) {
}
