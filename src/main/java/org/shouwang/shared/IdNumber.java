package org.shouwang.shared;

import cn.hutool.core.util.IdcardUtil;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Citizens' identity numbers (GB 11643): 18 characters with a checksum. */
public final class IdNumber {

    /** What is said of a number that is none. */
    public static final String INVALID = "不是有效的身份证号，请核对18位号码";
    /** What is said of a text or a name that holds one: texts are read by many, printed and sent, and not encrypted. */
    public static final String NOT_HERE = "中有身份证号，请删去号码，只写姓名、案件编号或户编号";
    /** What is said of a number of the form that ended in 2013. */
    public static final String OLD = "是15位的旧身份证号，请填写现在的18位号码";

    private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Cc}]+");
    private static final Pattern GUARDS = Pattern.compile("^=?[\"'`´‘’“”′]+|[\"'`´‘’“”′]+$");
    /** What is said of a number that a spreadsheet has counted with. */
    public static final String ROUNDED = "被表格软件改成了科学计数法，末几位已经丢失，请填写完整的18位号码";

    private static final Pattern ROUNDED_FORM = Pattern.compile("[0-9.]+E\\+?[0-9]+");
    private static final Pattern OLD_FORM = Pattern.compile("[0-9]{15}");
    private static final Pattern FORM = Pattern.compile("[0-9]{17}[0-9Xx]");
    /** What may stand within a number that somebody does not want to be recognised, or has typed in groups. */
    private static final String GAP = "[\\s\\p{Z}\\p{Cf}\\p{Cc}\\p{Pd}._\u00B7]{0,3}";
    private static final Pattern IN_TEXT = Pattern.compile("(?<![0-9])(?:[0-9]" + GAP + "){17}[0-9Xx](?![0-9])");
    private static final Pattern GAPS = Pattern.compile("[^0-9Xx]");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";
    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1900, 1, 1);

    private IdNumber() {
    }

    /**
     * @param typed what was typed, may be null
     * @param today the day that it is for the product; hutool's own check takes the machine's year instead
     * @return whether its normal form is a valid number of 18 characters of somebody born by that day
     */
    public static boolean isValid(String typed, LocalDate today) {
        String text = typed == null ? null : normalised(typed);
        return text != null && FORM.matcher(text).matches() && IdcardUtil.getProvinceByIdCard(text) != null
                && isBornBy(text, today) && checkCharacter(text) == Character.toUpperCase(text.charAt(17));
    }

    /**
     * @param typed what was typed
     * @param today the day that it is for the product
     * @return what is wrong with it, in Chinese, following the field's name; null if nothing is
     */
    public static String problem(String typed, LocalDate today) {
        return isOld(typed) ? OLD : isValid(typed, today) ? null : INVALID;
    }

    /**
     * @param typed what was typed
     * @return whether it has the 15 digits that numbers had once
     */
    public static boolean isOld(String typed) {
        return OLD_FORM.matcher(normalised(typed)).matches();
    }

    /**
     * @param typed what was typed
     * @return whether it has the form in which spreadsheets write large numbers, such as 4.11081E+17
     */
    public static boolean isRounded(String typed) {
        return ROUNDED_FORM.matcher(normalised(typed)).matches();
    }

    /**
     * @param number a valid number
     * @return the day on which its holder was born
     */
    public static LocalDate bornOn(String number) {
        return LocalDate.parse(normalised(number).substring(6, 14), DateTimeFormatter.BASIC_ISO_DATE);
    }

    /**
     * @param number a valid number
     * @param day    a day
     * @return how many years old its holder is on that day
     */
    public static long ageOn(String number, LocalDate day) {
        return ChronoUnit.YEARS.between(bornOn(number), day);
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
     * @param text what was typed
     * @return its one form: characters of usual width, a capital X, no blanks of any kind, nothing invisible, without the
     *     apostrophes and tabs by which people keep spreadsheets from counting with it
     */
    public static String normalised(String text) {
        String plain = UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
        return GUARDS.matcher(plain).replaceAll("").toUpperCase(Locale.ROOT);
    }

    /**
     * @param text any text
     * @return whether a valid number stands in it, whole or in groups, in characters of whatever width
     */
    public static boolean isIn(String text) {
        Matcher candidate = IN_TEXT.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
        for (int from = 0; candidate.find(from); from = candidate.start() + 1) {
            if (isValid(GAPS.matcher(candidate.group()).replaceAll(""), LocalDate.MAX)) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param text a text that is put on record where no number has its place, such as an address
     * @return it with everything in it that has the form of a number hidden
     */
    public static String hiddenIn(String text) {
        return IN_TEXT.matcher(text).replaceAll("******");
    }

    /**
     * @param number a number, or null
     * @return the number with birthday and sequence hidden, or an empty text for null
     */
    public static String masked(String number) {
        return number == null ? "" : IdcardUtil.hide(number, 6, 16);
    }
}
