package org.shouwang.outbox;

import java.time.Instant;
import java.util.List;

/**
 * Another system that is told of events.
 *
 * @param id            the subscription
 * @param url           where events are sent
 * @param eventTypes    what it is told of
 * @param countyCode    the county whose cases it is told of, or null for the whole city
 * @param madeBy        the id of the administrator who made it
 * @param madeAt        when it was made
 * @param waiting       how many deliveries are still to be made
 * @param dead          how many deliveries were given up
 * @param lastDelivered when something was delivered last, or null
 */
public record Subscription(long id, String url, List<EventType> eventTypes, String countyCode, String madeBy,
                           Instant madeAt, long waiting, long dead, Instant lastDelivered) {
}
