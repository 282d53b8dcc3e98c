package org.shouwang.deadline;

/** How a limit stands at some moment. */
public enum LimitState {
    /** 正常 */
    ON_TRACK("正常"),
    /** 即将到期 */
    WARNING("即将到期"),
    /** 已超期 */
    OVERDUE("已超期"),
    /** 按期完成 */
    MET("按期完成"),
    /** 超期完成 */
    MET_LATE("超期完成"),
    /** 已撤回，不计入 */
    CANCELLED("已撤回，不计入");

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
