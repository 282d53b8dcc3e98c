package org.shouwang.assistance;

/** The kinds of measures. */
public enum MeasureKind {
    /** 产业 */
    INDUSTRY("产业"),
    /** 就业 */
    EMPLOYMENT("就业"),
    /** 公益岗位 */
    PUBLIC_POST("公益岗位"),
    /** 金融 */
    FINANCE("金融"),
    /** 教育 */
    EDUCATION("教育"),
    /** 健康 */
    HEALTH("健康"),
    /** 住房 */
    HOUSING("住房"),
    /** 饮水 */
    WATER("饮水"),
    /** 综合保障 */
    SOCIAL_SECURITY("综合保障"),
    /** 其他 */
    OTHER("其他");

    private final String title;

    MeasureKind(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
