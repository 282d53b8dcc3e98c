package org.shouwang.microloan;

/** How a loan stands. */
public enum LoanStatus {
    /** 已申请 */
    APPLIED("已申请"),
    /** 未获贷款 */
    REFUSED("未获贷款"),
    /** 银行已同意，尚未放款 */
    APPROVED("已审批"),
    /** 已放款 */
    DISBURSED("已放款"),
    /** 已逾期；never stored, follows from the due day */
    OVERDUE("已逾期"),
    /** 已还清 */
    REPAID("已还清"),
    /** 已代偿：the risk compensation fund has paid the part it covers */
    COMPENSATED("已代偿"),
    /** 已撤回 */
    WITHDRAWN("已撤回");

    private final String title;

    LoanStatus(String title) {
        this.title = title;
    }

    /**
     * @return the status as people read it
     */
    public String title() {
        return title;
    }
}
