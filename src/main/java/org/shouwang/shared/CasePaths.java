package org.shouwang.shared;

/** Where the page of a case or problem is, by its number. */
public final class CasePaths {

    private static final String PROBLEM = "WT-";

    private CasePaths() {
    }

    /**
     * @param number the number of a case or problem
     * @return the path of its page
     */
    public static String of(String number) {
        return (number.startsWith(PROBLEM) ? "/problems/" : "/cases/") + number;
    }
}
