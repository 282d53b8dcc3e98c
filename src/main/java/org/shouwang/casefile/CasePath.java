package org.shouwang.casefile;

import java.util.List;

/**
 * The tasks of a process in the order in which a case that is never sent back takes them, by their element ids.
 *
 * @param beforeNotice those before the public notice; without a notice, simply the first ones
 * @param notice       whether something is posted between the two
 * @param afterNotice  those after it, to the decision
 * @param closing      those after the decision
 */
public record CasePath(List<String> beforeNotice, boolean notice, List<String> afterNotice, List<String> closing) {
}
