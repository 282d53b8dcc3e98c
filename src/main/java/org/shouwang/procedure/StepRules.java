package org.shouwang.procedure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shouwang.engine.Expressions;
import org.shouwang.engine.Submission;
import org.shouwang.shared.Decimals;
import org.springframework.stereotype.Component;

/** Checks the rules of a step that its form cannot express. */
@Component
record StepRules(Expressions expressions) {

    private static final Pattern PLACE = Pattern.compile("\\{(household\\.)?(\\w+)}");

    /**
     * Checks what was filled in.
     *
     * @param rules      the rules of the step
     * @param submission what was filled in; what a rule refuses is rejected there
     * @param known      what expressions may name
     */
    void check(List<Rule> rules, Submission submission, Map<String, Object> known) {
        for (Rule rule : rules) {
            String text = filled(rule.text(), known);
            if (rule.refuse() != null && expressions.holds(rule.refuse(), known)) {
                submission.reject(rule.field(), text);
            } else if (rule.opinionWhen() != null && expressions.holds(rule.opinionWhen(), known)) {
                submission.reasonNeeded(text);
            }
        }
    }

    /**
     * Returns what on record prevents a step, whatever is filled in.
     *
     * @param rules the rules of the step
     * @param known what expressions may name
     * @return why, in Chinese; empty if nothing does
     */
    Optional<String> conflict(List<Rule> rules, Map<String, Object> known) {
        return rules.stream().filter(rule -> rule.conflict() != null && expressions.holds(rule.conflict(), known)).findFirst()
                .map(rule -> filled(rule.text(), known));
    }

    private static String filled(String text, Map<String, Object> known) {
        return PLACE.matcher(text).replaceAll(found -> {
            Map<?, ?> values = found.group(1) == null ? known : known.get("household") instanceof Map<?, ?> household ? household : Map.of();
            return Matcher.quoteReplacement(values.containsKey(found.group(2)) ? written(values.get(found.group(2))) : found.group());
        });
    }

    private static String written(Object value) {
        return value instanceof BigDecimal number ? Decimals.plain(number) : String.valueOf(value);
    }
}
