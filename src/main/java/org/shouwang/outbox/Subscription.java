package org.shouwang.outbox;

import java.time.Instant;
import java.util.List;

/**
 * A subscription: another system that is told of events.
 *
 * @param id            the subscription's id
 * @param url           the address to which events are sent
 * @param eventTypes    the types of events that are sent
 * @param countyCode    the code of the county whose cases the system is told of; null for the whole city
 * @param madeBy        the id of the administrator who made the subscription
 * @param madeAt        the time at which the subscription was made
 * @param waiting       the number of deliveries that are still to be made
 * @param dead          the number of deliveries that were given up
 * @param lastDelivered the time of the last successful delivery; null if there was none
 * @param paused        whether nothing is sent for the time being
 */
public record Subscription(long id, String url, List<EventType> eventTypes, String countyCode, String madeBy,
                           Instant madeAt, long waiting, long dead, Instant lastDelivered, boolean paused) {
}
