package org.shouwang.notice;

/** The outcomes of an objection. */
public enum ObjectionOutcome {
    /** The objection was dismissed (异议不成立). */
    DISMISSED("异议不成立"),
    /** The objection was upheld (异议成立). */
    UPHELD("异议成立");

    private final String title;

    ObjectionOutcome(String title) {
        this.title = title;
    }

    /**
     * @return the outcome's Chinese name
     */
    public String title() {
        return title;
    }
}
