package org.shouwang.export;

/** Texts in cells, so that no spreadsheet takes one for a formula. */
public final class CellTexts {

    /** What begins a formula, in full width too, and what a spreadsheet skips before one. */
    private static final String BEGINNINGS = "=+-@＝＋－＠\t\r\n";

    private CellTexts() {
    }

    /**
     * @param text a text, or null
     * @return the same with an apostrophe in front if a spreadsheet would calculate it; empty for null
     */
    public static String safe(String text) {
        return text == null ? "" : text.isEmpty() || BEGINNINGS.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
