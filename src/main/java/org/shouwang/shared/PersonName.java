package org.shouwang.shared;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of people, in the one form in which the product stores and finds them. */
public final class PersonName {

    private static final Pattern BLANKS = Pattern.compile("\\p{Zs}+");
    private static final Pattern INVISIBLE = Pattern.compile("[\u00AD\u034F\u200B-\u200F\u2060\uFEFF\uFE00-\uFE0F\\x{E0100}-\\x{E01EF}]");
    private static final Pattern DOTS = Pattern.compile("(?: ?[\u00B7\u0387\u2022\u2027\u2219\u22C5\u30FB\uFF65\u16EB\u2E31\u25CF\u02D9\uA78F\\x{10101}] ?)+");
    private static final Pattern STOPS = Pattern.compile("(?<=\\p{IsHan})(?: ?[.\uFF0E\u3002\uFF61] ?)+(?=\\p{IsHan})");
    private static final Pattern ENDS = Pattern.compile("^\u00B7+|\u00B7+$");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    /** The number of digits of the shortest identity number. */
    private static final int MANY_DIGITS = 15;
    private static final Pattern BETWEEN_CHINESE = Pattern.compile("(?<=\\p{IsHan}) (?=\\p{IsHan})");
    private static final Pattern UNKNOWN =
            Pattern.compile("[?\uFF1F\uFE56\u203D\u2047-\u2049\u3013\u25A0-\u25FF*\uFF0A&#\\p{Co}\\p{Cn}]");
    private static final Pattern BLANK_LETTERS = Pattern.compile("[\u115F\u1160\u17B4\u17B5\u180B-\u180F\u3164\uFFA0\\x{16FE4}]");
    /**
     * Misplaced combining marks: on nothing or on Chinese characters, around characters, or more on one letter than any script
     * uses.
     */
    private static final Pattern PILED = Pattern.compile("(?<![\\p{L}\\p{M}])\\p{M}|\\p{IsHan}\\p{M}|\\p{Me}"
            + "|[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]{3}"
            + "|[\\p{M}&&[^\u0F00-\u0FFF\u1000-\u109F\u1A20-\u1AAF]]{4}|\\p{M}{6}");
    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{M}\\p{IsHan}\\p{Nd}\u00B7 .'\u2019()\uFF08\uFF09-]");
    private static final Pattern PLACEHOLDER = Pattern.compile("(?i)[(\uFF08]*(null|none|nan|undefined|n/a|空|无|未知|不详|暂无|姓名)[)\uFF09]*");

    private PersonName() {
    }

    /**
     * Returns the normal form of a name. Characters without width are removed, and so are blanks at the ends and between
     * Chinese characters; other blanks become one blank. Middle dots of every kind, and full stops between Chinese characters,
     * become one U+00B7; none stays at the ends.
     *
     * @param text the name as it was typed
     */
    public static String normalised(String text) {
        String blanks = BLANKS.matcher(INVISIBLE.matcher(text).replaceAll("")).replaceAll(" ").strip();
        String chinese = STOPS.matcher(BETWEEN_CHINESE.matcher(blanks).replaceAll("")).replaceAll("\u00B7");
        return ENDS.matcher(DOTS.matcher(chinese).replaceAll("\u00B7")).replaceAll("");
    }

    /**
     * Tells what is wrong with a person's name.
     *
     * @param name a name in its normal form
     * @return a Chinese message that follows the field's name; null if nothing is wrong
     */
    public static String problem(String name) {
        String unknown = characters(name);
        Matcher other = OTHER.matcher(name);
        return unknown != null ? unknown
                : holdsNumber(name) ? "中有证件号码，请核对是否填错了栏"
                : !LETTER.matcher(name).find() || PLACEHOLDER.matcher(name).matches() ? "须为姓名，不能只有数字或符号，也不能填“无”“null”等"
                : other.find() ? "只填一个人的姓名，不能含有“" + other.group() + "”" : null;
    }

    /**
     * Tells whether a name may contain an identity number. No name has as many digits, however they are divided.
     *
     * @param name the name of a person or a place, in its normal form
     */
    public static boolean holdsNumber(String name) {
        return IdNumber.isIn(name) || name.codePoints().filter(Character::isDigit).count() >= MANY_DIGITS;
    }

    /**
     * Tells what is wrong with the single characters of a name.
     *
     * @param name the name of a person or a place, in its normal form
     * @return a Chinese message that follows the field's name; null if nothing is wrong
     */
    public static String characters(String name) {
        return !Texts.isClean(name, false) || BLANK_LETTERS.matcher(name).find() ? Texts.UNSEEN
                : PILED.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).find() ? "含有叠加在字上的符号，请只输入文字"
                : UNKNOWN.matcher(name).find() ? "含有“?”或无法识别的字，可能是生僻字没有保存下来，请重新输入" : null;
    }
}
