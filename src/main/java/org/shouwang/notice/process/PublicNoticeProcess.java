package org.shouwang.notice.process;

/** Names of the process {@code public-notice} that its model and the code share. */
public final class PublicNoticeProcess {

    /** The process's key. */
    public static final String KEY = "public-notice";
    static final String MESSAGE_OBJECTION_RECEIVED = "publicNotice.objectionReceived";
    static final String NOTICE_OUTCOME = "noticeOutcome";
    static final String OBJECTION_OUTCOME = "objectionOutcome";

    private PublicNoticeProcess() {
    }

    /** Elements of the model. */
    public static final class Elements {
        /** 张贴公示 */
        public static final String POST_NOTICE = "userTask_postNotice";
        /** 核查处理异议 */
        public static final String RESOLVE_OBJECTION = "userTask_resolveObjection";

        private Elements() {
        }
    }
}
