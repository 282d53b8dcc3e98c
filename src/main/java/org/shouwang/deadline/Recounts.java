package org.shouwang.deadline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.engine.CaseProcesses;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.PolicyParameters;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts limits again as if a parameter or the calendar were another: the open ones, and those that were met in the last year. A limit
 * whose last day was moved, by an extension or since a document came back, is not counted again.
 */
@Service
public class Recounts {

    private static final String COUNTED = """
            where rule = :rule and cancelled_on is null and (met_on is null or met_on >= cast(:since as date))
                and (cast(:reference as varchar) is null or reference = :reference)
            order by id desc limit :most
            """;
    /** The most limits of a rule that are counted again; the newest are. */
    private static final int MOST = 20_000;

    private final Deadlines deadlines;
    private final List<LimitCounting> countings;
    private final WorkingDays working;
    private final PolicyParameters parameters;
    private final CaseProcesses processes;
    private final AdjustableClock clock;

    Recounts(Deadlines deadlines, List<LimitCounting> countings, WorkingDays working, PolicyParameters parameters, CaseProcesses processes,
             AdjustableClock clock) {
        this.deadlines = deadlines;
        this.countings = countings;
        this.working = working;
        this.parameters = parameters;
        this.processes = processes;
        this.clock = clock;
    }

    /**
     * A limit that would end on another day.
     *
     * @param limit the limit
     * @param dueOn its last day if it is counted anew
     */
    public record Moved(Limit limit, LocalDate dueOn) {
    }

    /**
     * What was counted again.
     *
     * @param moved   the limits that would end on another day, newest first
     * @param looked  the number of limits that were counted again
     * @param skipped the number of limits that were not, since their last day had been moved
     * @param cut     whether there are older ones that were not looked at
     */
    public record Result(List<Moved> moved, int looked, int skipped, boolean cut) {
    }

    /**
     * @param parameter the name of a dated parameter
     * @return whether it sets the days of limits that can be counted again
     */
    public boolean dependOn(String parameter) {
        return countings.stream().flatMap(each -> each.counted().stream()).anyMatch(each -> parameter.equals(each.parameter()));
    }

    /**
     * Counts the limits again whose days a parameter sets.
     *
     * @param parameter the name of the parameter
     * @param days      another value of it
     */
    public Result byParameter(String parameter, int days) {
        Result result = new Result(new ArrayList<>(), 0, 0, false);
        for (LimitCounting.Counted counted : all()) {
            if (parameter.equals(counted.parameter())) {
                result = count(counted, deadlines.select(COUNTED, params(counted, clock.today().minusYears(1), MOST)), days, Map.of(), result);
            }
        }
        return result;
    }

    /**
     * Counts the open limits of working days again.
     *
     * @param exceptions whether offices work, by the days of the other calendar on which they do not go by the week
     */
    public Result byCalendar(Map<LocalDate, Boolean> exceptions) {
        Result result = new Result(new ArrayList<>(), 0, 0, false);
        for (LimitCounting.Counted counted : all()) {
            if (counted.working()) {
                // All of them: a limit that nobody looks at would end on a day on which nobody works.
                result = count(counted, deadlines.select(COUNTED, params(counted, null, Integer.MAX_VALUE)), null, exceptions, result);
            }
        }
        return result;
    }

    private List<LimitCounting.Counted> all() {
        return countings.stream().flatMap(each -> each.counted().stream()).distinct().toList();
    }

    private Result count(LimitCounting.Counted counted, List<Limit> limits, Integer otherDays, Map<LocalDate, Boolean> otherDaysOfWork, Result before) {
        List<Moved> moved = new ArrayList<>(before.moved());
        int looked = before.looked();
        int skipped = before.skipped();
        if (limits.isEmpty()) {
            return before;
        }
        LocalDate first = limits.stream().map(Limit::startOn).min(LocalDate::compareTo).orElseThrow();
        Map<LocalDate, Boolean> calendar = working.between(first, clock.today().plusYears(2));
        Map<LocalDate, Boolean> other = new HashMap<>(calendar);
        other.putAll(otherDaysOfWork);
        for (Limit limit : limits) {
            Optional<Integer> days = days(counted, limit.startOn());
            if (days.isEmpty() || !limit.dueOn().equals(dueOn(counted, limit.startOn(), days.get(), calendar))) {
                skipped++;
                continue;
            }
            looked++;
            LocalDate due = dueOn(counted, limit.startOn(), otherDays == null ? days.get() : otherDays, other);
            if (!due.equals(limit.dueOn())) {
                moved.add(new Moved(limit, due));
            }
        }
        return new Result(moved, looked, skipped, before.cut() || limits.size() == MOST);
    }

    /**
     * @param since the day since which limits that were met are looked at too; null for open ones only
     * @param most  the most limits that are looked at
     */
    private static Map<String, Object> params(LimitCounting.Counted counted, LocalDate since, int most) {
        Map<String, Object> params = new HashMap<>(Map.of("rule", counted.rule(), "most", most));
        params.put("since", since);
        params.put("reference", counted.reference());
        return params;
    }

    private Optional<Integer> days(LimitCounting.Counted counted, LocalDate startOn) {
        if (counted.days() != null) {
            return Optional.of(counted.days());
        }
        try {
            return Optional.of(parameters.number(counted.parameter(), startOn));
        } catch (PolicyParameters.NotInForceException e) {
            return Optional.empty();
        }
    }

    private LocalDate dueOn(LimitCounting.Counted counted, LocalDate startOn, int days, Map<LocalDate, Boolean> calendar) {
        return counted.working() ? WorkingDays.after(startOn, days, calendar)
                : working.movesFromHolidays(startOn) ? WorkingDays.after(startOn.plusDays(days), 0, calendar) : startOn.plusDays(days);
    }

    /**
     * Moves limits to the days on which they end if they are counted anew, with the engine's timers.
     *
     * @param moved open limits
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(List<Moved> moved) {
        moved.forEach(each -> deadlines.moveTo(each.limit(), each.dueOn()));
        // A case may have several limits of one rule, so that the rule does not find the one that was moved.
        deadlines.withIds(moved.stream().map(each -> each.limit().id()).toList()).forEach(now ->
                processes.moveLimit(now.caseNo(), now.rule().warningTimer(), now.warnAt(), now.rule().dueTimer(), ChinaTime.endOf(now.dueOn())));
    }
}
