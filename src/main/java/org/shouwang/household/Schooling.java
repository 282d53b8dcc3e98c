package org.shouwang.household;

/** The stage of school that a household member attends. */
public enum Schooling {
    /** The person is not at school (非在校). */
    NONE("非在校"),
    /** The person is in compulsory education (义务教育阶段). */
    COMPULSORY("义务教育阶段"),
    /** The person is at upper secondary school or above (高中及以上阶段). */
    HIGHER("高中及以上阶段");

    private final String title;

    Schooling(String title) {
        this.title = title;
    }

    /**
     * @return the stage's Chinese name
     */
    public String title() {
        return title;
    }
}
