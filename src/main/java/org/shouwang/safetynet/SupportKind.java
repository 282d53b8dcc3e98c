package org.shouwang.safetynet;

/** Which social security a household has (SN-1). */
public enum SupportKind {
    /** 农村分散供养特困人员 */
    SCATTERED_SUPPORT("农村分散供养特困人员"),
    /** 集中供养特困人员 */
    CENTRAL_SUPPORT("集中供养特困人员"),
    /** 全额农村低保 */
    DIBAO_FULL("全额农村低保"),
    /** 最高档次农村低保 */
    DIBAO_TOP_GRADE("最高档次农村低保"),
    /** 其他档次农村低保 */
    DIBAO_OTHER("其他档次农村低保"),
    /** 没有享受 */
    NONE("没有享受");

    private final String title;

    SupportKind(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
