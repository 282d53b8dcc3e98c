package org.shouwang.security.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The most requests that a node works on at once; ADR 0035. Together with the timers and the scheduled work they must not need
 * more connections to the database than there are.
 *
 * @param staff     the most requests of people who have signed in
 * @param programs  the most requests of programs whose Basic login is remembered as right
 * @param strangers the most requests of all others, including those whose password is being checked
 * @param person    the most requests of one user among staff or programs
 */
@ConfigurationProperties("shouwang.crowd")
record CrowdProperties(@DefaultValue("12") int staff, @DefaultValue("5") int programs, @DefaultValue("2") int strangers,
                       @DefaultValue("6") int person) {
}
