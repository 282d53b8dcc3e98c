package org.shouwang.identification;

/** How the risk clue came to be known (ID-3). */
public enum ClueSource {
    /** 农户自主申报 */
    SELF_REPORT("农户自主申报"),
    /** 基层干部排查 */
    CADRE_CHECK("基层干部排查"),
    /** 部门筛查预警 */
    DEPARTMENT_WARNING("部门筛查预警"),
    /** 信访反映 */
    PETITION("信访反映"),
    /** 灾害影响 */
    DISASTER("灾害影响");

    private final String title;

    ClueSource(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
