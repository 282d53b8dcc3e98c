package org.shouwang.table;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A column that a table may have.
 *
 * @param key         its name for other systems
 * @param title       its name as people read it
 * @param others      what else it may be called
 * @param required    whether a table must have it
 * @param identifying whether it says whom or what a row is about; a row without any such value may be a note or a total
 * @param unit        in what its numbers are, as people read it, such as {@code 元}; null for a column without numbers in a unit
 */
public record TableColumn(String key, String title, List<String> others, boolean required, boolean identifying, String unit) {

    private static final String YUAN = "元";

    /**
     * A column without numbers in a unit.
     *
     * @param key         its name for other systems
     * @param title       its name as people read it
     * @param others      what else it may be called
     * @param required    whether a table must have it
     * @param identifying whether it says whom or what a row is about
     */
    public TableColumn(String key, String title, List<String> others, boolean required, boolean identifying) {
        this(key, title, others, required, identifying, null);
    }

    /**
     * @return whether amounts of money in yuan stand in it
     */
    boolean isMoney() {
        return unit != null && unit.startsWith(YUAN);
    }

    /**
     * @return every name that means this column, in the form of {@link HeaderNames#normal(String)}
     */
    Set<String> names() {
        Set<String> names = new HashSet<>(List.of(HeaderNames.normal(key), HeaderNames.normal(title)));
        others.forEach(other -> names.add(HeaderNames.normal(other)));
        return names;
    }
}
