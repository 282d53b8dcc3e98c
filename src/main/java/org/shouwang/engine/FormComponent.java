package org.shouwang.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shouwang.shared.Decimals;

/**
 * One component of a deployed form. A submission is checked against it, and a page shows it.
 *
 * @param type         the component's type in the form file
 * @param id           the component's id, which is unique in the form
 * @param key          the key under which the value is submitted; null for a component without a value
 * @param label        the component's Chinese name, or null
 * @param help         the text that explains the field, or null
 * @param content      the text of a text, or the markup of an html component; null for others
 * @param hideIf       the condition under which the component is hidden, as an expression, or null
 * @param required     whether a visible component has to be filled in
 * @param min          the smallest allowed number, or null
 * @param max          the largest allowed number, or null
 * @param decimals     the most digits after the point, or null
 * @param maxLength    the length of the longest allowed text, or null
 * @param pattern      the pattern of an allowed text, or null
 * @param options      the values that may be chosen, with their labels; empty if any value may be typed or the step offers the
 *     values
 * @param optionsKey   the key of the values that the step offers, which are rows of {@code value} and {@code label}; with a point
 *     in it, the key of rows and the name of the column with the value; null if the step offers none
 * @param source       the expression whose value is a table's rows, or null
 * @param columns      a table's columns: their keys with their labels
 * @param suffix       the unit that stands behind a number, or null
 * @param row          the name that components have in common which stand in one line, or null
 * @param readonly     whether the value is shown and submitted but cannot be changed
 * @param disabled     whether the value is only shown
 * @param initial      the value that the field has at first if the step gives none, or null
 * @param fixedRows    whether the rows of a repeated group can be neither added nor removed
 * @param noPastDays   whether days that are over cannot be chosen
 * @param needed       when a rule asks for a field that the form lets be empty, as its label says in brackets at its end, such as
 *     {@code 经营性项目必填}; null if its label says nothing. It is no part of the {@code label}
 * @param perCase      whether the value belongs to one case, so that it is never the same for several
 * @param children     the components inside a group or a repeated group
 */
public record FormComponent(String type, String id, String key, String label, String help, String content, String hideIf,
                            boolean required, BigDecimal min, BigDecimal max, Integer decimals, Integer maxLength, Pattern pattern,
                            Map<String, String> options, String optionsKey, String source, Map<String, String> columns,
                            String suffix, String row, boolean readonly, boolean disabled, String initial, boolean fixedRows,
                            boolean noPastDays, String needed, boolean perCase, List<FormComponent> children) {

    private static final Pattern NEEDED = Pattern.compile("(.+)（([^（）]*必填)）");
    private static final Set<String> INPUTS = Set.of("textfield", "textarea", "number", "datetime", "checkbox",
            "checklist", "radio", "select", "taglist", "dynamiclist");

    /**
     * @return whether the component is a group of rows
     */
    public boolean isRepeated() {
        return "dynamiclist".equals(type);
    }

    /**
     * @return whether the component is a group that stands once
     */
    public boolean isGroup() {
        return "group".equals(type);
    }

    /**
     * @return whether the component has a value that is submitted
     */
    public boolean isInput() {
        return INPUTS.contains(type) && !disabled;
    }

    /**
     * @return whether the component or one inside it has a value that is submitted
     */
    public boolean takesInput() {
        return isInput() || children.stream().anyMatch(FormComponent::takesInput);
    }

    /** Returns the component with only those components inside it that are submitted. */
    FormComponent withFieldsOnly() {
        return with(FormSchema.fieldsOf(children));
    }

    /**
     * Takes fields out of components and the groups inside them.
     *
     * @param components components of a form
     * @param keys       the keys of the fields
     * @return the components that are left; a group without a field that is left is none of them
     */
    public static List<FormComponent> without(List<FormComponent> components, Set<String> keys) {
        return components.stream().filter(component -> component.key() == null || !keys.contains(component.key()))
                .map(component -> component.isGroup() ? component.with(without(component.children(), keys)) : component)
                .filter(component -> !component.isGroup() || component.children().stream().anyMatch(child -> child.key() != null || child.isGroup())).toList();
    }

    private FormComponent with(List<FormComponent> inner) {
        return new FormComponent(type, id, key, label, help, content, hideIf, required, min, max, decimals, maxLength, pattern, options,
                optionsKey, source, columns, suffix, row, readonly, disabled, initial, fixedRows, noPastDays, needed, perCase, inner);
    }

    /**
     * Reads the file of a form.
     *
     * @param form the content of the file
     * @param json reads it
     * @return its components
     */
    public static List<FormComponent> read(InputStream form, ObjectMapper json) {
        return FormSchema.read(form, json).components();
    }

    static List<FormComponent> read(JsonNode components) {
        List<FormComponent> all = new ArrayList<>();
        components.forEach(component -> all.add(of(component)));
        return List.copyOf(all);
    }

    private static FormComponent of(JsonNode component) {
        String type = component.path("type").asText();
        JsonNode rules = component.path("validate");
        String key = textOrNull(component, "dynamiclist".equals(type) ? "path" : "key");
        String label = component.path("datetime".equals(type) ? "dateLabel" : "label").asText(key);
        Matcher needed = label == null ? null : NEEDED.matcher(label);
        boolean isNeeded = needed != null && needed.matches();
        return new FormComponent(type, textOrNull(component, "id"), key, isNeeded ? needed.group(1) : label, textOrNull(component, "description"),
                textOrNull(component, "html".equals(type) ? "content" : "text"), textOrNull(component.path("conditional"), "hide"),
                rules.path("required").asBoolean(), decimalOrNull(rules, "min"), decimalOrNull(rules, "max"),
                component.has("decimalDigits") ? component.path("decimalDigits").asInt() : null,
                rules.has("maxLength") ? rules.path("maxLength").asInt() : null,
                rules.has("pattern") ? Pattern.compile(rules.path("pattern").asText()) : null,
                texts(component.path("values"), "value"), optionsKey(component), textOrNull(component, "dataSource"),
                texts(component.path("columns"), "key"), textOrNull(component.path("appearance"), "suffixAdorner"),
                textOrNull(component.path("layout"), "row"), component.path("readonly").asBoolean(),
                component.path("disabled").asBoolean(), textOrNull(component, "defaultValue"),
                !component.path("allowAddRemove").asBoolean(true), component.path("disallowPassedDates").asBoolean(),
                isNeeded ? needed.group(2) : null,
                component.path("properties").path("perCase").asBoolean(),
                read(component.path("components")));
    }

    /** Returns the key of the values that a form offers, or that our pages offer where a form cannot: inside repeated groups. */
    private static String optionsKey(JsonNode component) {
        return textOrNull(component.has("valuesKey") ? component : component.path("properties"), component.has("valuesKey") ? "valuesKey" : "choose");
    }

    private static Map<String, String> texts(JsonNode items, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        items.forEach(item -> texts.put(item.path(name).asText(), item.path("label").asText()));
        return texts;
    }

    private static String textOrNull(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.get(name).asText() : null;
    }

    private static BigDecimal decimalOrNull(JsonNode node, String name) {
        return node.hasNonNull(name) ? Decimals.parse(node.get(name).asText()).orElseThrow() : null;
    }
}
