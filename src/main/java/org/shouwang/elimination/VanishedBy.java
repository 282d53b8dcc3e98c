package org.shouwang.elimination;

/**
 * The way in which the risks went away (EL-1). No document says how the two differ; the meanings here are the product's own.
 */
public enum VanishedBy {
    /** The risks went away by help (稳定消除). */
    STABLE("稳定消除"),
    /** The risks went away by themselves (自然消除). */
    NATURAL("自然消除");

    private final String title;

    VanishedBy(String title) {
        this.title = title;
    }

    /**
     * @return the value's Chinese name
     */
    public String title() {
        return title;
    }
}
