package org.shouwang.shared;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the texts that people type. */
public final class Texts {

    /** The message about a text with characters that cannot be seen. */
    public static final String UNSEEN = "不能含有控制字符或其他看不见的字符";

    /** Blanks, and what is not seen: marks of format, and selectors of a letter's shape. */
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cf}\u034F\uFE00-\uFE0F\\x{E0100}-\\x{E01EF}]+");
    /** Letters that are empty: the fillers of the Korean script. */
    private static final String EMPTY_LETTERS = "\u3164\u115F\u1160\uFFA0";
    /** What looks like nothing: all kinds of blanks, letters that are empty, marks without a letter, and characters that no font has. */
    private static final Pattern NOTHING = Pattern.compile("[\\s\\p{Z}\\p{M}\\p{Co}\\p{Cn}\u2800" + EMPTY_LETTERS + "]*");
    /** Brackets round the whole of a name, and signs at its end. */
    private static final Pattern ENDS = Pattern.compile("^[(\\[<《〈【「“\"](.*)[)\\]>》〉】」”\"]$|^(.*?)[-。.,;:、!?]+$");
    /** What people write where there is nothing to say. */
    private static final String NONE = "无";
    private static final Set<String> REASONS = Set.of("reason", "why", "opinion");
    /** The message about a reason that gives none. */
    private static final String NO_REASON = "须写明具体理由，不能只写标点或者“无”";
    private static final Pattern DASHES = Pattern.compile("[\\p{Pd}\u2212]");
    private static final int REPLACEMENT = 0xFFFD;

    private Texts() {
    }

    /**
     * Tells whether a text has only characters that can be seen: no control characters, no invisible ones, none that turn the
     * direction of writing, no halves of characters, and none that a wrong encoding has destroyed.
     *
     * @param text         the text
     * @param severalLines whether line ends and tabs are allowed
     */
    public static boolean isClean(String text, boolean severalLines) {
        return text.codePoints().allMatch(character -> switch (Character.getType(character)) {
            case Character.CONTROL -> severalLines && (character == '\n' || character == '\t');
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> character != REPLACEMENT && EMPTY_LETTERS.indexOf(character) < 0;
        });
    }

    /**
     * Tells what is wrong with a free text: characters that cannot be seen, or an identity number.
     *
     * @param text         the text
     * @param severalLines whether line ends and tabs are allowed
     * @return a Chinese message that follows the field's name; null if nothing is wrong
     */
    public static String problem(String text, boolean severalLines) {
        return !isClean(text, severalLines) ? UNSEEN : IdNumber.isIn(text) ? IdNumber.NOT_HERE : null;
    }

    /**
     * Tells whether a text can be stored and written at all. No column of the database takes a NUL, and no encoding can write
     * half a character.
     *
     * @param text a text from outside
     */
    public static boolean isStorable(String text) {
        return text.codePoints().noneMatch(character -> character == 0
                || Character.getType(character) == Character.SURROGATE);
    }

    /** Returns a text in characters of usual width, without blanks and invisible characters. */
    public static String compact(String text) {
        return BLANKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
    }

    /**
     * Returns the form in which the numbers of cases, households and receipts are compared: characters of usual width, no
     * blanks, no invisible characters, one kind of dash, capital letters.
     *
     * @param typed the number as it was typed
     */
    public static String number(String typed) {
        return DASHES.matcher(compact(typed)).replaceAll("-").toUpperCase(Locale.ROOT);
    }

    /**
     * Returns the form in which names and what people write are compared: as numbers are, without brackets round the whole and without
     * punctuation at the end.
     *
     * @param typed the name as it was typed
     */
    public static String name(String typed) {
        String name = number(typed);
        Matcher ends = ENDS.matcher(name);
        return !ends.matches() ? name : ends.group(1) == null ? ends.group(2) : ends.group(1);
    }

    /**
     * @param typed a text as it was typed
     * @return the text with one kind of line breaks and without blanks at its ends; empty if it only looks like nothing
     */
    public static String stripped(String typed) {
        return NOTHING.matcher(typed).matches() ? "" : typed.replace("\r\n", "\n").strip();
    }

    /**
     * Tells whether a text is given where a reason is asked for and gives none: signs without a letter, or “无”.
     *
     * @param field the key of the field; reasons are those that are called so
     * @param text  the text, without blanks at its ends
     * @return a Chinese message that follows the field's name; null if the text is a reason, or none is asked for
     */
    public static String missingReason(String field, String text) {
        return (REASONS.contains(field) || field.endsWith("Reason"))
                && (text.equals(NONE) || text.codePoints().noneMatch(Character::isLetterOrDigit)) ? NO_REASON : null;
    }

    /**
     * Checks a text that has to be filled in and may have several lines.
     *
     * @param text      the text as it was typed, may be null
     * @param field     the field's key
     * @param label     the field's Chinese name
     * @param maxLength the most characters
     * @return the text without blanks at its ends
     * @throws InvalidInputException if the text is empty or too long, or contains invisible characters or an identity number
     */
    public static String required(String text, String field, String label, int maxLength) {
        String stripped = text == null ? "" : stripped(text);
        if (stripped.isEmpty()) {
            throw new InvalidInputException(field, label, "为必填项");
        }
        if (stripped.codePointCount(0, stripped.length()) > maxLength) {
            throw new InvalidInputException(field, label, "最多" + maxLength + "个字");
        }
        String problem = problem(stripped, true);
        String missing = problem == null ? missingReason(field, stripped) : problem;
        if (missing != null) {
            throw new InvalidInputException(field, label, missing);
        }
        return stripped;
    }

    /**
     * Checks a text like {@link #required(String, String, String, int)}, but collects the errors.
     *
     * @param errors    the errors, to which those of this text are added
     * @param text      the text as it was typed, may be null
     * @param field     the field's key
     * @param label     the field's Chinese name
     * @param maxLength the most characters
     * @return the text without blanks at its ends; null if it is wrong
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
