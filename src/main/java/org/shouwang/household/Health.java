package org.shouwang.household;

/** A member's health. */
public enum Health {
    /** 健康 */
    HEALTHY("健康"),
    /** 长期慢性病 */
    CHRONIC("长期慢性病"),
    /** 大病重病 */
    SEVERE("大病重病"),
    /** 残疾 */
    DISABLED("残疾");

    private final String title;

    Health(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
