package org.shouwang.casefile;

/** How a case stands; it changes with the decision, not with what follows it. Which of them occur depends on the kind. */
public enum CaseStatus {
    /** 办理中 */
    IN_PROGRESS("办理中"),
    /** 县级已批准 */
    APPROVED("县级已批准"),
    /** 已纳入监测 */
    ADMITTED("已纳入监测"),
    /** 已标注风险消除 */
    ELIMINATED("已标注风险消除"),
    /** 已回退为监测中 */
    ROLLED_BACK("已回退为监测中"),
    /** 帮扶计划已确认 */
    PLAN_CONFIRMED("帮扶计划已确认"),
    /** 已还清：a loan is repaid */
    REPAID("已还清"),
    /** 已代偿：the risk compensation fund has paid for a loan */
    COMPENSATED("已代偿"),
    /** 无返贫致贫风险 */
    NOT_AT_RISK("无返贫致贫风险"),
    /** 农户不愿申报 */
    DECLINED("农户不愿申报"),
    /** 风险尚未消除 */
    RISK_REMAINS("风险尚未消除"),
    /** 消除属实 */
    CONFIRMED("消除属实"),
    /** 标注不准，转风险回退 */
    ROLLBACK_BEGUN("标注不准，转风险回退"),
    /** 出现新风险，转重新识别 */
    NEW_RISK_FOUND("出现新风险，转重新识别"),
    /** 已标注兜底保障户 */
    SAFETY_NET("已标注兜底保障户"),
    /** 不符合兜底保障条件 */
    NOT_QUALIFIED("不符合兜底保障条件"),
    /** 未通过 */
    REJECTED("未通过"),
    /** 已撤回 */
    WITHDRAWN("已撤回");

    private final String title;

    CaseStatus(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it; a kind of case may have words of its own
     */
    public String title() {
        return title;
    }

    /**
     * @return whether something has still to be decided or recorded
     */
    public boolean isOpen() {
        return this == IN_PROGRESS || this == APPROVED;
    }
}
