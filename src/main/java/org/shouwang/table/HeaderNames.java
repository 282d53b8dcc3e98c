package org.shouwang.table;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What the names in a header mean, however they are written. */
final class HeaderNames {

    private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Cc}*]+");
    /** Said of a column without making it another one. */
    private static final Pattern REMARK = Pattern.compile(
            "\\((选填|必填|可选|必选|文本|文本格式|18位|单位:元|人民币元?|元|元/年|年|是/否|是或否)\\)|[/,:]元$");
    /** What makes the amounts of a column other amounts than yuan of a whole household and year. */
    private static final Pattern OTHER_UNIT = Pattern.compile("[(\\[【{<][^)\\]】}>]*([万千百亿]|[/每]?月|季|美元|人均|/人)[^)\\]】}>]*[)\\]】}>]"
            + "|[-/:,_]?(单位:?)?([万千百亿]元?|[万千百亿]?元[/每](月|人|季度?))$|^(月均?|每月|季度?|每季度?|人均|户均)");
    private static final Pattern UNIT_ABOVE = Pattern.compile("(?s).*单位[:(]?(人民币)?[万千百亿]元.*");

    private HeaderNames() {
    }

    /** The form in which two names of the same column are equal. */
    static String normal(String name) {
        String plain = UNSEEN.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC)).replaceAll("").toLowerCase(Locale.ROOT);
        return REMARK.matcher(plain).replaceAll("");
    }

    /** The name as people read it, on one line. */
    static String shown(String name) {
        return name.replaceAll("[\\s\\p{Z}\\p{Cc}]+", "").replaceAll("\\p{Cf}+", "");
    }

    /** The known column with a unit that a name means but for its unit, which is another one; null if it means none. */
    static TableColumn inOtherUnit(String name, Map<String, TableColumn> byName) {
        String normal = normal(name);
        TableColumn meant = OTHER_UNIT.matcher(normal).find() ? byName.get(OTHER_UNIT.matcher(normal).replaceAll("")) : null;
        return meant == null || meant.unit() == null ? null : meant;
    }

    /** Whether a text above a header says that the amounts below are not in yuan. */
    static boolean namesOtherUnit(String text) {
        return UNIT_ABOVE.matcher(normal(text)).matches();
    }
}
