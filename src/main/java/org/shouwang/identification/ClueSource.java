package org.shouwang.identification;

/** The sources of risk clues (ID-3). */
public enum ClueSource {
    /** The household reported itself (农户自主申报). */
    SELF_REPORT("农户自主申报"),
    /** Local staff found the risk at a check (基层干部排查). */
    CADRE_CHECK("基层干部排查"),
    /** A department's data gave a warning (部门筛查预警). */
    DEPARTMENT_WARNING("部门筛查预警"),
    /** A petition reported the risk (信访反映). */
    PETITION("信访反映"),
    /** A disaster struck the household (灾害影响). */
    DISASTER("灾害影响");

    private final String title;

    ClueSource(String title) {
        this.title = title;
    }

    /**
     * @return the source's Chinese name
     */
    public String title() {
        return title;
    }
}
