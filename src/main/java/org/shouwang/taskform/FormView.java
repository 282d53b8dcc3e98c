package org.shouwang.taskform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.FormConditions;
import org.shouwang.shared.FieldError;

/** Puts a form together with what the step knows, what was filled in, and what is wrong with it. */
public final class FormView {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Set<String> WORDS = Set.of("and", "or", "not", "null", "true", "false", "if", "then", "else", "in");

    private final FormConditions conditions;
    private final FormTexts texts;
    private final Map<String, Object> known;
    private final Map<String, String> errors = new HashMap<>();
    /** The keys of all fields, and of those on which the condition of some component depends. */
    private final Set<String> keys = new HashSet<>();
    private final Set<String> driving = new HashSet<>();

    private FormView(List<FormComponent> components, Map<String, Object> facts, Map<String, Object> values, List<FieldError> wrong,
                     Function<Map<String, Object>, FormConditions> evaluator) {
        known = new HashMap<>(facts);
        names(components).forEach(name -> known.putIfAbsent(name, null));
        keysOf(components).forEach(key -> known.put(key, null));
        known.putAll(values);
        keys.addAll(keysOf(components));
        conditionsOf(components).forEach(condition -> namesIn(condition).stream().filter(keys::contains).forEach(driving::add));
        wrong.forEach(error -> errors.putIfAbsent(error.field(), error.message()));
        conditions = evaluator.apply(known);
        texts = new FormTexts(conditions, known);
    }

    /**
     * Returns the form as a page shows it.
     *
     * @param components the form
     * @param facts      what the step shows, by key
     * @param values     what is filled in, by key; see {@link #initial} and {@link FormInput#read}
     * @param wrong      what is wrong with it
     * @param evaluator  makes what tells whether conditions hold for given values
     */
    public static List<FormPart> of(List<FormComponent> components, Map<String, Object> facts, Map<String, Object> values,
                                    List<FieldError> wrong, Function<Map<String, Object>, FormConditions> evaluator) {
        return new FormView(components, facts, values, wrong, evaluator).parts(components, values, "");
    }

