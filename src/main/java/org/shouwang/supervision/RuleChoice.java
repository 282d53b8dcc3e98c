package org.shouwang.supervision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shouwang.deadline.LimitRule;

/**
 * A choice of limits by rule: the limits of one rule, of all cases, or of all problems. The limits of past years' problems
 * stay overdue for long and would stand before every case.
 *
 * @param code  the choice's code in addresses
 * @param title the choice's Chinese name
 * @param rules the rules of the limits; empty for all rules
 */
public record RuleChoice(String code, String title, List<LimitRule> rules) {

    private static final Set<LimitRule> OF_PROBLEMS = EnumSet.of(LimitRule.RECTIFICATION_PLAN, LimitRule.RECTIFICATION,
            LimitRule.RECTIFICATION_VERIFICATION, LimitRule.LONG_TERM_RECTIFICATION);

    /** The limits of cases and loans. A list shows them first. */
    public static final RuleChoice CASES = new RuleChoice("CASES", "案件（不含问题整改）",
            List.copyOf(EnumSet.complementOf(EnumSet.copyOf(OF_PROBLEMS))));
    /** The limits of problems. */
    public static final RuleChoice PROBLEMS = new RuleChoice("PROBLEMS", "问题整改（全部环节）", List.copyOf(OF_PROBLEMS));
    /** All limits. */
    public static final RuleChoice ALL = new RuleChoice("ALL", "全部", List.of());

    private static final List<RuleChoice> CHOICES = choicesOf();

    private static List<RuleChoice> choicesOf() {
        List<RuleChoice> choices = new ArrayList<>(List.of(CASES, PROBLEMS, ALL));
        Arrays.stream(LimitRule.values()).forEach(rule -> choices.add(new RuleChoice(rule.name(), rule.title(), List.of(rule))));
        return choices;
    }

    /**
     * @return all choices in the order in which they are offered
     */
    public static List<RuleChoice> choices() {
        return CHOICES;
    }

    /**
     * Returns the choice with a code; empty if there is none.
     *
     * @param code a code; any text that a user typed is allowed
     */
    public static Optional<RuleChoice> find(String code) {
        return CHOICES.stream().filter(choice -> choice.code().equals(code)).findFirst();
    }

    /**
     * @return whether limits of a rule are among those chosen
     */
    public boolean contains(LimitRule rule) {
        return rules.isEmpty() || rules.contains(rule);
    }
}
