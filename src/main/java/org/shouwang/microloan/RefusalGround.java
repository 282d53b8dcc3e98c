package org.shouwang.microloan;

/** The kinds of reasons for which a bank refuses someone who meets the conditions; the report counts by them (LN-1). */
public enum RefusalGround {
    /** 项目不可行 */
    PROJECT("项目不可行"),
    /** 还款能力不足 */
    REPAYMENT_ABILITY("还款能力不足"),
    /** 有重大不良信用记录 */
    CREDIT_RECORD("有重大不良信用记录"),
    /** 农户已无贷款意愿 */
    UNWILLING("农户已无贷款意愿"),
    /** 其他 */
    OTHER("其他");

    private final String title;

    RefusalGround(String title) {
        this.title = title;
    }

    /**
     * @return the ground as people read it
     */
    public String title() {
        return title;
    }
}
