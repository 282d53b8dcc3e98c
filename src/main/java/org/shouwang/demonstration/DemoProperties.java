package org.shouwang.demonstration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the demonstration.
 *
 * @param households the number of made-up households with which an empty demonstration is filled; 0 for none
 */
@ConfigurationProperties("shouwang.demo")
record DemoProperties(@DefaultValue("52") int households) {
}
