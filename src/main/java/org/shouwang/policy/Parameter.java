package org.shouwang.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.Decimals;

/**
 * A dated parameter with its rows.
 *
 * @param code   its code; of a county's own value with the county's code at the end
 * @param base   its code without the county's
 * @param theme  the theme under which it stands, in Chinese
 * @param title  its Chinese name, with the county's if it is a county's own
 * @param unit   the unit, in Chinese
 * @param kind   what kind of number it is
 * @param decimals the most decimals
 * @param least  the least value
 * @param most   the greatest value
 * @param effect what a new value changes, in Chinese
 * @param rows   its rows, the latest first; may be empty
 */
public record Parameter(String code, String base, String theme, String title, String unit, Kind kind, int decimals, BigDecimal least, BigDecimal most,
                        String effect, List<Row> rows) {

    private static final int MONTH = 100;
    /** The unit of a switch says what 1 and 0 mean, such as 1为要求，0为不要求. */
    private static final int SWITCH_WORD = 2;
    private static final int DECIMALS_OF_AMOUNTS = 2;
    /** From this factor on a value may be a slip, such as a zero too many or too few. */
    private static final BigDecimal FAR = BigDecimal.valueOf(3);

    /** What kind of number a parameter is. */
    public enum Kind {
        /** An amount, a share or a number of something. */
        NUMBER,
        /** 1 for yes, 0 for no. */
        SWITCH,
        /** A day of every year, as month times 100 plus day. */
        MONTH_DAY
    }

    /**
     * A row.
     *
     * @param value     the value
     * @param from      the first day on which it holds
     * @param source    the document that sets it
     * @param reason    why it was entered; null for rows that came with the program
     * @param enteredBy the id of the user who entered it; null for rows that came with the program
     * @param enteredAt the moment at which it was entered, or null
     */
    public record Row(BigDecimal value, LocalDate from, String source, String reason, String enteredBy, Instant enteredAt) {

        /**
         * @param today today's day
         * @return whether the row has not begun, or was entered today, so that a mistake can be corrected on the same day; what was done
         *     with it meanwhile stays
         */
        public boolean mayBeWithdrawn(LocalDate today) {
            return from.isAfter(today) || enteredAt != null && ChinaTime.dayOf(enteredAt).equals(today);
        }
    }

    /**
     * @param day a day
     * @return the row that holds on it; empty before the first
     */
    public Optional<Row> on(LocalDate day) {
        return rows.stream().filter(row -> !row.from().isAfter(day)).findFirst();
    }

    /**
     * @param day a day
     * @return the rows that begin after it, the latest first
     */
    public List<Row> after(LocalDate day) {
        return rows.stream().filter(row -> row.from().isAfter(day)).toList();
    }

    /**
     * @param value a new value
     * @param day   the first day on which it is to hold
     * @return whether it is three times the value that holds on that day, or more, or a third of it, or less
     */
    public boolean isFar(BigDecimal value, LocalDate day) {
        return kind == Kind.NUMBER && on(day).map(Row::value).filter(before -> before.signum() > 0)
                .filter(before -> value.compareTo(before.multiply(FAR)) >= 0 || value.multiply(FAR).compareTo(before) <= 0).isPresent();
    }

    /**
     * Returns a value as people read it, with its unit.
     *
     * @param value a value
     */
    public String shown(BigDecimal value) {
        return switch (kind) {
            case NUMBER -> (decimals > DECIMALS_OF_AMOUNTS ? Decimals.plain(value.stripTrailingZeros()) : Decimals.grouped(value)) + " " + unit;
            case SWITCH -> unit.split("，")[value.signum() == 0 ? 1 : 0].substring(SWITCH_WORD);
            case MONTH_DAY -> value.intValueExact() / MONTH + "月" + value.intValueExact() % MONTH + "日";
        };
    }

    /**
     * Returns what a value has to be, in Chinese; the text stands behind 须为.
     */
    public String wanted() {
        return switch (kind) {
            case NUMBER -> Decimals.plain(least.stripTrailingZeros()) + " 至 " + Decimals.plain(most.stripTrailingZeros()) + " 之间的"
                    + (decimals == 0 ? "整数" : "数，最多" + decimals + "位小数") + "（" + unit + "）";
            case SWITCH -> "1 或 0：" + unit;
            case MONTH_DAY -> "月×100＋日，如 8月31日写成 831";
        };
    }
}
