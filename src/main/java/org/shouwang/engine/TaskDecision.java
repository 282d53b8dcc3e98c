package org.shouwang.engine;

import java.time.Instant;

/**
 * The decision of a completed user task.
 *
 * @param caseNo      the case's number
 * @param processKey  the key of the task's process
 * @param elementId   the element id of the task
 * @param elementName the task's name
 * @param outcome     the value of the decision, or null if the task has none
 * @param outcomeText the Chinese name of the decision, or null
 * @param opinion     the user's opinion, or null
 * @param decidedBy   the id of the user who completed the task
 * @param decidedAs   the group of the post by which the user completed it
 * @param decidedAt   the moment of the completion
 * @param returnTo    the level to which the case was sent back, or null
 * @param actedFor    for which post and whom the user stood in, in Chinese, beginning with 代; null if the post was the user's
 *     own
 * @param takenBackAt     the moment at which the user took the decision back, so that it counts no longer, or null
 * @param takenBackReason the reason why it was taken back, or null
 */
public record TaskDecision(String caseNo, String processKey, String elementId, String elementName, String outcome,
                           String outcomeText, String opinion, String decidedBy, String decidedAs,
                           Instant decidedAt, String returnTo, String actedFor, Instant takenBackAt,
                           String takenBackReason) {

    /**
     * @return whether the decision counts, since it was not taken back
     */
    public boolean stands() {
        return takenBackAt == null;
    }

    /**
     * Adds to the name of the user who decided for whom the user stood in.
     *
     * @param name the name of the user
     * @return the display name
     */
    public String by(String name) {
        return actedFor == null ? name : name + "（" + actedFor + "）";
    }
}
