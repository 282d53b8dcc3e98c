package org.shouwang.notice;

import java.time.Instant;
import java.time.LocalDate;
import org.shouwang.deadline.LimitRule;

/**
 * A public notice that was posted in a village, for one household or for several. Number, place and days are those of the
 * paper; the end is that of one household where a case's notice is asked for, and that of the whole paper otherwise.
 *
 * @param id          the notice's id
 * @param noticeNo    the notice's number
 * @param villageCode the village's code
 * @param postedAt    the place in the village where the notice is posted
 * @param postedFrom  the first day on which the notice is posted
 * @param endsOn      the last of the five days for which the notice must at least be posted
 * @param outcome     the outcome; null while the notice runs. A whole paper runs while it runs for one of its households; then
 *                    it is {@code CLEAR} if it was for one of them
 * @param closedAt    the moment at which the notice ended; null while it runs
 * @param wording     the wording of the notice
 */
public record Notice(long id, String noticeNo, String villageCode, String postedAt, LocalDate postedFrom, LocalDate endsOn,
                     NoticeOutcome outcome, Instant closedAt, NoticeWording wording) {

    /** The days for which a notice must be posted after the day of posting (ID-4, step 4: at least five). */
    public static final int DAYS = LimitRule.NOTICE_5D.days();

    /**
     * @return whether the notice still runs
     */
    public boolean isOpen() {
        return outcome == null;
    }
}
