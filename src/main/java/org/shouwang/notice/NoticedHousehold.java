package org.shouwang.notice;

import java.time.Instant;

/**
 * A household in a notice that was posted, with its own end: an upheld objection takes out this household alone.
 *
 * @param noticeId          the id of the notice
 * @param caseNo            the number of the case
 * @param headName          the name of the head
 * @param memberCount       the number of members
 * @param category          the household's category in Chinese
 * @param processInstanceId the id of the engine's process instance for the notice of this case
 * @param outcome           the outcome for this household; null while the notice runs for it
 * @param closedAt          the moment at which it ended for this household; null while it runs
 */
public record NoticedHousehold(long noticeId, String caseNo, String headName, int memberCount, String category,
                               String processInstanceId, NoticeOutcome outcome, Instant closedAt) {

    /**
     * @return whether the notice still runs for this household
     */
    public boolean isOpen() {
        return outcome == null;
    }
}
