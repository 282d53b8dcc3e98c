package org.shouwang.notice.process;

/** The names that the model of the process {@code public-notice} and the code share. */
public final class PublicNoticeProcess {

    /** The key of the process. */
    public static final String KEY = "public-notice";
    static final String MESSAGE_OBJECTION_RECEIVED = "publicNotice.objectionReceived";
    static final String NOTICE_OUTCOME = "noticeOutcome";
    static final String OBJECTION_OUTCOME = "objectionOutcome";

    private PublicNoticeProcess() {
    }

    /** The ids of elements of the model. */
    public static final class Elements {
        /** The task in which the village posts the notice (张贴公示). */
        public static final String POST_NOTICE = "userTask_postNotice";
        /** The task in which the township resolves an objection (核查处理异议). */
        public static final String RESOLVE_OBJECTION = "userTask_resolveObjection";

        private Elements() {
        }
    }
}
