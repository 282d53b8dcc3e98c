package org.shouwang.shared;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a text that somebody typed may hold. */
public final class Texts {

    /** What is said of a text that is not clean. */
    public static final String UNSEEN = "不能含有控制字符或其他看不见的字符";

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");
    private static final Pattern DASHES = Pattern.compile("[\\p{Pd}\u2212]");
    private static final int REPLACEMENT = 0xFFFD;

    private Texts() {
    }

    /**
     * @param text         a text
     * @param severalLines whether it may have line ends and tabs
     * @return whether it holds only what can be seen: no control characters, nothing that turns the direction of writing
     *     or is invisible, no halves of characters, and nothing that a wrong encoding has destroyed
     */
    public static boolean isClean(String text, boolean severalLines) {
        return text.codePoints().allMatch(character -> switch (Character.getType(character)) {
            case Character.CONTROL -> severalLines && (character == '\n' || character == '\t');
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> character != REPLACEMENT;
        });
    }

    /**
     * @param text         a free text that somebody typed
     * @param severalLines whether it may have line ends and tabs
     * @return what is wrong with it, in Chinese, following the field's name: it holds what cannot be seen, or somebody's
     *     identity number; null if nothing is
     */
    public static String problem(String text, boolean severalLines) {
        return !isClean(text, severalLines) ? UNSEEN : IdNumber.isIn(text) ? IdNumber.NOT_HERE : null;
    }

    /**
     * @param text a text from outside
     * @return whether it can be stored and written at all: no NUL, which no column of the database takes, and no halves of
     *     characters, which no encoding writes
     */
    public static boolean isStorable(String text) {
        return text.codePoints().noneMatch(character -> character == 0
                || Character.getType(character) == Character.SURROGATE);
    }

    /**
     * @param text a text
     * @return it in characters of usual width, without blanks and what is invisible
     */
    public static String compact(String text) {
        return BLANKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
    }

    /**
     * @param typed a number of a case, a household or a receipt as somebody typed it
     * @return the form in which such numbers are compared: characters of usual width, no blanks, nothing invisible, one kind of dash,
     *     capitals
     */
    public static String number(String typed) {
        return DASHES.matcher(compact(typed)).replaceAll("-").toUpperCase(Locale.ROOT);
    }

    /**
     * @param text      what was typed in a field of several lines, may be null
     * @param field     the field's key
     * @param label     its name as people read it
     * @param maxLength how many characters it may have
     * @return the text without surrounding blanks
     * @throws InvalidInputException if it is empty, too long or holds what cannot be seen or an identity number
     */
    public static String required(String text, String field, String label, int maxLength) {
        String stripped = text == null ? "" : text.replace("\r\n", "\n").strip();
        if (stripped.isEmpty()) {
            throw new InvalidInputException(field, label, "为必填项");
        }
        if (stripped.codePointCount(0, stripped.length()) > maxLength) {
            throw new InvalidInputException(field, label, "最多" + maxLength + "个字");
        }
        String problem = problem(stripped, true);
        if (problem != null) {
            throw new InvalidInputException(field, label, problem);
        }
        return stripped;
    }

    /**
     * Like {@link #required(String, String, String, int)}, for where all errors are told at once.
     *
     * @param errors    what is wrong is added here
     * @param text      what was typed, may be null
     * @param field     the field's key
     * @param label     its name as people read it
     * @param maxLength how many characters it may have
     * @return the text without surrounding blanks, or null if it is wrong
     */
    public static String required(FieldErrors errors, String text, String field, String label, int maxLength) {
        try {
            return required(text, field, label, maxLength);
        } catch (InvalidInputException e) {
            e.errors().forEach(error -> errors.add(error.field(), error.label(), error.message()));
            return null;
        }
    }
}
