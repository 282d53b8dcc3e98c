package org.shouwang.engine;

/** The answer to a question of a form that has to be answered one way or the other, unlike a box that is ticked or not. */
public enum YesNo {
    /** 是 */
    YES,
    /** 否 */
    NO;

    /**
     * @param yes a fact
     * @return the value of the option that says so
     */
    public static String of(boolean yes) {
        return (yes ? YES : NO).name();
    }
}
