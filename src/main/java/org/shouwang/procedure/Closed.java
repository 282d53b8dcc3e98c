package org.shouwang.procedure;

import java.util.List;

/**
 * Who sees cases that are closed to their place. Posts are named as under {@code by} of the start, units by keys of {@code data}.
 *
 * @param readBy those who read the case
 * @param seenBy those who see its number, state, steps and limits, and what they filled in themselves; whoever began it does, too
 * @param barred the key of {@code data} with the group of the unit that the case is against, whose people see and do nothing of it,
 *     whatever other posts they have; null if there is none
 */
public record Closed(List<String> readBy, List<String> seenBy, String barred) {
}
