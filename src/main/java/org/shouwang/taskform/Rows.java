package org.shouwang.taskform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The buttons by which rows of a repeated group are added and taken out. */
public final class Rows {

    private static final Pattern BUTTON = Pattern.compile("(?:(add):(\\w+)|(remove):(\\w+)\\[(\\d{1,4})])");

    private Rows() {
    }

    /**
     * @param button the value of a button, such as {@code add:members} or {@code remove:members[2]}; may be anything
     * @return the key of the list that it changes, or null if it changes none
     */
    public static String listOf(String button) {
        Matcher parts = BUTTON.matcher(button);
        return !parts.matches() ? null : parts.group(1) != null ? parts.group(2) : parts.group(4);
    }

    /**
     * @param values what is filled in, by key
     * @param button the value of a button
     * @return the values as they are after the button was pressed
     */
    public static Map<String, Object> changed(Map<String, Object> values, String button) {
        Matcher parts = BUTTON.matcher(button);
        if (!parts.matches()) {
            return values;
        }
        String key = listOf(button);
        List<Object> rows = new ArrayList<>(values.get(key) instanceof List<?> present ? present : List.of());
        if (parts.group(1) != null) {
            rows.add(Map.of());
        } else if (Integer.parseInt(parts.group(5)) < rows.size()) {
            rows.remove(Integer.parseInt(parts.group(5)));
        }
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.put(key, rows);
        return changed;
    }
}
