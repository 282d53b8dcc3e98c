package org.shouwang.assistance;

/**
 * An error of AS-3 or AS-4 that the product's table finds in a plan.
 *
 * @param fault  its code: NO_DEVELOPMENT, WORK_WITHOUT_LABOUR, NO_HEALTH, PILED_UP, NO_SOCIAL_SECURITY or RISK_UNANSWERED
 * @param reason why, as people read it
 */
public record PlanFault(String fault, String reason) {
}
