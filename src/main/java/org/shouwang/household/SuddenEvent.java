package org.shouwang.household;

/** The sudden event that struck a household in the last twelve months. */
public enum SuddenEvent {
    /** No event (无). */
    NONE("无"),
    /** A sudden illness (突发疾病). */
    ILLNESS("突发疾病"),
    /** A natural disaster (自然灾害). */
    DISASTER("自然灾害"),
    /** An accident (意外事故). */
    ACCIDENT("意外事故");

    private final String title;

    SuddenEvent(String title) {
        this.title = title;
    }

    /**
     * @return the event's Chinese name
     */
    public String title() {
        return title;
    }
}
