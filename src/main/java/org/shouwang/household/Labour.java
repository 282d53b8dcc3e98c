package org.shouwang.household;

/** A household member's ability to work. */
public enum Labour {
    /** The person can work (有劳动能力). */
    FULL("有劳动能力"),
    /** The person can work in part (弱劳动力或半劳动力). */
    WEAK("弱劳动力或半劳动力"),
    /** The person cannot work (无劳动能力). */
    NONE("无劳动能力");

    private final String title;

    Labour(String title) {
        this.title = title;
    }

    /**
     * @return the Chinese name of the ability to work
     */
    public String title() {
        return title;
    }
}
