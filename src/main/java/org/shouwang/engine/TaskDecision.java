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
 */
public record TaskDecision(String caseNo, String processKey, String elementId, String elementName, String outcome,
                           String outcomeText, String opinion, String decidedBy, String decidedAs,
                           Instant decidedAt, String returnTo) {
}
