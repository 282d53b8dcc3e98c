package org.shouwang.assistance;

/**
 * An error in a plan under AS-3 or AS-4 that the decision table has found.
 *
 * @param fault  the error's code: NO_DEVELOPMENT, WORK_WITHOUT_LABOUR, NO_HEALTH, PILED_UP, NO_SOCIAL_SECURITY or
 *     RISK_UNANSWERED
 * @param reason a Chinese text that explains the error
 */
public record PlanFault(String fault, String reason) {
}
