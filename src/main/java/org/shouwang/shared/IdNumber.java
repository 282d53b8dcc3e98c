package org.shouwang.shared;

import cn.hutool.core.util.IdcardUtil;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Citizens' identity numbers (GB 11643): 18 characters with a checksum. */
public final class IdNumber {

    /** The message about a text that is no identity number. */
    public static final String INVALID = "不是有效的身份证号，请核对18位号码";
    /**
     * The message about a text or a name that contains an identity number. Texts are read by many people, printed and sent,
     * and they are not encrypted.
     */
    public static final String NOT_HERE = "不能写身份证号，请删去号码，只写姓名、案件编号或户编号";
    /** The message about a number of 15 digits, the form that ended in 2013. */
    public static final String OLD = "是15位的旧身份证号，请填写现在的18位号码";

    private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Cc}]+");
    private static final Pattern GUARDS = Pattern.compile("^=?[\"'`´‘’“”′]+|[\"'`´‘’“”′]+$");
    /** The message about a number that a spreadsheet has rounded. */
    public static final String ROUNDED = "被表格软件改成了科学计数法，末几位已经丢失，请填写完整的18位号码";

    private static final Pattern ROUNDED_FORM = Pattern.compile("[0-9.]+E\\+?[0-9]+");
    private static final Pattern OLD_FORM = Pattern.compile("[0-9]{15}");
    private static final Pattern FORM = Pattern.compile("[0-9]{17}[0-9Xx]");
    /**
     * The characters that may stand within a number which was typed in groups or is meant to stay unrecognised: all but
     * letters and digits, and 年, 月 and 日.
     */
    private static final String GAP = "[[^\\p{L}\\p{N}]年月日]{0,20}";
    /** The characters that look like the X at the end, and those that mean ten. */
    private static final String LIKE_X = "XxХхΧχ×✕✖✗✘╳⨯⨉☓ꓫⲬⲭ*十拾";
    private static final String WRITTEN = "(?:[0-9]" + GAP + "){17}[0-9" + LIKE_X + "]";
    /** A number of 15 digits in its usual three groups only, since a telephone number with a year has 15 digits, too. */
    private static final String OLD_WRITTEN = "[0-9]{6}" + GAP + "[0-9]{6}" + GAP + "[0-9]{3}";
    private static final Pattern IN_TEXT = Pattern.compile("(?<![0-9])" + WRITTEN + "(?![0-9])");
    private static final Pattern OLD_IN_TEXT = Pattern.compile("(?<![0-9])" + OLD_WRITTEN + "(?![0-9" + LIKE_X + "])");
    /** A number in a text with Chinese digits, which are words as well, so that other digits may stand beside the number. */
    private static final Pattern AMONG_WORDS = Pattern.compile(WRITTEN);
    /**
     * A few signs and one letter or character: people put them between county, birthday and the rest, but not between other
     * numbers.
     */
    private static final String JOINT = "[^\\p{L}\\p{N}]{0,4}\\p{L}?[^\\p{L}\\p{N}]{0,4}";
    private static final String WITHIN_DAY = "[[^\\p{L}\\p{N}]年月日]{0,2}";
    /**
     * A county and a birthday, followed by three or four places of which some may be hidden; they still tell who the person
     * is.
     */
    private static final Pattern PART_IN_TEXT = Pattern.compile("(?<![0-9])([0-9]{6})" + JOINT + "((?:19|20)[0-9]{2})" + WITHIN_DAY
            + "([0-9]{2})" + WITHIN_DAY + "([0-9]{2})" + JOINT + "((?:[0-9]{3}|[0-9?#_●■□" + LIKE_X + "]{3})[0-9?#_●■□" + LIKE_X + "]?)(?![0-9])");
    /** A month or day without its leading 0 in a birthday behind a county. In other dates the 0 changes nothing. */
    private static final Pattern SHORT_MONTH_OR_DAY = Pattern.compile("(?<=(?<![0-9])[0-9]{6}" + JOINT
            + "[0-9]{4}年(?:[0-9]{1,2}月)?)([0-9])(?=[月日])");
    private static final Pattern WITH_LETTERS = Pattern.compile("[0-9](?:[^\\p{L}\\p{N}]{0,2}[0-9OoΟοОоlIІӀ])+");
    private static final Pattern LIKE_NOUGHT = Pattern.compile("[OoΟοОо]");
    private static final Pattern LIKE_ONE = Pattern.compile("[lIІӀ]");
    private static final Pattern GAPS = Pattern.compile("[^0-9]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final String CHINESE_DIGITS = "〇一二三四五六七八九零壹贰叁肆伍陆柒捌玖○幺貳參肆伍陸柒捌玖零壱弐参肆伍陸漆捌玖零弌两叄肆伍陸柒捌玖零弌兩弎肆伍陸柒捌玖零弌両弎";
    /** A character that stands for one digit: of other scripts, in circles, raised, Roman or of Suzhou. */
    private static final Pattern OTHER_DIGIT = Pattern.compile("[\\p{N}&&[^0-9〇]]");
    private static final Pattern CHINESE_DIGIT = Pattern.compile("[" + CHINESE_DIGITS + "]");
    /**
     * The first four digits of a region: no province has more than seventy prefectures, and 90 stands for counties under the
     * province itself.
     */
    private static final Pattern REGION = Pattern.compile("[1-8][0-9](?:[0-6][0-9]|70|90).*");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";
    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST_BIRTH = LocalDate.of(2099, 12, 31);
    /**
     * The latest birthday in a number whose checksum is wrong. The numbers of documents contain a county and a day too, and
     * none of the documents of this work is older.
     */
    private static final LocalDate BEFORE_ALL_DOCUMENTS = LocalDate.of(2019, 12, 31);
    /**
     * The first decade of birth in numbers of 15 digits: the year 26 is rather the year of a document than that of a person's
     * birth a hundred years ago.
     */
    private static final char EARLIEST_OLD_DECADE = '3';
    private static final int LENGTH = 18;
    private static final int REGION_LENGTH = 6;
    private static final int FEW_GROUPS = 3;

    private IdNumber() {
    }

    /**
     * Tells whether a text is, in its normal form, a valid number of 18 characters of a person born by today. The check of the
     * library hutool is not used, since it takes the server's year instead of the product's.
     *
     * @param typed the text, may be null
     * @param today today by the product's clock
     */
    public static boolean isValid(String typed, LocalDate today) {
        String text = typed == null ? null : normalised(typed);
        return text != null && FORM.matcher(text).matches() && IdcardUtil.getProvinceByIdCard(text) != null
                && isBornBy(text, today) && checkCharacter(text) == Character.toUpperCase(text.charAt(17));
    }

    /**
     * Tells what is wrong with an identity number.
     *
     * @param typed the text
     * @param today today by the product's clock
     * @return a Chinese message that follows the field's name; null if the number is valid
     */
    public static String problem(String typed, LocalDate today) {
        return isOld(typed) ? OLD : isValid(typed, today) ? null : INVALID;
    }

    /** Tells whether a text is a number of the old form with 15 digits. */
    public static boolean isOld(String typed) {
        return OLD_FORM.matcher(normalised(typed)).matches();
    }

    /** Tells whether a text has the form in which spreadsheets write large numbers, such as 4.11081E+17. */
    public static boolean isRounded(String typed) {
        return ROUNDED_FORM.matcher(normalised(typed)).matches();
    }

    /**
     * Returns the day of birth that a number contains.
     *
     * @param number a valid number
     */
    public static LocalDate bornOn(String number) {
        return LocalDate.parse(normalised(number).substring(6, 14), DateTimeFormatter.BASIC_ISO_DATE);
    }

    /**
     * Returns the age of a number's holder on a day.
     *
     * @param number a valid number
     * @return the age in whole years
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
     * Returns the normal form of a number: characters of usual width, a capital X, no blanks, no invisible characters, and
     * without the apostrophes and tabs by which people keep spreadsheets from calculating with it.
     */
    public static String normalised(String text) {
        // Nearly all numbers of a file are in this form, and each is looked at several times.
        if (text.chars().allMatch(character -> character >= '0' && character <= '9' || character == 'X')) {
            return text;
        }
        String plain = UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
        return GUARDS.matcher(plain).replaceAll("").toUpperCase(Locale.ROOT);
    }

    /**
     * Tells whether a text contains an identity number. The number may be whole or divided by anything but letters, in digits
     * of any width and script or in Chinese digits. A number with a wrong last character still tells where and when a person
     * was born, and so does a number of 15 digits. Digits that can be no region and birthday are another number, of an account
     * or a document.
     */
    public static boolean isIn(String text) {
        String plain = SHORT_MONTH_OR_DAY.matcher(Normalizer.normalize(digits(text), Normalizer.Form.NFKC)).replaceAll("0$1");
        String read = WITH_LETTERS.matcher(plain).replaceAll(found -> LIKE_ONE.matcher(LIKE_NOUGHT.matcher(Matcher.quoteReplacement(found.group()))
                .replaceAll("0")).replaceAll("1"));
        return isWrittenIn(plain) || !read.equals(plain) && isWrittenIn(read);
    }

    private static boolean isWrittenIn(String plain) {
        if (anyIn(IN_TEXT, plain, found -> isSomebodys(found.group())) || anyIn(OLD_IN_TEXT, plain, found -> wasSomebodys(found.group()))
                || anyIn(PART_IN_TEXT, plain, IdNumber::isPartOfSomebodys)) {
            return true;
        }
        Matcher words = CHINESE_DIGIT.matcher(plain);
        if (!words.find()) {
            return false;
        }
        String numbers = words.replaceAll(digit -> String.valueOf(CHINESE_DIGITS.indexOf(digit.group()) % 10));
        return anyIn(AMONG_WORDS, numbers, found -> CHINESE_DIGIT.matcher(plain.substring(found.start(), found.end())).find()
                && isSomebodys(found.group())) || anyIn(PART_IN_TEXT, numbers, IdNumber::isPartOfSomebodys);
    }

    private static boolean anyIn(Pattern pattern, String text, Predicate<Matcher> isNumber) {
        Matcher candidate = pattern.matcher(text);
        for (int from = 0; candidate.find(from); from = candidate.start() + 1) {
            if (isNumber.test(candidate)) {
                return true;
            }
        }
        return false;
    }

    private static String digits(String text) {
        return OTHER_DIGIT.matcher(text).replaceAll(digit -> {
            int value = Character.getNumericValue(digit.group().codePointAt(0));
            return value >= 0 && value <= 9 ? String.valueOf(value) : digit.group();
        });
    }

    private static boolean isPartOfSomebodys(MatchResult found) {
        String known = found.group(1) + found.group(2) + found.group(3) + found.group(4);
        return isValid(known + found.group(5), LATEST_BIRTH) || isRegion(known + "0000") && isBornBy(known, BEFORE_ALL_DOCUMENTS);
    }

    private static boolean isSomebodys(String found) {
        String digits = GAPS.matcher(found).replaceAll("");
        String number = digits.length() == LENGTH ? digits : digits + "X";
        return isValid(number, LATEST_BIRTH)
                || isRegion(number) && isBornBy(number, BEFORE_ALL_DOCUMENTS) && isOneNumber(found);
    }

    /**
     * Tells whether digits are rather one number in groups than several numbers, such as amounts and days, that follow each
     * other.
     */
    private static boolean isOneNumber(String found) {
        String[] groups = GAPS.split(found);
        return groups.length <= FEW_GROUPS || groups[0].length() == REGION_LENGTH
                || DIGITS.splitAsStream(found).filter(gap -> !gap.isEmpty()).distinct().count() == 1;
    }

    private static boolean wasSomebodys(String found) {
        String old = GAPS.matcher(found).replaceAll("");
        return isRegion(old) && old.charAt(6) >= EARLIEST_OLD_DECADE && isBornBy(old.substring(0, 6) + "19" + old.substring(6), LATEST_BIRTH);
    }

    private static boolean isRegion(String number) {
        return REGION.matcher(number).matches() && IdcardUtil.getProvinceByIdCard(number) != null;
    }

    /**
     * Hides everything in a text that has the form of an identity number.
     *
     * @param text a text that goes on record where no identity number belongs, such as an address
     */
    public static String hiddenIn(String text) {
        return IN_TEXT.matcher(text).replaceAll("******");
    }

    /**
     * Returns a number with birthday and sequence hidden.
     *
     * @param number a number, or null
     * @return the masked number; empty for null
     */
    public static String masked(String number) {
        return number == null ? "" : IdcardUtil.hide(number, 6, 16);
    }
}
