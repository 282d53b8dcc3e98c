package org.shouwang.shared;

import java.util.regex.Pattern;

/** Names of people in the one form in which the product keeps and finds them. */
public final class PersonName {

    private static final Pattern BLANKS = Pattern.compile("\\p{Zs}+");
    private static final Pattern DOTS = Pattern.compile(" ?[\u00B7\u0387\u2022\u2027\u2219\u22C5\u30FB\uFF65\u16EB\u2E31\u25CF\u02D9] ?");
    private static final Pattern STOPS = Pattern.compile("(?<=\\p{IsHan}) ?[.\uFF0E] ?(?=\\p{IsHan})");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}{15}");
    private static final Pattern BETWEEN_CHINESE = Pattern.compile("(?<=\\p{IsHan}) (?=\\p{IsHan})");
    private static final Pattern UNKNOWN = Pattern.compile("[?？\\p{Co}\\p{Cn}]");

    private PersonName() {
    }

    /**
     * @param text what was typed
     * @return the name without blanks around it and between Chinese characters, other blanks as one, every kind of middle dot, and a
     *     full stop between Chinese characters, as U+00B7
     */
    public static String normalised(String text) {
        String blanks = BLANKS.matcher(text).replaceAll(" ").strip();
        String chinese = STOPS.matcher(BETWEEN_CHINESE.matcher(blanks).replaceAll("")).replaceAll("\u00B7");
        return DOTS.matcher(chinese).replaceAll("\u00B7");
    }

    /**
     * @param name a name in its normal form
     * @return what is wrong with its characters, in Chinese, following the field's name; null if nothing is
     */
    public static String problem(String name) {
        return !Texts.isClean(name, false) ? Texts.UNSEEN
                : NUMBER.matcher(name).find() ? "中有证件号码，请核对是否填错了栏"
                : !LETTER.matcher(name).find() ? "须为姓名，不能只有数字或符号"
                : UNKNOWN.matcher(name).find() ? "含有“?”或无法识别的字，可能是生僻字没有保存下来，请重新输入" : null;
    }
}
