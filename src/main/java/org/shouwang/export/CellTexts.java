package org.shouwang.export;

/** Protects texts in cells, so that no spreadsheet takes a text for a formula. */
public final class CellTexts {

    /** The characters that begin a formula, also in full width, and those that a spreadsheet skips before a formula. */
    private static final String BEGINNINGS = "=+-@＝＋－＠\t\r\n";

    private CellTexts() {
    }

    /**
     * Returns a text that no spreadsheet calculates: an apostrophe is put in front of a text that looks like a formula.
     *
     * @param text a text, or null
     * @return the safe text; empty for null
     */
    public static String safe(String text) {
        return text == null ? "" : text.isEmpty() || BEGINNINGS.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
