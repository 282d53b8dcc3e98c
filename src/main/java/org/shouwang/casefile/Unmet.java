package org.shouwang.casefile;

/**
 * A condition that the product's table for a kind of case finds not met.
 *
 * @param condition its code, such as INCOME
 * @param reason    why, as people read it
 */
public record Unmet(String condition, String reason) {
}
