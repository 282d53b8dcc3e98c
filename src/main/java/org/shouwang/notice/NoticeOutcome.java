package org.shouwang.notice;

/** How a notice ended. */
public enum NoticeOutcome {
    /** 无成立的异议 */
    CLEAR("无成立的异议"),
    /** 异议成立 */
    OBJECTION_UPHELD("异议成立"),
    /** 已撤回 */
    WITHDRAWN("已撤回");

    private final String title;

    NoticeOutcome(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
