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
     * The instant at which a day is over.
     *
     * @param day a calendar day in Asia/Shanghai
     * @return the first instant of the following day
     */
    public static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZONE).toInstant();
    }

    /**
     * @param day a calendar day in Asia/Shanghai
     * @return its first instant
     */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    /**
     * @param instant any instant
     * @return the calendar day in Asia/Shanghai in which it lies
     */
    public static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }

    /**
     * @param text a day as people write it, {@code yyyy-MM-dd}
     * @return the day
     * @throws DateTimeException if it is none, or before 1900: nobody meant that
     */
    public static LocalDate parseDay(String text) {
        LocalDate day = LocalDate.parse(text, DAY);
        if (day.getYear() < EARLIEST_YEAR) {
            throw new DateTimeException("Too early: " + day);
        }
        return day;
    }

    /**
     * @param instant an instant, or null
     * @return day and minute as people read them, or an empty text for null
     */
    public static String minuteText(Instant instant) {
        return instant == null ? "" : MINUTE.format(instant);
    }
}
