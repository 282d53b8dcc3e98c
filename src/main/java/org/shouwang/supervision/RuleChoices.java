package org.shouwang.supervision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.shouwang.deadline.LimitRule;

/**
 * The choices of limits by rule: the limits of one rule, of all cases, or of all problems. The limits of past years' problems
 * stay overdue for long and would stand before every case.
 */
public final class RuleChoices {

    private static final Set<LimitRule> OF_PROBLEMS = EnumSet.of(LimitRule.RECTIFICATION_PLAN, LimitRule.RECTIFICATION,
            LimitRule.RECTIFICATION_VERIFICATION, LimitRule.LONG_TERM_RECTIFICATION);

    /** The limits of cases and loans. A list shows them first. */
    public static final Choice<LimitRule> CASES = new Choice<>("CASES", "案件（不含问题整改）",
            List.copyOf(EnumSet.complementOf(EnumSet.copyOf(OF_PROBLEMS))));
    /** The limits of problems. */
    public static final Choice<LimitRule> PROBLEMS = new Choice<>("PROBLEMS", "问题整改（全部环节）", List.copyOf(OF_PROBLEMS));
    /** All limits. */
    public static final Choice<LimitRule> ALL = new Choice<>("ALL", "全部", List.of());

    private static final List<Choice<LimitRule>> CHOICES = choicesOf();

    private RuleChoices() {
    }

    private static List<Choice<LimitRule>> choicesOf() {
        List<Choice<LimitRule>> choices = new ArrayList<>(List.of(CASES, PROBLEMS, ALL));
        Arrays.stream(LimitRule.values()).forEach(rule -> choices.add(new Choice<>(rule.name(), rule.title(), List.of(rule))));
        return choices;
    }

    /**
     * @return all choices in the order in which they are offered
     */
    public static List<Choice<LimitRule>> choices() {
        return CHOICES;
    }
}
