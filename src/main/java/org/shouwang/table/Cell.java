package org.shouwang.table;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.regex.Pattern;

/**
 * What stands in one cell.
 *
 * @param kind   what it is; for a formula what its stored result is
 * @param text   its value without surrounding blanks: of a number its plain decimal writing, of a day {@code yyyy-MM-dd}, of
 *               an error its name such as {@code #N/A}; empty for a blank cell and for a formula without a result
 * @param merged whether it stands in a cell further up that is merged with this one
 */
@JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public record Cell(Kind kind, String text, boolean merged) {

    /** The cell in which nothing stands. */
    public static final Cell BLANK = new Cell(Kind.BLANK, "", false);

    /** What can stand in a cell. */
    public enum Kind {
        /** Nothing, or only blanks. */
        BLANK,
        /** A text. Everything in a file of separated text is one. */
        TEXT,
        /** A number, of which a spreadsheet keeps no more than 15 digits. */
        NUMBER,
        /** A number that the spreadsheet shows as a day. */
        DAY,
        /** An error value such as {@code #REF!}. */
        ERROR,
        /** A formula whose result the file does not hold. */
        FORMULA
    }

    /** What a spreadsheet writes into text instead of a value: an error, or marks for a number wider than its column. */
    private static final Pattern NO_VALUE = Pattern.compile("#(N/A|REF!|VALUE!|DIV/0!|NAME\\?|NUM!|NULL!|SPILL!|CALC!)|#{3,}");

    /**
     * @param text a text, not null
     * @return a cell with it, the blank one if it has nothing but blanks, an error if it is the name of one
     */
    public static Cell text(String text) {
        String stripped = stripped(text.replace("\r\n", "\n"));
        return stripped.isEmpty() ? BLANK : new Cell(NO_VALUE.matcher(stripped).matches() ? Kind.ERROR : Kind.TEXT, stripped, false);
    }

    /** Without blanks of all kinds, and what takes no place at all, around it; no pattern, since one looks at long blanks again and again. */
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
     * @return whether nothing stands in it
     */
    public boolean isBlank() {
        return kind == Kind.BLANK;
    }

    /**
     * @return whether there is no value in it although something stands there: an error, or a formula without a result
     */
    public boolean isBroken() {
        return kind == Kind.ERROR || kind == Kind.FORMULA;
    }
}
