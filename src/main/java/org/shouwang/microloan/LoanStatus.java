package org.shouwang.microloan;

/** The states of a loan. */
public enum LoanStatus {
    /** The household has applied (已申请). */
    APPLIED("已申请"),
    /** The household got no loan (未获贷款). */
    REFUSED("未获贷款"),
    /** The bank has agreed and has not disbursed yet (银行已同意，尚未放款). */
    APPROVED("已审批"),
    /** The loan is disbursed (已放款). */
    DISBURSED("已放款"),
    /** The loan is overdue (已逾期). This state is never stored, since it follows from the due day. */
    OVERDUE("已逾期"),
    /** The loan is repaid (已还清). */
    REPAID("已还清"),
    /** The risk compensation fund has paid the part that it covers (已代偿). */
    COMPENSATED("已代偿"),
    /** The application was withdrawn (已撤回). */
    WITHDRAWN("已撤回");

    private final String title;

    LoanStatus(String title) {
        this.title = title;
    }

    /**
     * @return the state's Chinese name
     */
    public String title() {
        return title;
    }
}
