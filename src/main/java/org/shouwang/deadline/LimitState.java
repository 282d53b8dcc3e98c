package org.shouwang.deadline;

/** The state of a limit at a moment. */
public enum LimitState {
    /** The limit is on track. */
    ON_TRACK("正常"),
    /** The last day is near. */
    WARNING("即将到期"),
    /** The limit cannot be met any more, since the steps to come take longer than the days that are left. */
    UNREACHABLE("已来不及"),
    /** The last day is over, and the limit is not met. */
    OVERDUE("已超期"),
    /** The limit is a minimum that has not passed yet. */
    RUNNING("期间进行中"),
    /** The limit is a minimum that does not end before an objection is resolved. */
    HELD("异议处理中"),
    /** The limit was met in time. */
    MET("按期完成"),
    /** The limit was met late. */
    MET_LATE("超期完成"),
    /** The limit was cancelled and does not count. */
    CANCELLED("已终止，不计入");

    private final String title;

    LimitState(String title) {
        this.title = title;
    }

    /**
     * @return the state's Chinese name
     */
    public String title() {
        return title;
    }
}
