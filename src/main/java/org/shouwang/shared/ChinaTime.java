package org.shouwang.shared;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;

/** The calendar of the product: every legal day is a calendar day in Asia/Shanghai. */
public final class ChinaTime {

    /** The zone in which days begin and end, whatever the server's own zone is. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZONE);

    private static final DateTimeFormatter DAY = new DateTimeFormatterBuilder().appendValue(ChronoField.YEAR, 4)
            .appendPattern("-MM-dd").toFormatter().withResolverStyle(ResolverStyle.STRICT);
    private static final int EARLIEST_YEAR = 1900;

    private ChinaTime() {
    }

    /**
     * Returns the moment at which a day is over.
     *
     * @param day a calendar day in Asia/Shanghai
     * @return the first moment of the following day
     */
    public static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZONE).toInstant();
    }

    /**
     * Returns the first moment of a day.
     *
     * @param day a calendar day in Asia/Shanghai
     */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    /** Returns the calendar day in Asia/Shanghai to which a moment belongs. */
    public static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }

    /**
     * Reads a day.
     *
     * @param text a day in the form {@code yyyy-MM-dd}
     * @throws DateTimeException if the text is no day, or a day before 1900, which nobody can mean
     */
    public static LocalDate parseDay(String text) {
        LocalDate day = LocalDate.parse(text, DAY);
        if (day.getYear() < EARLIEST_YEAR) {
            throw new DateTimeException("Too early: " + day);
        }
        return day;
    }

    /**
     * Returns a moment to the minute in Asia/Shanghai, as text.
     *
     * @param instant a moment, or null
     * @return the text, such as {@code 2026-03-02 09:30}; empty for null
     */
    public static String minuteText(Instant instant) {
        return instant == null ? "" : MINUTE.format(instant);
    }
}
