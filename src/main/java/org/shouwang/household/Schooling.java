package org.shouwang.household;

/** Where a member is at school. */
public enum Schooling {
    /** 非在校 */
    NONE("非在校"),
    /** 义务教育阶段 */
    COMPULSORY("义务教育阶段"),
    /** 高中及以上阶段 */
    HIGHER("高中及以上阶段");

    private final String title;

    Schooling(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
