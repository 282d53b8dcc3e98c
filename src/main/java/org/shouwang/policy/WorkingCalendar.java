package org.shouwang.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shouwang.deadline.Recounts;
import org.shouwang.deadline.WorkingDays;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUser;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.Texts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The working calendar as administrators and the city enter it, year by year from the State Council's notices. Days that are over stay as
 * they were. Limits of working days that run are counted anew when a year's days become known, unless they were extended.
 */
@Service
public class WorkingCalendar {

    private static final int MAX_SOURCE = 200;
    private static final int MAX_REASON = 200;
    private static final int MAX_DAYS = 2000;
    private static final int YEARS_AHEAD = 2;
    private static final int DECEMBER = 12;

    private final WorkingDays working;
    private final Recounts recounts;
    private final PolicyRights rights;
    private final Acts acts;
    private final AdjustableClock clock;

    WorkingCalendar(WorkingDays working, Recounts recounts, PolicyRights rights, Acts acts, AdjustableClock clock) {
        this.working = working;
        this.recounts = recounts;
        this.rights = rights;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * A notice as somebody typed it. Each may be null.
     *
     * @param year   the year
     * @param source the notice's title and number
     * @param days   the days as they stand in the notice
     * @param reason why a year that is entered already is entered again
     */
    public record Wish(String year, String source, String days, String reason) {
    }

    /**
     * A notice that may be entered.
     *
     * @param year   the year
     * @param source the notice's title and number
     * @param text   the days as they were typed
     * @param reason why the year is entered again, or null
     * @param days   the days that do not go by the week
     * @param moved  the running limits that end on another day then, and how many were counted again
     */
    public record Checked(int year, String source, String text, String reason, List<WorkingDays.Day> days, Recounts.Result moved) {
    }

    /**
     * A holiday, or days of work before or after it, as one row.
     *
     * @param name    the name
     * @param from    the first day
     * @param until   the last day
     * @param days    the number of days
     * @param working whether offices work on them
     * @param source  the document that says so
     */
    public record Span(String name, LocalDate from, LocalDate until, int days, boolean working, String source) {
    }

    /**
     * @return the year whose notice is missing although it is time: this year's, and in December next year's; empty if none is
     */
    public Optional<Integer> missing() {
        LocalDate today = clock.today();
        if (working.notice(today.getYear()).isEmpty()) {
            return Optional.of(today.getYear());
        }
        return today.getMonthValue() == DECEMBER && working.notice(today.getYear() + 1).isEmpty() ? Optional.of(today.getYear() + 1) : Optional.empty();
    }

    /**
     * Joins days that follow each other.
     *
     * @param days days by day
     */
    public static List<Span> spans(List<WorkingDays.Day> days) {
        List<Span> spans = new ArrayList<>();
        for (WorkingDays.Day day : days.stream().sorted(Comparator.comparing(WorkingDays.Day::day)).toList()) {
            Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && last.working() == day.working() && last.name().equals(day.name()) && last.until().plusDays(1).equals(day.day())) {
                spans.set(spans.size() - 1, new Span(last.name(), last.from(), day.day(), last.days() + 1, last.working(), last.source()));
            } else {
                spans.add(new Span(day.name(), day.day(), day.day(), 1, day.working(), day.source()));
            }
        }
        return spans;
    }

    /**
     * Checks a notice and counts which running limits it would move.
     *
     * @param wish the notice as it was typed
     * @throws org.shouwang.shared.InvalidInputException if something is wrong; the exception names every wrong field and line
     * @throws org.shouwang.shared.ForbiddenException    if the user does not enter calendars
     */
    public Checked check(Wish wish) {
        rights.require();
        FieldErrors errors = new FieldErrors();
        int thisYear = clock.today().getYear();
        int year = 0;
        if (wish.year() == null || !wish.year().strip().matches("\\d{4}")) {
            errors.add("year", "年份", "须为四位数的年份，如 " + (thisYear + 1));
        } else {
            year = Integer.parseInt(wish.year().strip());
            if (year < thisYear || year > thisYear + YEARS_AHEAD) {
                errors.add("year", "年份", "须为 " + thisYear + " 至 " + (thisYear + YEARS_AHEAD) + " 年；以前的不能改");
            }
        }
        String source = Texts.required(errors, wish.source(), "source", "通知名称和文号", MAX_SOURCE);
        String text = Texts.required(errors, wish.days(), "days", "放假安排", MAX_DAYS);
        boolean again = !errors.has("year") && working.notice(year).isPresent();
        String reason = again ? Texts.required(errors, wish.reason(), "reason", "更正理由", MAX_REASON) : null;
        if (errors.has("year") || text == null) {
            errors.throwIfAny();
        }
        List<WorkingDays.Day> days = Notice.read(year, text, source, errors);
        if (!errors.has("days")) {
            compare(year, days, errors);
        }
        errors.throwIfAny();
        return new Checked(year, source, text, reason, days, recounts.byCalendar(otherwise(year, days)));
    }

    /** Refuses days that belong to another year's notice, and days that are over and would become others. */
    private void compare(int year, List<WorkingDays.Day> days, FieldErrors errors) {
        Map<LocalDate, Boolean> before = byDay(working.of(year));
        Map<LocalDate, Boolean> after = byDay(days);
        for (int other : List.of(year - 1, year + 1)) {
            byDay(working.of(other)).keySet().stream().filter(after::containsKey).sorted().forEach(day ->
                    errors.add("days", "放假安排", day + " 已在" + other + "年的安排里，不能重复"));
        }
        LocalDate today = clock.today();
        otherwise(year, days).forEach((day, works) -> {
            if (!day.isAfter(today) && works != before.getOrDefault(day, WorkingDays.isWorkingByWeek(day))) {
                errors.add("days", "放假安排", day + " 不晚于今天，不能改；须与原来一致：" + (works ? "放假" : "上班"));
            }
        });
    }

    private static Map<LocalDate, Boolean> byDay(List<WorkingDays.Day> days) {
        return days.stream().collect(Collectors.toMap(WorkingDays.Day::day, WorkingDays.Day::working));
    }

    /** Returns whether offices work then, by all days of which the calendar before or after says something. */
    private Map<LocalDate, Boolean> otherwise(int year, List<WorkingDays.Day> days) {
        Map<LocalDate, Boolean> otherwise = new HashMap<>();
        working.of(year).forEach(old -> otherwise.put(old.day(), WorkingDays.isWorkingByWeek(old.day())));
        otherwise.putAll(byDay(days));
        return otherwise;
    }

    /**
     * Enters a notice, in the place of what was known of the year, and moves the running limits that it moves.
     *
     * @param wish the notice as it was typed
     * @return the notice
     * @throws org.shouwang.shared.InvalidInputException if something is wrong; the exception names every wrong field and line
     * @throws org.shouwang.shared.ForbiddenException    if the user does not enter calendars
     */
    @Transactional
    public Checked enter(Wish wish) {
        CurrentUser user = rights.require();
        Checked notice = check(wish);
        working.replace(notice.year(), notice.days(), new WorkingDays.Entry(notice.source(), notice.text(), notice.reason(), user.id(), clock.instant()));
        recounts.move(notice.moved().moved());
        acts.add(Act.Kind.CALENDAR, user.id(), String.valueOf(notice.year()), "DONE", "登记" + notice.year() + "年放假安排：" + notice.source()
                + "；移动 " + notice.moved().moved().size() + " 项时限" + (notice.reason() == null ? "" : "；更正理由：" + notice.reason()));
        return notice;
    }
}
