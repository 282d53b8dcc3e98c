package org.shouwang.notice;

/**
 * The names that the model {@code public-notice} and the code share. The constant of a task is named like the
 * id of the task without its prefix {@code userTask}.
 */
public final class PublicNoticeProcess {

    public static final String KEY = "public-notice";

    public static final String POST_NOTICE = "userTask_postNotice";
    public static final String RESOLVE_OBJECTION = "userTask_resolveObjection";

    public static final String SUB_PROCESS_NOTICE_PERIOD = "subProcess_noticePeriod";
    public static final String TIMER_NOTICE_PERIOD_OVER = "timer_noticePeriodOver";
    public static final String END_NOTICE_CLEAR = "endEvent_noticeClear";

    public static final String OBJECTION_OUTCOME = "objectionOutcome";
    public static final String NOTICE_OUTCOME = "noticeOutcome";

    public static final String MESSAGE_OBJECTION_RECEIVED = "publicNotice.objectionReceived";

    private PublicNoticeProcess() {
    }
}
