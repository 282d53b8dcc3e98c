package org.shouwang.assistance;

import org.shouwang.household.Labour;

/**
 * Whether a measure counts as development (开发式, AS-3). The documents name industry and employment and say "and the like";
 * which measure counts for whom is ours, and set by day.
 */
public enum Development {
    /** It counts whoever it is for. */
    ALL("是"),
    /** It counts for people with weak or half labour only. */
    WEAK_LABOUR("只对弱劳动力、半劳动力算"),
    /** It does not count. */
    NONE("否");

    private final String title;

    Development(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }

    /**
     * @param labour the labour of whoever the measure is for, or null if it is for the household as a whole
     * @return whether it counts then
     */
    public boolean countsFor(Labour labour) {
        return this == ALL || this == WEAK_LABOUR && labour == Labour.WEAK;
    }
}
