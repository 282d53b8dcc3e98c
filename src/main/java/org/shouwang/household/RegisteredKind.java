package org.shouwang.household;

/** The kind under which a household is registered. */
public enum RegisteredKind {
    /** The household has left poverty (脱贫户). */
    OUT_OF_POVERTY("脱贫户"),
    /** The household is an ordinary rural one (一般农户). */
    GENERAL("一般农户");

    private final String title;

    RegisteredKind(String title) {
        this.title = title;
    }

    /**
     * @return the kind's Chinese name
     */
    public String title() {
        return title;
    }
}
