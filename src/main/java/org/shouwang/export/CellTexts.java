package org.shouwang.export;

import java.util.regex.Pattern;

/** Protects texts in cells, so that no spreadsheet takes a text for a formula. */
public final class CellTexts {

    /** The beginning of a formula, also in full width, and what a spreadsheet skips before it. */
    private static final Pattern FORMULA = Pattern.compile("[\\t\\r\\n]|[\\s\\p{Z}\\p{Cf}]*[=+\\-@＝＋－＠]");

    private CellTexts() {
    }

    /**
     * Returns a text that no spreadsheet calculates: an apostrophe is put in front of a text that looks like a formula.
     *
     * @param text a text, or null
     * @return the safe text; empty for null
     */
    public static String safe(String text) {
        return text == null ? "" : !FORMULA.matcher(text).lookingAt() ? text : "'" + text;
    }
}
