package org.shouwang.procedure;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.shouwang.engine.Expressions;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.ProcessModel;
import org.shouwang.engine.Submission;
import org.springframework.stereotype.Component;

/** Checks that the days that are filled in lie between those that the manifest names: after what came before, and not in the future. */
@Component
record Days(Expressions expressions) {

    private static final String BORN = "subjectBornOn";
    private static final Map<String, String> WORDS = Map.of("today", "今天", "startedOn", "发起之日");
    private static final String DONE = "doneOn.";

    /** A possible day with the expression that told it. */
    private record Bound(LocalDate day, String expression) {
    }

    /**
     * Rejects the days of a submission that are too early or too late.
     *
     * @param procedure  the version of the procedure
     * @param form       the id of the form
     * @param submission what was filled in
     * @param known      what expressions may name, with what was filled in
     */
    void check(Procedure procedure, String form, Submission submission, Map<String, Object> known) {
        check(procedure, procedure.fields(form), submission, known);
    }

    private void check(Procedure procedure, List<FormComponent> fields, Submission submission, Map<String, Object> known) {
        for (FormComponent field : fields) {
            Between between = procedure.manifest().days().get(field.key());
            if (field.isRepeated()) {
                submission.rows(field.key()).forEach(row -> check(procedure, field.children(), row, known));
            } else if (between != null && submission.date(field.key()) != null) {
                LocalDate day = submission.date(field.key());
                first(procedure, between, known).filter(bound -> day.isBefore(bound.day()))
                        .ifPresent(bound -> submission.reject(field.key(), bound.expression().contains(BORN) ? "太早，与本人的年龄不符，请核对年份"
                                : "不能早于" + told(procedure, fields, bound)));
                between.to().stream().flatMap(each -> day(each, known)).min(Comparator.comparing(Bound::day))
                        .filter(bound -> day.isAfter(bound.day())).ifPresent(bound -> submission.reject(field.key(), "不能晚于" + told(procedure, fields, bound)));
            }
        }
    }

    /** Returns the first possible day. A field that was left empty counts as the first day that it could have had. */
    private Optional<Bound> first(Procedure procedure, Between between, Map<String, Object> known) {
        return between.from().stream().flatMap(each -> known.get(each) == null && procedure.manifest().days().containsKey(each)
                ? first(procedure, procedure.manifest().days().get(each), known).stream() : day(each, known)).max(Comparator.comparing(Bound::day));
    }

    private Stream<Bound> day(String expression, Map<String, Object> known) {
        return expressions.value(expression, known) instanceof LocalDate day ? Stream.of(new Bound(day, expression)) : Stream.empty();
    }

    /** Returns a bound as the message names it: a field by its label in the form that is filled in, if it stands there. */
    private static String told(Procedure procedure, List<FormComponent> fields, Bound bound) {
        String key = bound.expression();
        String label = fields.stream().filter(each -> key.equals(each.key())).findFirst().or(() -> procedure.field(key))
                .map(FormComponent::label).orElse(procedure.manifest().field(key).title());
        String name = key.startsWith(DONE) ? procedure.model().tasks().stream().filter(task -> task.id().equals(key.substring(DONE.length())))
                .map(ProcessModel.Task::name).findFirst().orElseThrow() + "之日" : WORDS.getOrDefault(key, label);
        return name == null ? " " + bound.day() + "，请核对年份" : name + "（" + bound.day() + "）";
    }
}
