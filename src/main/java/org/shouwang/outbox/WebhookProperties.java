package org.shouwang.outbox;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator tunes of webhooks.
 *
 * @param lookEvery         how often deliveries that are due are looked for
 * @param connectTimeout    how long a receiver may take to accept the connection
 * @param answerTimeout     how long a receiver may take to answer, all in all
 * @param maxAttempts       how often a delivery is tried before it is given up
 * @param firstRetryAfter   how long after the first failure it is tried again; doubled from then on, give or take a fifth
 * @param longestRetryAfter how long the pause between two tries grows at most
 * @param keepDays          how many days events are kept, with their deliveries that were made or given up
 * @param plainHttp         whether receivers may be reached without TLS; for demonstration only
 * @param internalNetworks  networks such as {@code 10.1.2.0/24} where receivers may be although the internet does not
 *                          reach them; none by default, so that nobody can point the product at its own surroundings
 */
@ConfigurationProperties("shouwang.webhooks")
public record WebhookProperties(@DefaultValue("5s") Duration lookEvery,
                                @DefaultValue("3s") Duration connectTimeout,
                                @DefaultValue("10s") Duration answerTimeout,
                                @DefaultValue("16") int maxAttempts,
                                @DefaultValue("30s") Duration firstRetryAfter,
                                @DefaultValue("6h") Duration longestRetryAfter,
                                @DefaultValue("30") int keepDays,
                                @DefaultValue("false") boolean plainHttp,
                                @DefaultValue List<String> internalNetworks) {
}
