package org.shouwang.procedure;

import java.util.List;

/**
 * What is in force while something else is asked for. Once a task was done, cases show the values as they were when it was last done.
 *
 * @param since   the element id of the task
 * @param except  computed values that are shown as they are now, such as the state itself
 * @param pending the FEEL expression that is true while something is asked for; what is asked for is shown too, marked as such
 */
public record InForce(String since, List<String> except, String pending) {
}
