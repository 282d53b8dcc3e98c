package org.shouwang.demonstration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator chooses of the demonstration.
 *
 * @param households how many made-up households an empty demonstration is filled with; 0 for none
 */
@ConfigurationProperties("shouwang.demo")
record DemoProperties(@DefaultValue("52") int households) {
}
