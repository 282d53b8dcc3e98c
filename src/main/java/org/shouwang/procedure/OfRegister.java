package org.shouwang.procedure;

import org.shouwang.household.MonitoringStatus;

/**
 * The start of a case about a household of the register, by village, township or county.
 *
 * @param status the monitoring status that the household must have
 * @param action the text of the button on the household's page
 * @param hint   a hint about what the reason has to contain
 */
public record OfRegister(MonitoringStatus status, String action, String hint) {
}
