package org.shouwang.deadline;

/** The county's decision on an extension. */
public enum ExtensionOutcome {
    /** The extension is granted. */
    GRANTED("同意延期"),
    /** The extension is refused. */
    REFUSED("不同意延期");

    private final String title;

    ExtensionOutcome(String title) {
        this.title = title;
    }

    /**
     * @return the outcome's Chinese name
     */
    public String title() {
        return title;
    }
}
