package org.shouwang.engine;

import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.Variables;

/**
 * An expression in FEEL as it is written, for those who look at it before anybody evaluates it.
 *
 * @param text the expression
 */
public record FeelText(String text) {

    private static final FeelEngine FEEL = new KeptFeel();
    private static final Set<String> WORDS = Set.of("and", "or", "not", "null", "true", "false", "if", "then", "else", "in", "between", "some",
            "every", "satisfies", "for", "return", "item", "years", "months", "days", "year", "month", "day");
    /** Those that are the same whenever they are asked; {@code now()} and {@code today()} would read another clock than the product's. */
    private static final Set<String> FUNCTIONS = Set.of("date", "duration", "years and months duration", "string", "number", "count", "sum", "min", "max",
            "mean", "abs", "floor", "ceiling", "round up", "round down", "round half up", "decimal", "modulo", "append", "concatenate", "sublist",
            "flatten",
            "reverse", "union", "distinct values", "list contains", "index of", "string join", "string length", "substring", "substring before",
            "substring after", "contains", "starts with", "ends with", "matches", "replace", "split", "is defined", "normalised", "get or else", "get value", "all",
            "any", "not");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.\"])([a-zA-Z]\\w*)(?![\\w(\"])");
    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
    private static final Pattern FUNCTION_OF_WORDS = Pattern.compile("\\b[a-z]+( [a-z]+)+(?=\\()");
    private static final Pattern CALLED = Pattern.compile("([a-z]\\w*(?: [a-z]\\w*)*) ?\\(");
    private static final Pattern BOUND = Pattern.compile("\\b(?:for|some|every) ([a-z]\\w*) in\\b");
    private static final Pattern COMPARED = Pattern.compile("(?<![\\w.])([a-z]\\w*) ?!?= ?\"([^\"]*)\"");
    private static final Pattern BARE_DAY = Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\d\\b");

    /** Returns the expression without its texts. */
    private String bare() {
        return STRING.matcher(text).replaceAll("");
    }

    /**
     * @return the names of values that it reads, each once; of {@code a.b} only {@code a}
     */
    public Set<String> names() {
        String bare = FUNCTION_OF_WORDS.matcher(bare()).replaceAll("function");
        Set<String> bound = BOUND.matcher(bare).results().map(found -> found.group(1)).collect(Collectors.toSet());
        return NAME.matcher(bare).results().map(found -> found.group(1)).filter(name -> !WORDS.contains(name) && !bound.contains(name))
                .collect(Collectors.toSet());
    }

    /**
     * Finds the paths that begin with a name.
     *
     * @param first the name
     * @return the parts of each path behind the name
     */
    public Stream<String[]> paths(String first) {
        return Pattern.compile("(?<![\\w.])" + first + "\\.(\\w+(?:\\.\\w+)*)").matcher(bare()).results().map(found -> found.group(1).split("\\."));
    }

    /**
     * @return the comparisons of a value with a text, each with the name and the text as its groups 1 and 2
     */
    public Stream<MatchResult> comparisons() {
        return COMPARED.matcher(text).results();
    }

    /**
     * @return the last words of the functions that it calls and that are not known, or would read another clock
     */
    public Stream<String> unknownFunctions() {
        // The last of the words before a bracket name a function, unless they only join what stands round them.
        return CALLED.matcher(bare()).results().map(found -> found.group(1))
                .filter(words -> FUNCTIONS.stream().noneMatch(function -> words.equals(function) || words.endsWith(" " + function)))
                .map(words -> words.substring(words.lastIndexOf(' ') + 1)).filter(last -> !WORDS.contains(last));
    }

    /**
     * @return the functions that an expression may call, in the order of the alphabet
     */
    public static String functions() {
        return FUNCTIONS.stream().sorted().collect(Collectors.joining(", "));
    }

    /**
     * @return whether a day stands in it without {@code date(…)}, which is a subtraction
     */
    public boolean hasBareDay() {
        return BARE_DAY.matcher(bare()).find();
    }

    /**
     * @return why it cannot be read, in the engine's words; empty if it can
     */
    public Optional<String> unreadable() {
        try {
            FEEL.evaluateSimpleExpression(text, Variables.emptyVariableContext());
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage())).filter(why -> why.contains("parse")).map(why -> why.lines().findFirst().orElse(""));
        }
    }
}
