package org.shouwang.supervision;

import org.shouwang.deadline.LimitRule;

/**
 * Which limits are listed, and in which order.
 *
 * @param scope  where
 * @param states in which states
 * @param rule   of which rule, null for all
 * @param text   a case number, the beginning of a head's name or a part of a village's name; empty for all
 * @param sort   in which order
 */
public record LimitFilter(Scope scope, StateChoice states, LimitRule rule, String text, LimitSort sort) {
}
