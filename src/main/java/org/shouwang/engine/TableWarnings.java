package org.shouwang.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.shouwang.shared.Decimals;

/**
 * What a second person should look at before a new version of a decision table is approved. Policy may want it so, but for the holes: a
 * case without an answer cannot go on.
 */
public final class TableWarnings {

    /** How often the new version is asked with values that are drawn, the same ones each time. An answer takes about a millisecond. */
    private static final int SAMPLES = 300;
    private static final long SEED = 7;
    /** What is drawn besides for columns that may be of numbers, which are often compared with parameters. */
    private static final List<BigDecimal> NUMBERS = List.of(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.valueOf(1_000));
    private static final Set<String> WORDS = Set.of("string", "boolean");
    static final Pattern NUMBER = Pattern.compile("(?<![\\w.\"])\\d+(?:\\.\\d+)?(?![\\w\"])");
    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");

    private final TableVersion now;
    private final TableVersion present;
    private final List<String> warnings = new ArrayList<>();

    private TableWarnings(TableVersion now, TableVersion present) {
        this.now = now;
        this.present = present;
    }

    /**
     * Compares a version that fits with the one in force.
     *
     * @param now     the new version
     * @param present the version in force
     * @return what is to be looked at, in Chinese; usually empty
     */
    public static List<String> of(TableVersion now, TableVersion present) {
        TableWarnings found = new TableWarnings(now, present);
        found.lostAnswers();
        found.emptyAnswers();
        found.constants();
        found.gaps();
        return found.warnings;
    }

    /**
     * Looks for cases that the version in force answers and the new one does not. Of a table that collects what it finds there are none,
     * since without a row nothing was found.
     *
     * @param now     the new version, which fits
     * @param present the version in force
     * @return the holes with an example each, in Chinese; empty if none was found
     */
    public static List<String> holes(TableVersion now, TableVersion present) {
        TableWarnings found = new TableWarnings(now, present);
        if (now.answersAlways()) {
            found.emptyAnswers();
            found.gaps();
        }
        return found.warnings;
    }

    private void lostAnswers() {
        Map<String, Set<String>> given = answers(now);
        answers(present).forEach((output, before) -> {
            List<String> lost = before.stream().filter(answer -> !given.getOrDefault(output, Set.of()).contains(answer)).toList();
            if (!lost.isEmpty()) {
                warnings.add("“" + titleOf(output) + "”不再给出：" + String.join("、", lost));
            }
        });
    }

    private String titleOf(String output) {
        String title = now.outputs().get(output);
        return title == null ? output : title;
    }

    private static Map<String, Set<String>> answers(TableVersion version) {
        Map<String, Set<String>> answers = new LinkedHashMap<>();
        List<String> outputs = List.copyOf(version.outputs().keySet());
        version.table().getRules().forEach(rule -> {
            List<String> cells = rule.getOutputEntries().stream().map(TableVersion::text).toList();
            for (int i = 0; i < cells.size() && i < outputs.size(); i++) {
                TableVersion.literals(cells.get(i)).forEach(answers.computeIfAbsent(outputs.get(i), any -> new LinkedHashSet<>())::add);
            }
        });
        return answers;
    }

    private void emptyAnswers() {
        List<String> outputs = List.copyOf(now.outputs().keySet());
        List<Rule> rules = List.copyOf(now.table().getRules());
        Set<String> before = present.table().getRules().stream().flatMap(rule -> empty(rule, List.copyOf(present.outputs().keySet())).stream())
                .collect(Collectors.toSet());
        for (int i = 0; i < rules.size(); i++) {
            List<String> empty = empty(rules.get(i), outputs).stream().filter(output -> !before.contains(output)).map(this::titleOf).toList();
            if (!empty.isEmpty()) {
                warnings.add("第 " + (i + 1) + " 行规则没有填写“" + String.join("”“", empty) + "”，现在的表每行都有");
            }
        }
    }

    private static List<String> empty(Rule rule, List<String> outputs) {
        List<String> cells = rule.getOutputEntries().stream().map(TableVersion::text).toList();
        return outputs.stream().filter(output -> outputs.indexOf(output) < cells.size()
                && (cells.get(outputs.indexOf(output)).isEmpty() || "null".equals(cells.get(outputs.indexOf(output))))).toList();
    }

