package org.shouwang.household;

/** What must be secured for every household besides income: the three guarantees and water. */
public enum Guarantee {
    /** 义务教育有保障 */
    EDUCATION("义务教育有保障", "educationGuaranteed"),
    /** 基本医疗有保障 */
    MEDICAL("基本医疗有保障", "medicalGuaranteed"),
    /** 住房安全有保障 */
    HOUSING("住房安全有保障", "housingSafe"),
    /** 饮水安全有保障 */
    WATER("饮水安全有保障", "waterSafe");

    private final String title;
    private final String key;

    Guarantee(String title, String key) {
        this.title = title;
        this.key = key;
    }

    /**
     * @return the guarantee's key in forms
     */
    public String key() {
        return key;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
