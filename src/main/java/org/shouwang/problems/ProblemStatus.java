package org.shouwang.problems;

/** The status of a problem. */
public enum ProblemStatus {
    /** At least one line is neither verified nor in long-term rectification. */
    IN_RECTIFICATION("整改中"),
    /** Every open line is in long-term rectification. */
    LONG_TERM("长期整改"),
    /** All lines are verified; the city's sample decides whether the city re-checks the problem. */
    AWAITING_SAMPLE("待市级抽查"),
    /** The city re-checks the problem, since the sample drew it or it was sent back before. */
    IN_RECHECK("市级复核中"),
    /** The problem is struck off (销号). */
    STRUCK_OFF("已销号");

    private final String title;

    ProblemStatus(String title) {
        this.title = title;
    }

    /**
     * @return the Chinese name of the status
     */
    public String title() {
        return title;
    }
}
