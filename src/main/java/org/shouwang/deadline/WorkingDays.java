package org.shouwang.deadline;

import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.shouwang.shared.PolicyParameters;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The days on which offices work (工作日): Monday to Friday, with the exceptions of each year that the State Council's notice
 * names (节假日、调休). Beyond the years whose notices are entered, only the weekends are known.
 */
@Repository
public class WorkingDays {

    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    /** The longest holiday has nine days, so that no row of days without work is longer than this. */
    private static final int LONGEST_BREAK = 15;

    private static final String MOVES = "LIMIT_MOVES_FROM_HOLIDAY";

    private final JdbcClient jdbc;
    private final PolicyParameters parameters;

    WorkingDays(JdbcClient jdbc, PolicyParameters parameters) {
        this.jdbc = jdbc;
        this.parameters = parameters;
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
     * Counts calendar days. Where the parameter says so (民法典第二百零三条), an end on a day without work moves to the next day with
     * work; the documents do not apply that rule, so it is off.
     *
     * @param day  the day from which is counted
     * @param days the number of days
     * @return the last of them
     */
    public LocalDate end(LocalDate day, int days) {
        LocalDate last = day.plusDays(days);
        return movesFromHolidays(day) ? after(last, 0) : last;
    }

    /**
     * @param day the day on which a limit begins
     * @return whether its end moves from a day without work to the next day with work
     */
    boolean movesFromHolidays(LocalDate day) {
        return parameters.all(MOVES, day).values().values().stream().anyMatch(value -> value.signum() > 0);
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

    /**
     * @param day   a day
     * @param until a later day, or the same
     * @return the number of working days after the day, with the later one
     */
    public long left(LocalDate day, LocalDate until) {
        Map<LocalDate, Boolean> exceptions = between(day, until);
        return day.plusDays(1).datesUntil(until.plusDays(1)).filter(each -> isWorking(each, exceptions)).count();
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
    public static boolean isWorkingByWeek(LocalDate day) {
        return !WEEKEND.contains(day.getDayOfWeek());
    }

    /**
     * A day on which offices do not go by the week.
     *
     * @param day     the day
     * @param working whether they work on it
     * @param name    the name of the holiday
     * @param source  the document that says so
     */
    public record Day(LocalDate day, boolean working, String name, String source) {
    }

    /**
     * What was entered for a year.
     *
     * @param source    the notice
     * @param content   what was typed
     * @param reason    why it was entered again; null the first time
     * @param enteredBy the id of the user who entered it
     * @param enteredAt the moment at which it was entered
     */
    public record Entry(String source, String content, String reason, String enteredBy, Instant enteredAt) {
    }

    /**
     * @param year a year
     * @return its exceptions by day, with those of the December before that belong to its notice
     */
    public List<Day> of(int year) {
        return jdbc.sql("select day, working, name, source from shouwang.calendar_day where year = ? order by day")
                .param(year).query(Rows.as(Day.class)).list();
    }

    /**
     * @return the years of which days are known, oldest first
     */
    public List<Integer> years() {
        return jdbc.sql("select distinct year from shouwang.calendar_day order by year").query(Integer.class).list();
    }

    /**
     * @param year a year
     * @return the State Council's notice of the year; empty if it is not entered
     */
    public Optional<String> notice(int year) {
        return jdbc.sql("select source from shouwang.calendar_notice where year = ?").param(year).query(String.class).optional();
    }

    /**
     * @param year a year
     * @return what was entered for it on the page, the latest first
     */
    public List<Entry> entries(int year) {
        return jdbc.sql("select source, content, reason, entered_by, entered_at from shouwang.calendar_entry where year = ? order by id desc")
                .param(year).query(Rows.as(Entry.class)).list();
    }

    /**
     * Replaces the exceptions of a year. Who calls this has checked that no day that is over becomes another.
     *
     * @param year       the year
     * @param exceptions its exceptions
     * @param entry      what was entered
     */
    @Transactional
    public void replace(int year, List<Day> exceptions, Entry entry) {
        jdbc.sql("delete from shouwang.calendar_day where year = ?").param(year).update();
        exceptions.forEach(each -> jdbc.sql("insert into shouwang.calendar_day (day, working, name, source, year) values (?, ?, ?, ?, ?)")
                .params(each.day(), each.working(), each.name(), each.source(), year).update());
        Timestamp at = Timestamp.from(entry.enteredAt());
        jdbc.sql("""
                        insert into shouwang.calendar_notice (year, source, entered_by, entered_at) values (?, ?, ?, ?)
                        on conflict (year) do update set source = excluded.source, entered_by = excluded.entered_by, entered_at = excluded.entered_at
                        """)
                .params(year, entry.source(), entry.enteredBy(), at).update();
        jdbc.sql("insert into shouwang.calendar_entry (year, source, content, reason, entered_by, entered_at) values (?, ?, ?, ?, ?, ?)")
                .params(year, entry.source(), entry.content(), entry.reason(), entry.enteredBy(), at).update();
    }
}
