package org.shouwang.elimination;

/**
 * A condition of EL-1 that the product's table finds not met.
 *
 * @param condition its code: INCOME, EDUCATION, MEDICAL, HOUSING, WATER, RECORDED_RISK or NEW_RISK
 * @param reason    why, as people read it
 */
public record Unmet(String condition, String reason) {
}
