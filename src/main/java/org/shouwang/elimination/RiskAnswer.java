package org.shouwang.elimination;

import org.shouwang.household.Risk;

/**
 * What was found of one recorded risk.
 *
 * @param risk the risk, as it was recorded when the household was admitted
 * @param gone whether it is gone
 * @param how  how it went away or what is left of it, or null
 */
public record RiskAnswer(Risk risk, boolean gone, String how) {
}
