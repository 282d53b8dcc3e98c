package org.shouwang.deadline;

/** How the county decides on an extension. */
public enum ExtensionOutcome {
    /** 同意延期 */
    GRANTED("同意延期"),
    /** 不同意延期 */
    REFUSED("不同意延期");

    private final String title;

    ExtensionOutcome(String title) {
        this.title = title;
    }

    /**
     * @return the outcome as people read it
     */
    public String title() {
        return title;
    }
}
