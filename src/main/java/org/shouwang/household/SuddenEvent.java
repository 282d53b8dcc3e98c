package org.shouwang.household;

/** What struck the household in the last twelve months. */
public enum SuddenEvent {
    /** 无 */
    NONE("无"),
    /** 突发疾病 */
    ILLNESS("突发疾病"),
    /** 自然灾害 */
    DISASTER("自然灾害"),
    /** 意外事故 */
    ACCIDENT("意外事故");

    private final String title;

    SuddenEvent(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
