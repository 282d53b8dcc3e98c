package org.shouwang.microloan;

/** The grounds on which a bank refuses applicants who meet the conditions; reports count the refusals by ground (LN-1). */
public enum RefusalGround {
    /** The project is not feasible (项目不可行). */
    PROJECT("项目不可行"),
    /** The household cannot repay (还款能力不足). */
    REPAYMENT_ABILITY("还款能力不足"),
    /** The applicant has a seriously bad credit record (有重大不良信用记录). */
    CREDIT_RECORD("有重大不良信用记录"),
    /** The household no longer wants the loan (农户已无贷款意愿). */
    UNWILLING("农户已无贷款意愿"),
    /** Another ground (其他). */
    OTHER("其他");

    private final String title;

    RefusalGround(String title) {
        this.title = title;
    }

    /**
     * @return the ground's Chinese name
     */
    public String title() {
        return title;
    }
}
