package org.shouwang.meeting;

import java.time.Instant;

/**
 * A household that a meeting discussed.
 *
 * @param id                  the row's id; a case that is handed in again has another
 * @param position            the household's place in the minutes; the first is 0
 * @param caseNo              the case's number as it was given
 * @param headName            the name of the head; null if the village has no such case
 * @param kindTitle           the Chinese name of the kind of case; null if the village has no such case
 * @param advice              what the product advised, in Chinese; null if the village has no such case
 * @param preselectionOutcome the verdict: PRESELECT or REJECT, or what else was handed in
 * @param opinion             the words about this household, or null
 * @param outcome             DONE if it was decided, REFUSED if it was not accepted; null while it is carried out
 * @param errors              why it was refused, as JSON; null unless it was refused
 * @param concludedAt         the moment at which it was decided or refused, or null
 * @param takenBack           whether it was decided, and the decision was taken back (撤回)
 */
public record MeetingItem(long id, int position, String caseNo, String headName, String kindTitle, String advice,
                          String preselectionOutcome, String opinion, String outcome, String errors, Instant concludedAt,
                          boolean takenBack) {

    /** The outcome of a decision that was made. */
    public static final String DONE = "DONE";
    /** The outcome of a decision that was not accepted. */
    public static final String REFUSED = "REFUSED";

    /**
     * @return whether the decision was made; it may have been taken back since
     */
    public boolean isDone() {
        return DONE.equals(outcome);
    }

    /**
     * @return whether the decision was not accepted
     */
    public boolean isRefused() {
        return REFUSED.equals(outcome);
    }

    /**
     * @return whether the village preselected the household, and the decision stands
     */
    public boolean isPreselected() {
        return isDone() && !takenBack && "PRESELECT".equals(preselectionOutcome);
    }

    /**
     * @return the verdict in Chinese
     */
    public String verdict() {
        return "PRESELECT".equals(preselectionOutcome) ? "初选" : "REJECT".equals(preselectionOutcome) ? "不予初选"
                : preselectionOutcome == null ? "—" : preselectionOutcome;
    }
}
