package org.shouwang.supervision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shouwang.deadline.LimitRule;

/**
 * Limits to choose from: one kind, or all that cases have, or all that problems have. Problems of past years stay overdue for
 * long and would stand before every case.
 *
 * @param code  what stands in addresses
 * @param title as people read it
 * @param rules the kinds of limits; empty means all
 */
public record RuleChoice(String code, String title, List<LimitRule> rules) {

    private static final Set<LimitRule> OF_PROBLEMS = EnumSet.of(LimitRule.RECTIFICATION_PLAN, LimitRule.RECTIFICATION,
            LimitRule.RECTIFICATION_VERIFICATION, LimitRule.LONG_TERM_RECTIFICATION);

    /** Those of cases and loans; what a list shows first. */
    public static final RuleChoice CASES = new RuleChoice("CASES", "案件（不含问题整改）",
            List.copyOf(EnumSet.complementOf(EnumSet.copyOf(OF_PROBLEMS))));
    /** Those of problems. */
    public static final RuleChoice PROBLEMS = new RuleChoice("PROBLEMS", "问题整改（全部环节）", List.copyOf(OF_PROBLEMS));
    /** Every limit. */
    public static final RuleChoice ALL = new RuleChoice("ALL", "全部", List.of());

    private static final List<RuleChoice> CHOICES = choicesOf();

    private static List<RuleChoice> choicesOf() {
        List<RuleChoice> choices = new ArrayList<>(List.of(CASES, PROBLEMS, ALL));
        Arrays.stream(LimitRule.values()).forEach(rule -> choices.add(new RuleChoice(rule.name(), rule.title(), List.of(rule))));
        return choices;
    }

    /**
     * @return all choices, the first one first
     */
    public static List<RuleChoice> choices() {
        return CHOICES;
    }

    /**
     * @param code a code, may be anything a user typed
     * @return the choice with this code, or empty if there is none
     */
    public static Optional<RuleChoice> find(String code) {
        return CHOICES.stream().filter(choice -> choice.code().equals(code)).findFirst();
    }

    /**
     * @param rule a kind of limit
     * @return whether it is among them
     */
    public boolean contains(LimitRule rule) {
        return rules.isEmpty() || rules.contains(rule);
    }
}
