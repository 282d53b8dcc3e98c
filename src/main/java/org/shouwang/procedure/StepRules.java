package org.shouwang.procedure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.shouwang.engine.Expressions;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TwoPeople;
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

    /**
     * Returns who may not do a task.
     *
     * @param procedure the version of the procedure
     * @param task      the task's element id
     * @return whoever began the case or did a task before, as the manifest says; empty if anybody may do it
     */
    static Optional<TwoPeople.Pair> notBy(Procedure procedure, String task) {
        List<String> first = procedure.manifest().step(task).notBy();
        boolean starter = first.contains(ProcedureStart.ELEMENT);
        // Of a task of several posts, whoever did it for each of them.
        return first.isEmpty() ? Optional.empty() : Optional.of(new TwoPeople.Pair(first.equals(List.of(ProcedureStart.ELEMENT)) ? "本案由您本人发起，须由另一人决定"
                : starter ? "本案由您本人发起，或者您已办理过前一环节，须由另一人办理" : "您已办理过本案的前一环节，须由另一人办理", """
                select registered_by from shouwang.case_file where case_no = :caseNo and %s
                union all (select distinct on (element_id, post) decided_by
                from (select *, case when element_id in (%s) then decided_as end as post from shouwang.task_decision) done
                where case_no = :caseNo and taken_back_at is null and element_id in (%s) order by element_id, post, id desc)
                """.formatted(starter, quoted(first.stream().filter(procedure.model()::isForEach).toList()), quoted(first))));
    }

    private static String quoted(List<String> tasks) {
        return tasks.isEmpty() ? "null" : tasks.stream().map(each -> "'" + each + "'").collect(Collectors.joining(", "));
    }
}
