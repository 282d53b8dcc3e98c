package org.shouwang.assistance;

/** The kinds of measures. */
public enum MeasureKind {
    /** Industry (产业). */
    INDUSTRY("产业"),
    /** Employment (就业). */
    EMPLOYMENT("就业"),
    /** Public-benefit posts (公益岗位). */
    PUBLIC_POST("公益岗位"),
    /** Finance (金融). */
    FINANCE("金融"),
    /** Education (教育). */
    EDUCATION("教育"),
    /** Health (健康). */
    HEALTH("健康"),
    /** Housing (住房). */
    HOUSING("住房"),
    /** Drinking water (饮水). */
    WATER("饮水"),
    /** Social security (综合保障). */
    SOCIAL_SECURITY("综合保障"),
    /** Other measures (其他). */
    OTHER("其他");

    private final String title;

    MeasureKind(String title) {
        this.title = title;
    }

    /**
     * @return the kind's Chinese name
     */
    public String title() {
        return title;
    }
}
