package org.shouwang.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DateUtil;
import org.shouwang.shared.Decimals;

/** Reads the numbers of spreadsheets, some of which are shown as days. */
final class Numbers {

    /** The digits that a spreadsheet keeps of a number; the digits behind them are noise of its arithmetic. */
    private static final MathContext DIGITS = new MathContext(15);
    /** The number after that of 31 December 9999, the last day that a spreadsheet knows. */
    private static final BigDecimal DAYS = BigDecimal.valueOf(2_958_466);

    /**
     * A number format that divides what it shows: a comma stands behind its last digit, or it prints a point that does not
     * count.
     */
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
     * Returns the unit, such as 万, that a number format shows behind a number that is not in yuan. Returns an empty text if
     * the
     * format shows no unit, or divides what it shows, since the stored number is in yuan then.
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
     * Tells whether a number is shown as a day.
     *
     * @param id   the number format's id
     * @param code its code, or null for one that the file does not spell out
     */
    static boolean isDay(int id, String code) {
        // These are the formats of days that a Chinese spreadsheet refers to by number only.
        if (code == null || code.isEmpty() || "General".equals(code)) {
            return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54 || id == 57 || id == 58;
        }
        String plain = code.replaceAll("(?i)a{3,4}", "d");
        return plain.matches("(?is).*[ymd年月日].*") && DateUtil.isADateFormat(id, plain);
    }
}
