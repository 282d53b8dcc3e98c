package org.shouwang.security.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests a node works on at once; ADR 0035. All together, the timers and what is scheduled find a connection to the database each.
 *
 * @param staff     of people who have signed in
 * @param programs  of programs whose Basic login is known to be right
 * @param strangers of everybody else, passwords that are looked at included
 * @param person    of one user among staff or programs
 */
@ConfigurationProperties("shouwang.crowd")
record CrowdProperties(@DefaultValue("12") int staff, @DefaultValue("5") int programs, @DefaultValue("2") int strangers,
                       @DefaultValue("6") int person) {
}
