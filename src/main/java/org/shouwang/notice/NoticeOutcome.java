package org.shouwang.notice;

/** The outcomes of a public notice. */
public enum NoticeOutcome {
    /** No objection was upheld (无成立的异议). */
    CLEAR("无成立的异议"),
    /** An objection was upheld (异议成立). */
    OBJECTION_UPHELD("异议成立"),
    /** The case was withdrawn, and the notice with it (已撤回). */
    WITHDRAWN("已撤回");

    private final String title;

    NoticeOutcome(String title) {
        this.title = title;
    }

    /**
     * @return the outcome's Chinese name
     */
    public String title() {
        return title;
    }
}
