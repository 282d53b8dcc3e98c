package org.shouwang.casefile;

import java.util.List;

/**
 * The tasks of a process by their element ids, in the order in which a case that is never sent back takes them.
 *
 * @param beforeNotice the tasks before the public notice; if there is no notice, the first tasks
 * @param notice       whether a notice is posted between the two lists
 * @param afterNotice  the tasks from the notice to the decision
 * @param closing      the tasks after the decision
 */
public record CasePath(List<String> beforeNotice, boolean notice, List<String> afterNotice, List<String> closing) {
}
