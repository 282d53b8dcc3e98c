package org.shouwang.deadline;

/** How a limit stands at some moment. */
public enum LimitState {
    /** 正常 */
    ON_TRACK("正常"),
    /** 即将到期 */
    WARNING("即将到期"),
    /** 已来不及：what must still happen takes longer than what is left. */
    UNREACHABLE("已来不及"),
    /** 已超期 */
    OVERDUE("已超期"),
    /** 期间进行中：a minimum that has not passed yet. */
    RUNNING("期间进行中"),
    /** 异议处理中：a minimum that does not end before something open is resolved. */
    HELD("异议处理中"),
    /** 按期完成 */
    MET("按期完成"),
    /** 超期完成 */
    MET_LATE("超期完成"),
    /** 已终止，不计入 */
    CANCELLED("已终止，不计入");

    private final String title;

    LimitState(String title) {
        this.title = title;
    }

    /**
     * @return the state as people read it
     */
    public String title() {
        return title;
    }
}
