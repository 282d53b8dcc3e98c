package org.shouwang.deadline;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The days on which offices work (工作日): Monday to Friday, with the exceptions of each year that the State Council's notice
 * names (节假日、调休). Beyond the years whose notices are entered, only the weekends are known.
 */
@Repository
public class WorkingDays {

    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    /** The longest holiday has nine days, so that no row of days without work is longer than this. */
    private static final int LONGEST_BREAK = 15;

    private final JdbcClient jdbc;

    WorkingDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Changed(LocalDate day, boolean working) {
    }

    /**
     * Counts working days. What happens on a day without work counts as if it happened on the next working day; the days after
     * it are counted.
     *
     * @param day  the day from which is counted
     * @param days the number of working days, 0 or more
     * @return the last of them
     */
    public LocalDate after(LocalDate day, int days) {
        return after(day, days, between(day, day.plusDays(2L * days + 2L * LONGEST_BREAK)));
    }

    /**
     * Counts working days by a calendar.
     *
     * @param day        the day from which is counted
     * @param days       the number of working days, 0 or more
     * @param exceptions whether offices work, by the days on which they do not go by the week
     * @return the last of them
     */
    static LocalDate after(LocalDate day, int days, Map<LocalDate, Boolean> exceptions) {
        LocalDate last = day;
        int left = days;
        while (left > 0 || !isWorking(last, exceptions)) {
            left -= isWorking(last, exceptions) ? 1 : 0;
            last = last.plusDays(1);
        }
        return last;
    }

    /** Returns whether offices work, by the days of a time on which they do not go by the week. */
    Map<LocalDate, Boolean> between(LocalDate from, LocalDate until) {
        return jdbc.sql("select day, working from shouwang.calendar_day where day between ? and ?")
                .params(from, until).query(Rows.as(Changed.class)).list().stream()
                .collect(Collectors.toMap(Changed::day, Changed::working));
    }

    private static boolean isWorking(LocalDate day, Map<LocalDate, Boolean> exceptions) {
        return exceptions.getOrDefault(day, isWorkingByWeek(day));
    }

    /**
     * @param day a day
     * @return whether offices work on it if no notice says otherwise
     */
    static boolean isWorkingByWeek(LocalDate day) {
        return !WEEKEND.contains(day.getDayOfWeek());
    }
}
