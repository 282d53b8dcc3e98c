package org.shouwang.security;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of signing in.
 *
 * @param passwordStrength      the cost of bcrypt, as a power of two
 * @param rememberBasicFor      how long a Basic login that was right is remembered in memory, so that programs do not pay for
 *     the slow hash at every request; for as long a change made on another node may go unnoticed
 * @param longestSession        how long a session may last, however much it is used
 * @param maxFailures           the failed logins of one user from one address before the next ones are slowed down
 * @param maxFailuresOfAddress  the failed logins of one address with any names, or of one known browser, before the next ones
 *     are slowed down
 * @param failureWindow         how long failures count, from the first one on; then the count begins anew
 * @param failuresKept          how long the counts of failures by address and minute are kept
 * @param firstAdminUser        the id of the administrator who is made at the first start of an empty installation, or null
 * @param firstAdminPassword    the password of that administrator, or null
 */
@ConfigurationProperties("shouwang.security")
public record SecurityProperties(@DefaultValue("10") int passwordStrength,
                                 @DefaultValue("60s") Duration rememberBasicFor,
                                 @DefaultValue("12h") Duration longestSession,
                                 @DefaultValue("5") int maxFailures,
                                 @DefaultValue("20") int maxFailuresOfAddress,
                                 @DefaultValue("5m") Duration failureWindow,
                                 @DefaultValue("30d") Duration failuresKept,
                                 String firstAdminUser,
                                 String firstAdminPassword) {
}
