package org.shouwang.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DateUtil;
import org.shouwang.shared.Decimals;

/** The numbers of spreadsheets, some of which are shown as days. */
final class Numbers {

    /** A spreadsheet keeps so many digits of a number; what follows is noise of its arithmetic. */
    private static final MathContext DIGITS = new MathContext(15);
    /** One more than the last day that a spreadsheet knows, that of the year 9999. */
    private static final BigDecimal DAYS = BigDecimal.valueOf(2_958_466);

    /** A comma behind the last digit, or a point that is only printed. */
    private static final Pattern DIVIDES = Pattern.compile("[0#?],+(?![,0#?])|[!\\\\]\\.|\"\\.\"");
    private static final Pattern UNIT = Pattern.compile("(?<=[0#?]_?\\s?)[十百千]?[十百千万亿]元?");

    private Numbers() {
    }

    static Cell cell(String raw, boolean day, String unit, boolean from1904) {
        String text = raw.strip();
        BigDecimal number = Decimals.parse(text).orElse(null);
        if (number == null) {
            return new Cell(Cell.Kind.NUMBER, text, false);
        }
        if (day && number.compareTo(BigDecimal.ONE) >= 0 && number.compareTo(DAYS) < 0) {
            return new Cell(Cell.Kind.DAY, DateUtil.getLocalDateTime(number.doubleValue(), from1904).toLocalDate().toString(), false);
        }
        BigDecimal plain = number.round(DIGITS).stripTrailingZeros();
        return new Cell(unit.isEmpty() ? Cell.Kind.NUMBER : Cell.Kind.TEXT, Decimals.plain(plain) + unit, false);
    }

    /**
     * The unit such as 万 that a format shows behind a number which is not in yuan; empty for none, and for a format that
     * divides what it shows, since the number itself is in yuan then.
     *
     * @param code the number format's code, or null for one that the file does not spell out
     */
    static String unit(String code) {
        if (code == null || DIVIDES.matcher(code).find()) {
            return "";
        }
        Matcher unit = UNIT.matcher(code.split(";")[0].replaceAll("[\"\\\\!]", ""));
        return unit.find() ? unit.group() : "";
    }

    /**
     * Whether a number is shown as a day.
     *
     * @param id   the number format's id
     * @param code its code, or null for one that the file does not spell out
     */
    static boolean isDay(int id, String code) {
        // Those that a Chinese spreadsheet knows by number only.
        if (code == null || code.isEmpty() || "General".equals(code)) {
            return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54 || id == 57 || id == 58;
        }
        String plain = code.replaceAll("(?i)a{3,4}", "d");
        return plain.matches("(?is).*[ymd年月日].*") && DateUtil.isADateFormat(id, plain);
    }
}
