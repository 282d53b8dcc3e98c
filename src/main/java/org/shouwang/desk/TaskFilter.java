package org.shouwang.desk;

import java.util.List;
import java.util.Map;

/**
 * A list of open tasks as the database is asked for it.
 *
 * @param seesAll whether the tasks of all posts are meant
 * @param groups  the groups of the posts whose tasks are meant
 * @param where   the further conditions in SQL, at least {@code true}
 * @param params  the values of the conditions
 * @param sort    the order
 */
record TaskFilter(boolean seesAll, List<String> groups, String where, Map<String, Object> params, TaskSort sort) {

    /** Tells whether nobody's tasks are meant, as for another system. */
    boolean isNothing() {
        return !seesAll && groups.isEmpty();
    }
}
