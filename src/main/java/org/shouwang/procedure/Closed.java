package org.shouwang.procedure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.shouwang.security.CurrentUser;

/**
 * Who sees cases that are closed to their place. Posts are named as under {@code by} of the start, units by keys of {@code data}.
 *
 * @param readBy those who read the case
 * @param seenBy those who see its number, state, steps and limits, and what they filled in themselves; whoever began it does, too
 * @param told   the keys that some of these read besides, by their posts
 * @param barred the key of {@code data} with the group of the unit that the case is against, whose people see and do nothing of it,
 *     whatever other posts they have; null if there is none
 */
public record Closed(List<String> readBy, List<String> seenBy, Map<String, List<String>> told, String barred) {

    /** Returns the keys that a user reads of a case that the user sees and does not read, whatever version of its procedure it has. */
    static Set<String> toldTo(CurrentUser user, Procedure version) {
        return version.manifest().closed() == null ? Set.of() : user.posts().stream()
                .flatMap(post -> version.manifest().closed().told().getOrDefault(CaseReaders.nameOf(post), List.of()).stream()).collect(Collectors.toSet());
    }
}
