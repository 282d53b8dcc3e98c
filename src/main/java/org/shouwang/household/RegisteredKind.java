package org.shouwang.household;

/** How the household is registered. */
public enum RegisteredKind {
    /** 脱贫户 */
    OUT_OF_POVERTY("脱贫户"),
    /** 一般农户 */
    GENERAL("一般农户");

    private final String title;

    RegisteredKind(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
