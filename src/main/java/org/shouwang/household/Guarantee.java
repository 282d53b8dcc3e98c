package org.shouwang.household;

/** The guarantees that every household must have besides its income: the three guarantees and safe water. */
public enum Guarantee {
    /** All children of school age are in compulsory education (义务教育有保障). */
    EDUCATION("义务教育有保障", "educationGuaranteed"),
    /** Basic medical care is secured (基本医疗有保障). */
    MEDICAL("基本医疗有保障", "medicalGuaranteed"),
    /** The house is safe (住房安全有保障). */
    HOUSING("住房安全有保障", "housingSafe"),
    /** The drinking water is safe (饮水安全有保障). */
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
     * @return the guarantee's Chinese name
     */
    public String title() {
        return title;
    }
}