    /** Numbers that policy sets come from dated parameters, so that they change without a new version. */
    private void constants() {
        List<Input> inputs = List.copyOf(now.inputs().values());
        Map<String, Set<String>> before = numbers(present);
        numbers(now).forEach((input, numbers) -> {
            List<String> more = numbers.stream().filter(number -> !before.getOrDefault(input, Set.of()).contains(number)).toList();
            if (!more.isEmpty()) {
                warnings.add("“" + labelOf(inputs, input) + "”的条件里新写了数字 " + String.join("、", more) + "：政策规定的数应来自参数");
            }
        });
    }

    private static String labelOf(List<Input> inputs, String expression) {
        return inputs.stream().filter(input -> expression.equals(TableVersion.text(input.getInputExpression()))).map(Input::getLabel)
                .filter(label -> label != null && !label.isBlank()).findFirst().orElse(expression);
    }

    private static Map<String, Set<String>> numbers(TableVersion version) {
        Map<String, Set<String>> numbers = new LinkedHashMap<>();
        cells(version).forEach((input, cells) -> numbers.put(input, cells.stream().map(cell -> STRING.matcher(cell).replaceAll(""))
                .flatMap(cell -> NUMBER.matcher(cell).results().map(MatchResult::group)).collect(Collectors.toCollection(LinkedHashSet::new))));
        return numbers;
    }

    /** Returns the conditions of each input by its expression. */
    private static Map<String, List<String>> cells(TableVersion version) {
        Map<String, List<String>> cells = new LinkedHashMap<>();
        List<String> inputs = List.copyOf(version.inputs().keySet());
        version.table().getRules().forEach(rule -> {
            List<? extends DmnElement> entries = List.copyOf(rule.getInputEntries());
            for (int i = 0; i < entries.size() && i < inputs.size(); i++) {
                cells.computeIfAbsent(inputs.get(i), any -> new ArrayList<>()).add(TableVersion.text(entries.get(i)));
            }
        });
        return cells;
    }

    /** Asks both versions with the values that their conditions name and those beside them. */
    private void gaps() {
        Map<String, List<Object>> values = values();
        SplittableRandom drawn = new SplittableRandom(SEED);
        String none = null;
        String several = null;
        for (int sample = 0; sample < SAMPLES; sample++) {
            Map<String, Object> inputs = new LinkedHashMap<>();
            values.forEach((input, some) -> inputs.put(input, some.get(drawn.nextInt(some.size()))));
            try {
                none = none == null && now.rows(inputs).isEmpty() && isAnswered(inputs) ? told(inputs) : none;
            } catch (IllegalArgumentException e) {
                several = several == null && isAnswered(inputs) ? told(inputs) : several;
            }
        }
        if (none != null) {
            warnings.add("有的情况现在有结论，新表没有，例如：" + none);
        }
        if (several != null) {
            warnings.add("有的情况现在有结论，新表答不出来（例如同时符合几行），例如：" + several);
        }
    }

    private boolean isAnswered(Map<String, Object> inputs) {
        try {
            return !present.rows(inputs).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Map<String, List<Object>> values() {
        Map<String, List<String>> before = cells(present);
        Map<String, List<String>> after = cells(now);
        Map<String, List<Object>> values = new LinkedHashMap<>();
        now.inputs().keySet().forEach(input -> {
            Set<Object> found = new LinkedHashSet<>();
            Stream.concat(after.getOrDefault(input, List.of()).stream(), before.getOrDefault(input, List.of()).stream()).forEach(cell -> {
                STRING.matcher(cell).results().map(MatchResult::group).forEach(text -> found.add(text.substring(1, text.length() - 1)));
                NUMBER.matcher(STRING.matcher(cell).replaceAll("")).results().flatMap(number -> Decimals.parse(number.group()).stream())
                        .forEach(number -> found.addAll(Arrays.asList(number, number.subtract(BigDecimal.ONE), number.add(BigDecimal.ONE))));
                if (cell.contains("true") || cell.contains("false")) {
                    found.addAll(List.of(true, false));
                }
            });
            if (!WORDS.contains(String.valueOf(now.inputs().get(input).getInputExpression().getTypeRef()))) {
                found.addAll(NUMBERS);
            }
            found.add(null);
            values.put(input, new ArrayList<>(found));
        });
        return values;
    }

    private String told(Map<String, Object> inputs) {
        List<Input> columns = List.copyOf(now.inputs().values());
        String told = inputs.entrySet().stream().filter(input -> input.getValue() != null)
                .map(input -> labelOf(columns, input.getKey()) + "=" + input.getValue()).collect(Collectors.joining("，"));
        return told.isEmpty() ? "各项都没有填" : told;
    }
}
