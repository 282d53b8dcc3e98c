package org.shouwang.table;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A column that a table may have.
 *
 * @param key         the column's name for other systems
 * @param title       the column's name for people
 * @param others      other names that the column may have
 * @param required    whether a table must have the column
 * @param identifying whether the column says whom or what a row is about; a row without any such value may be a note or a
 *     total
 * @param unit        the unit of its numbers for people, such as {@code 元}; null for a column without numbers in a unit
 */
public record TableColumn(String key, String title, List<String> others, boolean required, boolean identifying, String unit) {

    private static final String YUAN = "元";

    /**
     * Makes a column without numbers in a unit.
     *
     * @param key         the column's name for other systems
     * @param title       the column's name for people
     * @param others      other names that the column may have
     * @param required    whether a table must have the column
     * @param identifying whether the column says whom or what a row is about
     */
    public TableColumn(String key, String title, List<String> others, boolean required, boolean identifying) {
        this(key, title, others, required, identifying, null);
    }

    /**
     * @return whether the column holds amounts of money in yuan
     */
    boolean isMoney() {
        return unit != null && unit.startsWith(YUAN);
    }

    /**
     * @return all names of the column in the form of {@link HeaderNames#normal(String)}
     */
    Set<String> names() {
        Set<String> names = new HashSet<>(List.of(HeaderNames.normal(key), HeaderNames.normal(title)));
        others.forEach(other -> names.add(HeaderNames.normal(other)));
        return names;
    }
}
