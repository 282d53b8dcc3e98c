package org.shouwang.table;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds out which column a name in a header means, in whichever way it is written. */
final class HeaderNames {

    private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Cc}*]+");
    /** Remarks that may follow a column's name without changing which column it is. */
    private static final Pattern REMARK = Pattern.compile(
            "\\((选填|必填|可选|必选|文本|文本格式|18位|单位:元|人民币元?|元|元/年|平方米|平米|m2|年|是/否|是或否|\\d{4}年度?)\\)|[/,:]元$");
    /** Words by which the amounts of a column are not yuan of the whole household per year. */
    private static final Pattern OTHER_UNIT = Pattern.compile("[(\\[【{<][^)\\]】}>]*([万千百亿]|[/每]?月|季|美元|人均|/人)[^)\\]】}>]*[)\\]】}>]"
            + "|[-/:,_]?(单位:?)?([万千百亿]元?|[万千百亿]?元[/每](月|人|季度?))$|^(月均?|每月|季度?|每季度?|人均|户均)");
    private static final String BIG = "(?<![\\d.一二三四五六七八九十百千万亿两几数])[十百千]?[十百千万亿]元(?!以[上下内]|户)";
    private static final String OTHER = "(" + BIG + "|元[/每](人|月|季|天|日))";
    private static final String UNIT = "单位[^\\d。;]{0,5}" + OTHER + "|单位[:为是(]*(人民币)?[万千亿](?=$|[,;。)\\]/、])";
    private static final Pattern STATED = Pattern.compile(UNIT + "|(金额|收入|支出|费用|数据|数字)[:为是均都以按,、(]{0,4}" + OTHER
            + "|[以按]" + OTHER + "(为单位|计|填|列|表示)|(?<!\\d)万元(为单位|计算?)$");
    private static final Pattern STATED_BY_NAME = Pattern.compile("^[(\\[【]?(金额|货币|计量|收入|数据)?(" + UNIT + "|以" + OTHER + ").*|^" + OTHER + "$");
    private static final Pattern BEHIND = Pattern.compile("[(\\[【{<][^)\\]】}>\\d]*" + OTHER + "[^)\\]】}>]*[)\\]】}>]|[(\\[【][万千亿][)\\]】]|" + BIG + "$");
    /** The longest text that can name a column. */
    private static final int LONGEST = 2_000;
    /** The length from which a name is hardly part of other names by chance. */
    private static final int LONG_NAME = 4;
    private static final int LONG_KEY = 8;

    private HeaderNames() {
    }

    /** Returns the form in which all ways of writing a name are equal. */
    static String normal(String name) {
        // Most cells of a table have no other characters, and every cell is looked at, lest it be a header again.
        if (name.length() > LONGEST || name.chars().allMatch(HeaderNames::isPlain)) {
            return name;
        }
        String plain = UNSEEN.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC)).replaceAll("").toLowerCase(Locale.ROOT);
        return REMARK.matcher(plain).replaceAll("");
    }

    /** Tells whether a character is a digit, a point or an ordinary Chinese character, which has no other way of writing. */
    private static boolean isPlain(int character) {
        return character >= '0' && character <= '9' || character == '.' || character >= '\u4e00' && character <= '\u9fff';
    }

    /** Returns the name on one line. */
    static String shown(String name) {
        return name.replaceAll("[\\s\\p{Z}\\p{Cc}]+", "").replaceAll("\\p{Cf}+", "");
    }

    /**
     * Returns the known column that a name means apart from its unit, which differs from the column's. Returns null if there
     * is none.
     */
    static TableColumn inOtherUnit(String name, Map<String, TableColumn> byName) {
        String normal = normal(name);
        TableColumn meant = OTHER_UNIT.matcher(normal).find() ? byName.get(OTHER_UNIT.matcher(normal).replaceAll("")) : null;
        return meant == null || meant.unit() == null ? null : meant;
    }

    /**
     * Returns the known column that a name resembles; the rest is most likely a year or a unit that is not understood. Returns
     * null if there is none.
     */
    static TableColumn resembled(String name, Map<String, TableColumn> byName) {
        String normal = normal(name);
        TableColumn bare = byName.get(normal.replaceAll("[(\\[【{<].*", ""));
        if (bare != null && bare.unit() != null) {
            return bare;
        }
        return byName.entrySet().stream().filter(known -> known.getValue().unit() != null && normal.contains(known.getKey())
                        && known.getKey().length() >= (known.getKey().charAt(0) < 'z' ? LONG_KEY : LONG_NAME))
                .max(Comparator.comparingInt(known -> known.getKey().length())).map(Map.Entry::getValue).orElse(null);
    }

    /** Tells whether a title or a note says that the amounts of the whole table are not in yuan. */
    static boolean statesOtherUnit(String text) {
        return STATED.matcher(normal(text)).find();
    }

    /** Tells whether a cell of the header names no column but says that the amounts are not in yuan. */
    static boolean isOtherUnit(String name) {
        return STATED_BY_NAME.matcher(normal(name)).find();
    }

    /** Tells whether a title or the name of a group of columns gives another unit than yuan in brackets or at its end. */
    static boolean hasOtherUnitBehind(String text) {
        return BEHIND.matcher(normal(text)).find();
    }
}
