package org.shouwang.meeting;

/**
 * What a meeting decided on one household, as it was handed in.
 *
 * @param caseNo              the case's number
 * @param preselectionOutcome PRESELECT or REJECT; checked when it is carried out
 * @param opinion             the words about this household, or null
 */
public record Verdict(String caseNo, String preselectionOutcome, String opinion) {
}
