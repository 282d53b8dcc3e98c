package org.shouwang.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.engine.FormComponent;

/** What was filled in in forms, as papers print it. */
public final class FormValues {

    private FormValues() {
    }

    /**
     * @param group a repeated group of fields
     * @param value its rows, by the keys of the fields; null if there are none
     * @return the rows with their numbers, choices by their names and with their boxes; an empty one if there are none
     */
    public static List<Map<String, Object>> rows(FormComponent group, Object value) {
        List<Map<String, Object>> rows = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(each -> {
                Map<?, ?> row = (Map<?, ?>) each;
                Map<String, Object> cells = new LinkedHashMap<>();
                group.children().forEach(field -> {
                    Object cell = row.get(field.key());
                    cells.put(field.key(), cell == null ? null : field.options().getOrDefault(String.valueOf(cell), String.valueOf(cell)));
                    cells.putAll(boxes(field, cell));
                });
                row.forEach((key, cell) -> cells.putIfAbsent(String.valueOf(key), cell));
                rows.add(cells);
            });
        }
        return CasePaperFacts.numbered(rows, 1, group.children().stream().map(FormComponent::key).toArray(String[]::new));
    }

    /**
     * @param field a choice
     * @param value what was chosen, or a list of it; null if nothing was
     * @return a box for each option by its name in templates, with a tick in those that were chosen; empty for a field without options
     */
    public static Map<String, Object> boxes(FormComponent field, Object value) {
        Map<String, Object> boxes = new LinkedHashMap<>();
        field.options().keySet().forEach(option -> boxes.put(box(field, option),
                (value instanceof List<?> several ? several.contains(option) : option.equals(value)) ? "☑" : "□"));
        return boxes;
    }

    /**
     * @param field  a choice
     * @param option the code of an option
     * @return the name of its box in templates
     */
    public static String box(FormComponent field, String option) {
        return field.key() + "_" + option;
    }
}
