package org.shouwang.outbox;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of webhooks.
 *
 * @param lookEvery         the interval at which deliveries that are due are looked for
 * @param connectTimeout    how long a receiver may take to accept the connection
 * @param answerTimeout     how long a receiver may take to answer, the connection included
 * @param maxAttempts       the number of attempts after which a delivery is given up
 * @param firstRetryAfter   the pause after the first failure; each further pause is twice as long, give or take a fifth
 * @param longestRetryAfter the longest pause between two attempts
 * @param keepDays          the number of days for which events are kept, with their deliveries that were made or given up
 * @param plainHttp         whether receivers may be reached without TLS; for the demonstration only
 * @param internalNetworks  networks such as {@code 10.1.2.0/24} in which receivers may be although they do not belong to the
 *     internet; none by default, so that nobody can make the product call servers around it
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
