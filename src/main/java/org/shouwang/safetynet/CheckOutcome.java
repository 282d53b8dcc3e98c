package org.shouwang.safetynet;

/** The results of the village's check at the home. */
public enum CheckOutcome {
    /** The household qualifies (符合兜底保障条件). */
    QUALIFIED("符合兜底保障条件"),
    /** The household does not qualify (不符合兜底保障条件). */
    NOT_QUALIFIED("不符合兜底保障条件");

    private final String title;

    CheckOutcome(String title) {
        this.title = title;
    }

    /**
     * @return the result's Chinese name
     */
    public String title() {
        return title;
    }
}
