package org.shouwang.safetynet;

/** The kinds of social security that a household can have (SN-1). */
public enum SupportKind {
    /** Support at home for people in extreme difficulty (农村分散供养特困人员). */
    SCATTERED_SUPPORT("农村分散供养特困人员"),
    /** Support in an institution for people in extreme difficulty (集中供养特困人员). */
    CENTRAL_SUPPORT("集中供养特困人员"),
    /** Full rural dibao (全额农村低保). */
    DIBAO_FULL("全额农村低保"),
    /** Rural dibao of the top grade (最高档次农村低保). */
    DIBAO_TOP_GRADE("最高档次农村低保"),
    /** Rural dibao of another grade (其他档次农村低保). */
    DIBAO_OTHER("其他档次农村低保"),
    /** No social security (没有享受). */
    NONE("没有享受");

    private final String title;

    SupportKind(String title) {
        this.title = title;
    }

    /**
     * @return the kind's Chinese name
     */
    public String title() {
        return title;
    }
}
