package org.shouwang.elimination;

import org.shouwang.household.Risk;

/**
 * The finding about one recorded risk.
 *
 * @param risk the risk, as it was recorded when the household was admitted
 * @param gone whether the risk is gone
 * @param how  the way in which the risk went away, or what is left of it, or null
 */
public record RiskAnswer(Risk risk, boolean gone, String how) {
}
