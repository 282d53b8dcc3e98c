package org.shouwang.household;

/** The state of a household member's health. */
public enum Health {
    /** The person is healthy (健康). */
    HEALTHY("健康"),
    /** The person has a chronic illness (长期慢性病). */
    CHRONIC("长期慢性病"),
    /** The person has a serious illness (大病重病). */
    SEVERE("大病重病"),
    /** The person has a disability (残疾). */
    DISABLED("残疾");

    private final String title;

    Health(String title) {
        this.title = title;
    }

    /**
     * @return the Chinese name of the state of health
     */
    public String title() {
        return title;
    }
}
