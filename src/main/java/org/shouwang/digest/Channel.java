package org.shouwang.digest;

import java.time.Instant;

/**
 * A channel by which daily counts leave the product.
 *
 * @param id            the channel's id
 * @param kind          the kind of channel
 * @param name          what the administrator calls it
 * @param countyCode    the code of the county whose tasks are counted; null for all
 * @param host          the host of the address, or the sender's address of mail; the whole address of a robot is a secret
 * @param lastResult    what came of the last delivery; null if there was none
 * @param lastAttemptAt the time of the last delivery; null if there was none
 */
public record Channel(long id, ChannelKind kind, String name, String countyCode, String host, String lastResult, Instant lastAttemptAt) {
}
