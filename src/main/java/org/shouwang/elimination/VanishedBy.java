package org.shouwang.elimination;

/** How the risks went away (EL-1). */
public enum VanishedBy {
    /** 稳定消除: by help (how the two differ no document says; ours) */
    STABLE("稳定消除"),
    /** 自然消除: by themselves (ours, likewise) */
    NATURAL("自然消除");

    private final String title;

    VanishedBy(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
