package org.shouwang.casefile;

/**
 * A condition that is not met by the decision table of a kind of case.
 *
 * @param condition the condition's code, such as INCOME
 * @param reason    the reason in Chinese
 */
public record Unmet(String condition, String reason) {
}
