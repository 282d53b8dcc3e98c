package org.shouwang.problems;

/** How a problem stands. */
public enum ProblemStatus {
    /** At least one line is not done and verified. */
    IN_RECTIFICATION("整改中"),
    /** Every line that is open has a long-term date. */
    LONG_TERM("长期整改"),
    /** All lines are verified; the city's sample decides whether it is re-checked. */
    AWAITING_SAMPLE("待市级抽查"),
    /** Drawn, or returned before: the city looks again. */
    IN_RECHECK("市级复核中"),
    /** 销号 */
    STRUCK_OFF("已销号");

    private final String title;

    ProblemStatus(String title) {
        this.title = title;
    }

    /**
     * @return the status as people read it
     */
    public String title() {
        return title;
    }
}
