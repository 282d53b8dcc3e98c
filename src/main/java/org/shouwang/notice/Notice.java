package org.shouwang.notice;

import java.time.Instant;
import java.time.LocalDate;
import org.shouwang.deadline.LimitRule;

/**
 * A notice posted in a village.
 *
 * @param id                its id
 * @param noticeNo          its number
 * @param processInstanceId the engine's instance that runs it
 * @param villageCode       the village
 * @param postedAt          the place
 * @param postedFrom        the first day it hangs
 * @param endsOn            the last day of the five that must at least pass
 * @param outcome           how it ended, or null while it runs
 * @param closedAt          when it ended, or null while it runs
 * @param wording           what it says it is about
 */
public record Notice(long id, String noticeNo, String processInstanceId, String villageCode, String postedAt,
                     LocalDate postedFrom, LocalDate endsOn, NoticeOutcome outcome, Instant closedAt, NoticeWording wording) {

    /** Days that must pass after the day of posting (ID-4, step 4: at least five). */
    public static final int DAYS = LimitRule.NOTICE_5D.days();

    /**
     * @return whether it still runs
     */
    public boolean isOpen() {
        return outcome == null;
    }
}
