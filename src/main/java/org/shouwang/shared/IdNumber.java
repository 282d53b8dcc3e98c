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
    /** What may stand within a number that somebody has typed in groups or does not want to be recognised: all but letters and digits. */
    private static final String GAP = "[[^\\p{L}\\p{N}]年月日]{0,20}";
    /** What looks like the X at the end, or is read as ten. */
    private static final String LIKE_X = "XxХхΧχ×✕✖✗✘╳⨯⨉☓ꓫⲬⲭ*十拾";
    private static final String WRITTEN = "(?:[0-9]" + GAP + "){17}[0-9" + LIKE_X + "]";
    /** Divided as people do it only: a telephone and a year have 15 digits, too. */
    private static final String OLD_WRITTEN = "[0-9]{6}" + GAP + "[0-9]{6}" + GAP + "[0-9]{3}";
    private static final Pattern IN_TEXT = Pattern.compile("(?<![0-9])" + WRITTEN + "(?![0-9])");
    private static final Pattern OLD_IN_TEXT = Pattern.compile("(?<![0-9])" + OLD_WRITTEN + "(?![0-9" + LIKE_X + "])");
    /** Chinese digits are words as well, so that others may stand beside a number. */
    private static final Pattern AMONG_WORDS = Pattern.compile(WRITTEN);
    /** A few signs and one letter or character: what people put between a county, a birthday and what follows, never between other numbers. */
    private static final String JOINT = "[^\\p{L}\\p{N}]{0,4}\\p{L}?[^\\p{L}\\p{N}]{0,4}";
    private static final String WITHIN_DAY = "[[^\\p{L}\\p{N}]年月日]{0,2}";
    /** County and birthday, and after them three or four places of which some may be hidden: they still tell who it is. */
    private static final Pattern PART_IN_TEXT = Pattern.compile("(?<![0-9])([0-9]{6})" + JOINT + "((?:19|20)[0-9]{2})" + WITHIN_DAY
            + "([0-9]{2})" + WITHIN_DAY + "([0-9]{2})" + JOINT + "((?:[0-9]{3}|[0-9?#_●■□" + LIKE_X + "]{3})[0-9?#_●■□" + LIKE_X + "]?)(?![0-9])");
    /** In a birthday after a county people leave out the nought; in other dates it changes nothing. */
    private static final Pattern SHORT_MONTH_OR_DAY = Pattern.compile("(?<=(?<![0-9])[0-9]{6}" + JOINT
            + "[0-9]{4}年(?:[0-9]{1,2}月)?)([0-9])(?=[月日])");
    private static final Pattern WITH_LETTERS = Pattern.compile("[0-9](?:[^\\p{L}\\p{N}]{0,2}[0-9OoΟοОоlIІӀ])+");
    private static final Pattern LIKE_NOUGHT = Pattern.compile("[OoΟοОо]");
    private static final Pattern LIKE_ONE = Pattern.compile("[lIІӀ]");
    private static final Pattern GAPS = Pattern.compile("[^0-9]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final String CHINESE_DIGITS = "〇一二三四五六七八九零壹贰叁肆伍陆柒捌玖○幺貳參肆伍陸柒捌玖零壱弐参肆伍陸漆捌玖零弌两叄肆伍陸柒捌玖零弌兩弎肆伍陸柒捌玖零弌両弎";
    /** Of other scripts, in circles, raised, Roman, of Suzhou: all that stands for one digit. */
    private static final Pattern OTHER_DIGIT = Pattern.compile("[\\p{N}&&[^0-9〇]]");
    private static final Pattern CHINESE_DIGIT = Pattern.compile("[" + CHINESE_DIGITS + "]");
    /** No province has more than seventy prefectures, and 90 for the counties that it governs itself. */
    private static final Pattern REGION = Pattern.compile("[1-8][0-9](?:[0-6][0-9]|70|90).*");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";
    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST_BIRTH = LocalDate.of(2099, 12, 31);
    /** Numbers of documents have a county and a day in them as well; none of this work is older. */
    private static final LocalDate BEFORE_ALL_DOCUMENTS = LocalDate.of(2019, 12, 31);
    /** Of 15 digits: the year 26 is rather that of a document than of somebody born a hundred years ago. */
    private static final char EARLIEST_OLD_DECADE = '3';
    private static final int LENGTH = 18;
    private static final int REGION_LENGTH = 6;
    private static final int FEW_GROUPS = 3;

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
     * @return whether somebody's number stands in it: whole or divided by whatever is no letter, in digits of any width and
     *     script or in Chinese ones. One with a wrong last character still tells where and when somebody was born, and
     *     so does one of 15 digits; what cannot be a region and a day of birth is another number, of an account or a document
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

    /** Whether it is rather one number that was divided than several, such as amounts and days, that follow each other. */
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
