package org.shouwang.assistance;

import org.shouwang.household.Labour;

/**
 * Tells for whom a measure counts as development (开发式, AS-3). The documents name industry and employment and say "and the
 * like"; the further assignment is the product's own and holds from a day on.
 */
public enum Development {
    /** The measure counts for everybody. */
    ALL("是"),
    /** The measure counts only for people with weak or half labour. */
    WEAK_LABOUR("只对弱劳动力、半劳动力算"),
    /** The measure does not count. */
    NONE("否");

    private final String title;

    Development(String title) {
        this.title = title;
    }

    /**
     * @return the value's Chinese name
     */
    public String title() {
        return title;
    }

    /**
     * Tells whether the measure counts as development for a person.
     *
     * @param labour the person's ability to work, or null if the measure is for the household as a whole
     */
    public boolean countsFor(Labour labour) {
        return this == ALL || this == WEAK_LABOUR && labour == Labour.WEAK;
    }
}
