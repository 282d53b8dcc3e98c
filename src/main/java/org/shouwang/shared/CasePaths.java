package org.shouwang.shared;

/** The addresses of the pages of cases and problems. */
public final class CasePaths {

    private static final String PROBLEM = "WT-";

    private CasePaths() {
    }

    /**
     * Returns the path of the page of a case or problem.
     *
     * @param number the number of a case or problem
     */
    public static String of(String number) {
        return (number.startsWith(PROBLEM) ? "/problems/" : "/cases/") + number;
    }
}
