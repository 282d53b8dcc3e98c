package org.shouwang.shared;

import cn.hutool.core.util.IdcardUtil;
import java.util.Locale;

/** Citizens' identity numbers (GB 11643): 18 characters with a checksum. */
public final class IdNumber {

    private IdNumber() {
    }

    /**
     * @param text what was typed, may be null
     * @return whether it is a valid number of 18 characters; a small x is accepted
     */
    public static boolean isValid(String text) {
        return text != null && text.length() == 18 && IdcardUtil.isValidCard18(text, true);
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
