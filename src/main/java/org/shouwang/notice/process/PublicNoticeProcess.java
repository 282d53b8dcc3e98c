package org.shouwang.notice.process;

/** Names of the process {@code public-notice} that its model and the code share. */
final class PublicNoticeProcess {

    static final String KEY = "public-notice";
    static final String MESSAGE_OBJECTION_RECEIVED = "publicNotice.objectionReceived";
    static final String NOTICE_OUTCOME = "noticeOutcome";
    static final String OBJECTION_OUTCOME = "objectionOutcome";

    private PublicNoticeProcess() {
    }

    /** Elements of the model. */
    static final class Elements {
        static final String POST_NOTICE = "userTask_postNotice";
        static final String RESOLVE_OBJECTION = "userTask_resolveObjection";

        private Elements() {
        }
    }
}
