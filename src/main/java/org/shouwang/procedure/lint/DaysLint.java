package org.shouwang.procedure.lint;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.engine.FormComponent;
import org.shouwang.procedure.Between;
import org.shouwang.procedure.Procedure;

/** Finds bounds of days that no form asks for, or that are not there in every case. */
record DaysLint(Procedure procedure, Names names, ExpressionLint expressions) {

    /** What names a day that is there in every case. */
    private static final Pattern ALWAYS = Pattern.compile("^(startedOn|today|date\\(\"[0-9-]+\"\\))( [+-] duration\\(\"[A-Z0-9]+\"\\))?$");

    void look() {
        Set<String> days = procedure.forms().keySet().stream().flatMap(form -> procedure.fields(form).stream())
                .flatMap(field -> field.isRepeated() ? field.children().stream() : Stream.of(field))
                .filter(field -> "datetime".equals(field.type()) && field.isInput()).map(FormComponent::key).collect(Collectors.toSet());
        procedure.manifest().days().forEach((key, between) -> {
            names.require(days.contains(key), key + ":", "no form asks for the day " + key, "correct the key, or add the field");
            Stream.of(between.from(), between.to()).flatMap(List::stream).forEach(expressions::look);
            names.require(isBound(between.from(), Set.of(key)) && isBound(between.to(), procedure.manifest().days().keySet()), key + ":",
                    "the day " + key + " has no bound if nothing else was filled in", "name startedOn, today or a date as well, in a list: from: [doneOn.userTask_x, startedOn]");
        });
    }

    /** Tells whether one of the days is there in every case, or is a field that has such a bound itself. */
    private boolean isBound(List<String> bounds, Set<String> seen) {
        return bounds.stream().anyMatch(each -> {
            Between of = procedure.manifest().days().get(each);
            return ALWAYS.matcher(each).find() || of != null && !seen.contains(each)
                    && isBound(of.from(), Stream.concat(seen.stream(), Stream.of(each)).collect(Collectors.toSet()));
        });
    }
}
