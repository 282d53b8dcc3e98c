package org.shouwang.taskform;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shouwang.engine.FormComponent;
import org.shouwang.shared.Decimals;
import org.shouwang.table.Amounts;

/** Reads what a page sent back for a form. What the form does not have is left out. */
public final class FormInput {

    private static final Pattern ROW = Pattern.compile("\\[(\\d{1,4})]\\.(\\w+)");
    private static final Set<String> SEVERAL = Set.of("checklist", "taglist");

    private FormInput() {
    }

    /**
     * Reads the values of a form.
     *
     * @param components the form
     * @param sent       what was sent, by name; a value in a row has a name like {@code members[0].name}
     * @return the values by the form's keys; fields that were left empty have none
     */
    public static Map<String, Object> read(List<FormComponent> components, Map<String, String[]> sent) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (FormComponent component : components) {
            if (component.isGroup()) {
                values.putAll(read(component.children(), sent));
            } else if (component.isRepeated() && component.isInput()) {
                List<Map<String, Object>> rows = rows(component, sent);
                if (!rows.isEmpty()) {
                    values.put(component.key(), rows);
                }
            } else if (component.isInput()) {
                Object value = value(component, sent.get(component.key()));
                if (value != null) {
                    values.put(component.key(), value);
                }
            }
        }
        return values;
    }

    /**
     * Leaves out of what was kept earlier whatever the form does not have now, since it may have been changed meanwhile.
     *
     * @param components the form
     * @param kept       values by key
     * @return the values that the form has, in its order
     */
    public static Map<String, Object> known(List<FormComponent> components, Map<String, Object> kept) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (FormComponent component : components) {
            Object value = component.key() == null ? null : kept.get(component.key());
            if (component.isGroup()) {
                values.putAll(known(component.children(), kept));
            } else if (component.isInput() && value != null) {
                values.put(component.key(), component.isRepeated() ? FormView.rowsOf(value).stream()
                        .map(row -> known(component.children(), row)).toList() : value);
            }
        }
        return values;
    }

    private static List<Map<String, Object>> rows(FormComponent list, Map<String, String[]> sent) {
        Map<Integer, Map<String, String[]>> cells = new TreeMap<>();
        sent.forEach((name, value) -> {
            if (name.startsWith(list.key() + "[")) {
                Matcher row = ROW.matcher(name.substring(list.key().length()));
                if (row.matches()) {
                    cells.computeIfAbsent(Integer.valueOf(row.group(1)), any -> new LinkedHashMap<>()).put(row.group(2), value);
                }
            }
        });
        List<Map<String, Object>> rows = new ArrayList<>();
        cells.values().forEach(row -> rows.add(read(list.children(), row)));
        return rows;
    }

    private static Object value(FormComponent field, String[] sent) {
        if ("checkbox".equals(field.type())) {
            return sent != null && List.of(sent).contains("true");
        }
        if (sent == null) {
            return null;
        }
        if (SEVERAL.contains(field.type())) {
            List<String> chosen = List.of(sent).stream().filter(value -> !value.isBlank()).toList();
            return chosen.isEmpty() ? null : chosen;
        }
        String text = sent[0];
        return text.isBlank() ? null : "number".equals(field.type()) ? number(text) : text;
    }

    /** Returns a number as programs read it, from 26,000 or 1.2万元 too; what is no number stays as it was typed. */
    private static String number(String text) {
        return Amounts.parse(text).map(BigDecimal::stripTrailingZeros).map(Decimals::plain).orElse(text.strip());
    }
}
