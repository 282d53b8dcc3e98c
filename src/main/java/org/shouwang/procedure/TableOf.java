package org.shouwang.procedure;

import java.util.List;
import java.util.Map;

/**
 * A decision table that is asked when a task is done.
 *
 * @param table   the table's key
 * @param at      the tasks with whose submission it is asked, before the rules are checked
 * @param inputs  the FEEL expressions of its inputs by their names
 * @param outputs the keys under which its outputs are kept, by their names; of several rows, the texts stand one below the other
 * @param against the FEEL expression that is true if the table advises against the result for which the case was begun; null
 *     if it never does
 */
public record TableOf(String table, List<String> at, Map<String, String> inputs, Map<String, String> outputs, String against) {
}
