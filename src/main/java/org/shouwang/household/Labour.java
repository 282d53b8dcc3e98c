package org.shouwang.household;

/** A member's ability to work. */
public enum Labour {
    /** 有劳动能力 */
    FULL("有劳动能力"),
    /** 弱劳动力或半劳动力 */
    WEAK("弱劳动力或半劳动力"),
    /** 无劳动能力 */
    NONE("无劳动能力");

    private final String title;

    Labour(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
