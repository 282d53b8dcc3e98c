package org.shouwang.supervision;

/**
 * Which limits are listed, and in which order.
 *
 * @param scope  where
 * @param states in which states
 * @param rules  of which rules
 * @param text   a case number, the beginning of a head's name or a part of a village's name; empty for all
 * @param sort   in which order
 */
public record LimitFilter(Scope scope, StateChoice states, RuleChoice rules, String text, LimitSort sort) {
}
