package org.shouwang.problems;

/** How one line of a problem stands. */
public enum LineStatus {
    /** Nobody knows yet who the unit is. */
    UNIT_UNKNOWN("责任单位待明确", false),
    /** 制定整改方案 */
    PLANNING("制定方案", false),
    /** 整改 */
    RECTIFYING("整改中", false),
    /** Reported as rectified; the county verifies. */
    VERIFYING("已报结果，待核查", true),
    /** A stage result is verified; work goes on, up to a date or under a lasting mechanism. */
    LONG_TERM("阶段性完成，长期整改", false),
    /** 县级核查通过 */
    PASSED("核查通过", true);

    private final String title;
    private final boolean done;

    LineStatus(String title, boolean done) {
        this.title = title;
        this.done = done;
    }

    /**
     * @return the status as people read it
     */
    public String title() {
        return title;
    }

    /**
     * @return whether the unit says it is done
     */
    public boolean isDone() {
        return done;
    }
}
