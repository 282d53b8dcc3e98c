package org.shouwang.household;

/** What must be secured for every household besides income: the three guarantees and water. */
public enum Guarantee {
    /** 义务教育有保障 */
    EDUCATION("义务教育有保障"),
    /** 基本医疗有保障 */
    MEDICAL("基本医疗有保障"),
    /** 住房安全有保障 */
    HOUSING("住房安全有保障"),
    /** 饮水安全有保障 */
    WATER("饮水安全有保障");

    private final String title;

    Guarantee(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
