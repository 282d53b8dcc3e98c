package org.shouwang.deadline;

/**
 * An event: the last day of a limit has gone by. It is published once for each last day, in the transaction that tells people of it.
 *
 * @param caseNo the number of what the limit belongs to, a case or a loan
 */
public record LimitMissed(String caseNo) {
}
