package org.shouwang.supervision;

import java.util.ArrayList;
import java.util.List;
import org.shouwang.deadline.LimitRule;
import org.shouwang.deadline.LimitRules;
import org.springframework.stereotype.Component;

/**
 * The choices of limits by rule: the limits of one rule, of all cases, or of all problems. The limits of past years' problems
 * stay overdue for long and would stand before every case.
 */
@Component
public class RuleChoices {

    /** The code of the limits of cases and loans. A list shows them first. */
    public static final String CASES = "CASES";
    /** The code of the limits of problems. */
    public static final String PROBLEMS = "PROBLEMS";
    /** The code of all limits. */
    public static final String ALL = "ALL";

    private static final List<LimitRule> OF_PROBLEMS = List.of(LimitRule.RECTIFICATION_PLAN, LimitRule.RECTIFICATION,
            LimitRule.RECTIFICATION_VERIFICATION, LimitRule.LONG_TERM_RECTIFICATION);

    private final List<Choice<LimitRule>> choices = new ArrayList<>();

    RuleChoices(LimitRules rules) {
        choices.add(new Choice<>(CASES, "案件（不含问题整改）", rules.all().stream().filter(rule -> !OF_PROBLEMS.contains(rule)).toList()));
        choices.add(new Choice<>(PROBLEMS, "问题整改（全部环节）", OF_PROBLEMS));
        choices.add(new Choice<>(ALL, "全部", List.of()));
        rules.all().forEach(rule -> choices.add(new Choice<>(rule.name(), rule.title(), List.of(rule))));
    }

    /**
     * @return all choices in the order in which they are offered
     */
    public List<Choice<LimitRule>> choices() {
        return List.copyOf(choices);
    }

    /**
     * @param code the code of a choice that is offered
     * @return the choice
     */
    public Choice<LimitRule> get(String code) {
        return Choice.find(choices, code).orElseThrow();
    }
}
