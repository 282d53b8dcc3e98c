package org.shouwang.safetynet;

/** What the village finds at the home. */
public enum CheckOutcome {
    /** 符合兜底保障条件 */
    QUALIFIED("符合兜底保障条件"),
    /** 不符合兜底保障条件 */
    NOT_QUALIFIED("不符合兜底保障条件");

    private final String title;

    CheckOutcome(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