    /**
     * Returns what a form is filled in with at first: what the step knows, else what the form says.
     *
     * @param components the form
     * @param facts      what the step shows, by key
     * @return the values by key
     */
    public static Map<String, Object> initial(List<FormComponent> components, Map<String, Object> facts) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (FormComponent component : components) {
            if (component.isGroup()) {
                values.putAll(initial(component.children(), facts));
            } else if (component.isInput()) {
                Object value = facts.get(component.key());
                if (component.isRepeated() && (value == null || List.of().equals(value)) && !component.fixedRows()) {
                    values.put(component.key(), List.of(initial(component.children(), Map.of())));
                } else if (value != null) {
                    values.put(component.key(), value);
                } else if (component.initial() != null) {
                    values.put(component.key(), component.initial());
                }
            }
        }
        return values;
    }

    /**
     * Tells whether what is filled in shows a part of the form that is hidden on a page, or hides one that is shown there. Nothing
     * but what is filled in is looked at.
     *
     * @param components the form
     * @param values     what is filled in, by key
     * @param hidden     the ids of the components that the page hides
     * @param evaluator  makes what tells whether conditions hold for given values
     */
    public static boolean changes(List<FormComponent> components, Map<String, Object> values, Set<String> hidden,
                                  Function<Map<String, Object>, FormConditions> evaluator) {
        FormView view = new FormView(components, Map.of(), values, List.of(), evaluator);
        return view.changed(components, hidden);
    }

    private boolean changed(List<FormComponent> components, Set<String> hidden) {
        return components.stream().anyMatch(is -> is.hideIf() != null && keys.containsAll(namesIn(is.hideIf()))
                && conditions.holds(is.hideIf(), known) != hidden.contains(is.id())
                || (is.isGroup() && !hidden.contains(is.id())) && changed(is.children(), hidden));
    }

    private List<FormPart> parts(List<FormComponent> components, Map<String, Object> values, String path) {
        return components.stream().map(component -> part(component, values, path)).toList();
    }

    private FormPart part(FormComponent is, Map<String, Object> values, String path) {
        boolean shown = is.hideIf() == null || !conditions.holds(is.hideIf(), path.isEmpty() ? known : values);
        boolean varies = is.hideIf() != null && namesIn(is.hideIf()).stream().anyMatch(keys::contains);
        String name = is.key() == null ? "part-" + is.id() : path + is.key();
        if (!shown) {
            List<FormPart.Kept> kept = new ArrayList<>();
            keep(is, values, path, kept);
            return new FormPart(is, name, false, varies, false, "", List.of(), null, List.of(), List.of(), List.of(), kept, null);
        }
        // What is only told is nothing that was filled in.
        Object value = is.key() == null ? null : is.disabled() ? known.get(is.key()) : values.get(is.key());
        String markup = "html".equals(is.type()) ? texts.html(is.content()) : "text".equals(is.type()) ? texts.markdown(is.content()) : null;
        return new FormPart(is, name, true, varies, driving.contains(is.key()), value == null || value instanceof List<?> ? "" : Values.text(value),
                choices(is, value), markup, cells(is), is.isRepeated() ? rows(is, value, name) : List.of(),
                is.isGroup() ? parts(is.children(), values, path) : List.of(), List.of(), errors.get(name));
    }

    private List<FormPart.Choice> choices(FormComponent is, Object value) {
        Map<String, String> options = new LinkedHashMap<>(is.options());
        if (is.optionsKey() != null) {
            String[] path = is.optionsKey().split("\\.");
            rowsOf(known.get(path[0])).forEach(row -> options.put(String.valueOf(row.get(path.length > 1 ? path[1] : "value")),
                    String.valueOf(row.get(path.length > 1 ? path[1] : "label"))));
        }
        if ("textfield".equals(is.type()) && !options.isEmpty() && value != null) {
            options.putIfAbsent(Values.text(value), Values.text(value));
        }
        return options.entrySet().stream().map(option -> new FormPart.Choice(option.getKey(), option.getValue(),
                value instanceof List<?> several ? several.contains(option.getKey())
                        : value != null && option.getKey().equals(Values.text(value)))).toList();
    }

    private List<List<String>> cells(FormComponent is) {
        String source = is.source() == null ? null : is.source().replaceFirst("^=", "");
        if (source == null || !(known.get(source) instanceof List<?> rows)) {
            return List.of();
        }
        return rows.stream().map(row -> is.columns().keySet().stream()
                .map(column -> row instanceof Map<?, ?> cells && cells.get(column) != null ? Values.text(cells.get(column)) : "").toList()).toList();
    }

    private List<FormPart.Row> rows(FormComponent is, Object value, String name) {
        List<FormPart.Row> rows = new ArrayList<>();
        rowsOf(value).forEach(row -> {
            String rowName = name + "[" + rows.size() + "]";
            rows.add(new FormPart.Row(rowName, rows.size() + 1, parts(is.children(), row, rowName + ".")));
        });
        return rows;
    }

    /** Returns the rows of a repeated group; what is no row is left out. */
    static List<Map<String, Object>> rowsOf(Object value) {
        List<Map<String, Object>> rows = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> {
                if (item instanceof Map<?, ?> cells) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    cells.forEach((key, cell) -> row.put(String.valueOf(key), cell));
                    rows.add(row);
                }
            });
        }
        return rows;
    }

    private static void keep(FormComponent is, Map<String, Object> values, String path, List<FormPart.Kept> kept) {
        if (is.isRepeated()) {
            List<Map<String, Object>> rows = rowsOf(values.get(is.key()));
            for (int i = 0; i < rows.size(); i++) {
                for (FormComponent child : is.children()) {
                    keep(child, rows.get(i), path + is.key() + "[" + i + "].", kept);
                }
            }
        } else if (is.isGroup()) {
            is.children().forEach(child -> keep(child, values, path, kept));
        } else if (is.isInput() && values.get(is.key()) != null) {
            Object value = values.get(is.key());
            (value instanceof List<?> several ? several : List.of(value))
                    .forEach(each -> kept.add(new FormPart.Kept(path + is.key(), Values.text(each))));
        }
    }

    private static Set<String> keysOf(List<FormComponent> components) {
        Set<String> keys = new HashSet<>();
        components.forEach(component -> {
            if (component.isGroup()) {
                keys.addAll(keysOf(component.children()));
            } else if (component.isInput()) {
                keys.add(component.key());
            }
        });
        return keys;
    }

    private static List<String> conditionsOf(List<FormComponent> components) {
        List<String> all = new ArrayList<>();
        components.forEach(component -> {
            if (component.hideIf() != null) {
                all.add(component.hideIf());
            }
            all.addAll(conditionsOf(component.children()));
        });
        return all;
    }

    /** Returns what conditions and texts may name, so that what is not there is null and not unknown. */
    private static Set<String> names(List<FormComponent> components) {
        Set<String> names = new HashSet<>();
        components.forEach(component -> {
            if (component.hideIf() != null) {
                names.addAll(namesIn(component.hideIf()));
            }
            names.addAll(names(component.children()));
        });
        return names;
    }

    private static Set<String> namesIn(String expression) {
        Set<String> names = new HashSet<>();
        Matcher name = NAME.matcher(expression.replaceAll("\"[^\"]*\"", ""));
        while (name.find()) {
            names.add(name.group());
        }
        names.removeAll(WORDS);
        return names;
    }
}
