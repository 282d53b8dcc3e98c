package org.shouwang.digest;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the daily counts.
 *
 * @param at              the time of day from which on users are told, in Asia/Shanghai
 * @param lookEvery       the pause between two looks for what is to be sent
 * @param maxAttempts     how often a delivery is tried before it is given up until the next day
 * @param firstRetryAfter the pause after the first failure; each further pause is twice as long
 * @param address         the address at which staff open the product, such as {@code https://shouwang.example}, for the link in mail
 *     and group chats; empty for no link
 */
@ConfigurationProperties("shouwang.digest")
record DigestProperties(@DefaultValue("08:00") LocalTime at, @DefaultValue("1m") Duration lookEvery, @DefaultValue("6") int maxAttempts,
                        @DefaultValue("2m") Duration firstRetryAfter, @DefaultValue("") String address) {

    DigestProperties {
        address = address.strip().replaceFirst("/+$", "");
    }
}
