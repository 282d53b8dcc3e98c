package org.shouwang.table;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.regex.Pattern;

/**
 * The content of one cell of a table.
 *
 * @param kind   the kind of the content; a formula counts as the kind of its stored result
 * @param text   the value without surrounding blanks: a number in plain decimals, a day as {@code yyyy-MM-dd},
 *               an error by its name such as {@code #N/A}; empty for a blank cell and for a formula without a stored result
 * @param merged whether the value comes from a cell further up with which this cell is merged
 */
@JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public record Cell(Kind kind, String text, boolean merged) {

    /** A cell without content. */
    public static final Cell BLANK = new Cell(Kind.BLANK, "", false);

    /** The kinds of content that a cell can have. */
    public enum Kind {
        /** The cell is empty or holds only blanks. */
        BLANK,
        /** The cell holds a text. Every filled cell of a csv file is a text. */
        TEXT,
        /** The cell holds a number; a spreadsheet keeps at most 15 digits of it. */
        NUMBER,
        /** The cell holds a number that the spreadsheet shows as a day. */
        DAY,
        /** The cell holds an error value such as {@code #REF!}. */
        ERROR,
        /** The cell holds a formula, and the file does not store its result. */
        FORMULA
    }

    /**
     * The texts that a spreadsheet exports instead of a value: an error's name, or # signs for a number wider than its column.
     */
    private static final Pattern NO_VALUE = Pattern.compile("#(N/A|REF!|VALUE!|DIV/0!|NAME\\?|NUM!|NULL!|SPILL!|CALC!)|#{3,}");

    /**
     * Makes a cell from a text. A text of blanks makes the blank cell, the name of an error value makes an error.
     *
     * @param text a text, not null
     */
    public static Cell text(String text) {
        String stripped = stripped(text.replace("\r\n", "\n"));
        return stripped.isEmpty() ? BLANK : new Cell(NO_VALUE.matcher(stripped).matches() ? Kind.ERROR : Kind.TEXT, stripped, false);
    }

    /**
     * Removes blanks and zero-width characters at both ends. A regular expression would scan long runs of blanks again and
     * again.
     */
    private static String stripped(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isUnseen(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && isUnseen(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isUnseen(char character) {
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT -> true;
            default -> character == ' ' || character >= '\t' && character <= '\r';
        };
    }

    /**
     * @return whether the cell has no content
     */
    public boolean isBlank() {
        return kind == Kind.BLANK;
    }

    /**
     * @return whether the cell is filled but has no value: an error, or a formula without a stored result
     */
    public boolean isBroken() {
        return kind == Kind.ERROR || kind == Kind.FORMULA;
    }
}
