package org.shouwang.shared;

import cn.hutool.core.util.IdcardUtil;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;

/** Citizens' identity numbers (GB 11643): 18 characters with a checksum. */
public final class IdNumber {

    private static final Pattern FORM = Pattern.compile("[0-9]{17}[0-9Xx]");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";
    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1900, 1, 1);

    private IdNumber() {
    }

    /**
     * @param text  what was typed, may be null
     * @param today the day that it is for the product; hutool's own check takes the machine's year instead
     * @return whether it is a valid number of 18 characters of somebody born by that day; a small x is accepted
     */
    public static boolean isValid(String text, LocalDate today) {
        return text != null && FORM.matcher(text).matches() && IdcardUtil.getProvinceByIdCard(text) != null
                && isBornBy(text, today) && checkCharacter(text) == Character.toUpperCase(text.charAt(17));
    }

    private static boolean isBornBy(String text, LocalDate today) {
        try {
            LocalDate born = LocalDate.of(Integer.parseInt(text.substring(6, 10)), Integer.parseInt(text.substring(10, 12)),
                    Integer.parseInt(text.substring(12, 14)));
            return !born.isBefore(EARLIEST_BIRTH) && !born.isAfter(today);
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    private static char checkCharacter(String text) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += Character.digit(text.charAt(i), 10) * WEIGHTS[i];
        }
        return CHECK_CHARACTERS.charAt(sum % CHECK_CHARACTERS.length());
    }

    /**
     * @param text a valid number
     * @return its stored form, with a capital X
     */
    public static String normalised(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    /**
     * @param number a number, or null
     * @return the number with birthday and sequence hidden, or an empty text for null
     */
    public static String masked(String number) {
        return number == null ? "" : IdcardUtil.hide(number, 6, 16);
    }
}
