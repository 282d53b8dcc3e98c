package org.shouwang.procedure.lint;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.shouwang.engine.FeelText;
import org.shouwang.procedure.Manifest;

/**
 * Finds what an expression of a manifest names and nothing fills in, and expressions that cannot be evaluated.
 *
 * @param manifest the manifest
 * @param names    what it may name
 * @param more     words that it may name besides those of all expressions
 */
record ExpressionLint(Manifest manifest, Names names, Set<String> more) {

    private static final Set<String> WORDS = Set.of("today", "startedOn", "subjectAge", "subjectBornOn", "earlier", "casesThisYear", "caseNo", "cityCode", "countyCode",
            "townshipCode", "similarCases", "times", "chosen", "round", "task", "doneOn", "parameters", "household", "project", "projectCases", "named", "inForce");

    boolean isKnown(String name) {
        return names.isKnown(name) || WORDS.contains(name) || more.contains(name);
    }

    /** Looks at expressions; null is none. */
    void look(String... expressions) {
        Stream.of(expressions).filter(Objects::nonNull).map(FeelText::new).forEach(this::look);
    }

    private void look(FeelText expression) {
        String text = expression.text();
        expression.comparisons().forEach(found -> chosen(text, found));
        for (String what : List.of("times", "doneOn", "chosen", "round", "earlier")) {
            expression.paths(what).forEach(path -> atTask(what, path));
        }
        names.each(expression.names(), this::isKnown, name -> text, "nothing is called %s",
                "name a field of a form, a value under data, or today, task, times, chosen, round, doneOn, earlier, parameters");
        names.each(expression.unknownFunctions().toList(), name -> false, name -> text, "there is no function %s",
                "write today without brackets, or take one of " + FeelText.functions());
        names.each(expression.paths("parameters").map(path -> path[0]).toList(), manifest.parameters()::contains, name -> text,
                "the parameter %s is not declared", "add it under parameters");
        names.require(!expression.hasBareDay(), text, "a day without date(…) is a subtraction", "write date(\"2026-01-31\")");
        expression.unreadable().ifPresent(why -> names.require(false, text, "the expression cannot be read: " + why, "write it in FEEL"));
    }

    /** Checks the task, and the decision or field there, that a path of an expression names. */
    private void atTask(String what, String[] path) {
        names.task(path[0]);
        String key = path.length > 1 ? path[1] : null;
        if ("earlier".equals(what)) {
            names.require(names.at(path[0]).contains(String.valueOf(key)), what + "." + path[0] + "." + key, "the form of " + path[0]
                    + " has no field " + key, "correct the key");
        } else if (Set.of("chosen", "round").contains(what) && key != null) {
            names.options(names.optionsOf(manifest.step(path[0]).decides()), List.of(key));
        }
    }

    /** Checks that what a field is compared with can be chosen there. */
    private void chosen(String expression, MatchResult compared) {
        Set<String> options = names.optionsOf(compared.group(1));
        names.require(options.isEmpty() || options.contains(compared.group(2)), expression, "the field " + compared.group(1) + " is never "
                + compared.group(2),
                "take one of the form's options: " + Faults.sorted(options));
    }
}
