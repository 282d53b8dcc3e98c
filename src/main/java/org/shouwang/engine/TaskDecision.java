package org.shouwang.engine;

import java.time.Instant;

/**
 * One completed user task.
 *
 * @param caseNo      the case
 * @param processKey  the process the task stood in
 * @param elementId   the task's element id
 * @param elementName the task's name
 * @param outcome     the decision's value, or null if the task has none
 * @param outcomeText the decision as people read it, or null
 * @param opinion     the opinion given, or null
 * @param decidedBy   the id of the user who completed it
 * @param decidedAs   the group of the post in which the user completed it
 * @param decidedAt   when
 * @param returnTo    the level the case was sent back to, or null
 */
public record TaskDecision(String caseNo, String processKey, String elementId, String elementName, String outcome,
                           String outcomeText, String opinion, String decidedBy, String decidedAs,
                           Instant decidedAt, String returnTo) {
}
