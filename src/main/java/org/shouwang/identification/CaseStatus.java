package org.shouwang.identification;

/** How a case stands; it changes with the decision, not with what follows it. */
public enum CaseStatus {
    /** 识别中 */
    IN_PROGRESS("识别中"),
    /** 县级已批准 */
    APPROVED("县级已批准"),
    /** 已纳入监测 */
    ADMITTED("已纳入监测"),
    /** 无返贫致贫风险 */
    NOT_AT_RISK("无返贫致贫风险"),
    /** 农户不愿申报 */
    DECLINED("农户不愿申报"),
    /** 不予纳入 */
    REJECTED("不予纳入"),
    /** 已撤回 */
    WITHDRAWN("已撤回");

    private final String title;

    CaseStatus(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
