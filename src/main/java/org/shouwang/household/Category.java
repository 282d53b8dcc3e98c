package org.shouwang.household;

/** The three kinds of monitored households (ID-1). */
public enum Category {
    /** 脱贫不稳定户 */
    UNSTABLE_OUT_OF_POVERTY("脱贫不稳定户"),
    /** 边缘易致贫户 */
    MARGINAL("边缘易致贫户"),
    /** 突发严重困难户 */
    SUDDEN_HARDSHIP("突发严重困难户");

    private final String title;

    Category(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
