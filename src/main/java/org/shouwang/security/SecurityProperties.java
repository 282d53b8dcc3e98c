package org.shouwang.security;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator tunes of signing in.
 *
 * @param passwordStrength      bcrypt's cost, a power of two
 * @param rememberBasicFor      how long a verified Basic login is remembered in memory, so that programs do not pay
 *                              for the slow hash at every request; also how long a change made on another node may go unnoticed
 * @param longestSession        how long a session may last, however busy it is
 * @param maxFailures           failed logins of one user from one address that cost nothing; after them both together are slowed
 * @param maxFailuresOfAddress  the same of one address whatever the names, and of one browser that is known
 * @param failureWindow         how long failures count, from the first one; then the count begins anew
 * @param failuresKept          how long the counts of failures by address and minute are kept
 * @param firstAdminUser        id of the administrator made at the first start of an empty installation, or null
 * @param firstAdminPassword    that administrator's password, or null
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
