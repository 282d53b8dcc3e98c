package org.shouwang.supervision;

import org.shouwang.deadline.LimitRule;
import org.shouwang.deadline.LimitState;

/**
 * The limits that a list contains, and their order.
 *
 * @param scope  the regions of the limits
 * @param states the states of the limits
 * @param rules  the rules of the limits
 * @param text   a case number, the beginning of a head's name or a part of a village's name; empty for all limits
 * @param sort   the order of the list
 */
public record LimitFilter(Scope scope, Choice<LimitState> states, Choice<LimitRule> rules, String text, LimitSort sort) {
}
