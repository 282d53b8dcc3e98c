package org.shouwang.household;

/** The three kinds of monitored households (ID-1). */
public enum Category {
    /** A household that left poverty but may fall back (脱贫不稳定户). */
    UNSTABLE_OUT_OF_POVERTY("脱贫不稳定户"),
    /** A marginal household that may become poor (边缘易致贫户). */
    MARGINAL("边缘易致贫户"),
    /** A household that a sudden event has brought into serious difficulty (突发严重困难户). */
    SUDDEN_HARDSHIP("突发严重困难户");

    private final String title;

    Category(String title) {
        this.title = title;
    }

    /**
     * @return the category's Chinese name
     */
    public String title() {
        return title;
    }
}
