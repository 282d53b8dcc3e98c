package org.shouwang.problems;

/** The status of one line of a problem. */
public enum LineStatus {
    /** The responsible unit is not yet mapped to a post. */
    UNIT_UNKNOWN("责任单位待明确", false),
    /** The unit writes its plan (制定整改方案). */
    PLANNING("制定方案", false),
    /** The unit rectifies (整改). */
    RECTIFYING("整改中", false),
    /** The unit has reported the rectification, and the county verifies it. */
    VERIFYING("已报结果，待核查", true),
    /** The county has accepted a stage; the work goes on, up to a date or under a lasting mechanism. */
    LONG_TERM("阶段性完成，长期整改", false),
    /** The county has accepted the rectification (县级核查通过). */
    PASSED("核查通过", true);

    private final String title;
    private final boolean done;

    LineStatus(String title, boolean done) {
        this.title = title;
        this.done = done;
    }

    /**
     * @return the Chinese name of the status
     */
    public String title() {
        return title;
    }

    /**
     * @return whether the unit has reported that the rectification is done
     */
    public boolean isDone() {
        return done;
    }
}
