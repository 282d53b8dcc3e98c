package org.shouwang.notice;

/** How an objection was answered. */
public enum ObjectionOutcome {
    /** 异议不成立 */
    DISMISSED("异议不成立"),
    /** 异议成立 */
    UPHELD("异议成立");

    private final String title;

    ObjectionOutcome(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
