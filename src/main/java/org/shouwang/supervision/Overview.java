package org.shouwang.supervision;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shouwang.deadline.LimitCounts;
import org.shouwang.deadline.LimitSearch;
import org.shouwang.deadline.LimitState;
import org.shouwang.deadline.LimitSummary;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The figures of a scope: the limits by rule and by region, the posts that have to act, for how long limits have been overdue,
 * and the share met in time.
 */
@Service
public class Overview {

    private static final int MONTHS = 12;
    private static final int[] AGES = {3, 7, 15, 30};

    private final LimitSummary summary;
    private final LimitCounts counts;
    private final JdbcClient jdbc;
    private final AdjustableClock clock;

    Overview(LimitSummary summary, LimitCounts counts, JdbcClient jdbc, AdjustableClock clock) {
        this.summary = summary;
        this.counts = counts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The number of limits that have been overdue for a certain time.
     *
     * @param title  the range of days in Chinese
     * @param amount the number of limits
     */
    public record Age(String title, long amount) {
    }

    /**
     * The limits that were met in one month.
     *
     * @param month  the first day of the month
     * @param inTime the number of limits met in time
     * @param late   the number of limits met late
     * @param share  the share met in time in percent with one decimal; null if no limit was met
     */
    public record Month(LocalDate month, long inTime, long late, Double share) {
    }

    /**
     * A level of posts that has to act for limits that are overdue or nearly due.
     *
     * @param title  the Chinese name of the level; if nobody has a task, the event that is waited for
     * @param states the number of limits in each state; a limit counts once, no matter how many tasks it has
     * @param tasks  the number of limits that wait for each task
     */
    public record Holder(String title, Map<LimitState, Long> states, Map<String, Long> tasks) {

        /**
         * @return the number of limits
         */
        public long total() {
            return states.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private record Held(String level, String task, String state, long amount) {
    }

    /**
     * @return a line for each rule
     */
    public List<LimitSummary.Row> byRule(Scope scope) {
        return summary.byRule(scope.codes());
    }

    /**
     * @return a line for each region below the scope
     */
    public List<LimitSummary.Row> byRegion(Scope scope) {
        return summary.of(scope.below());
    }

    /**
     * @return the number of overdue limits by the number of days
     */
    public List<Age> ages(Scope scope) {
        long[] sums = new long[AGES.length + 1];
        counts.overdueSince(scope.codes()).forEach((since, amount) -> {
            long days = ChronoUnit.DAYS.between(since, clock.today()) + 1;
            int place = 0;
            while (place < AGES.length && days > AGES[place]) {
                place++;
            }
            sums[place] += amount;
        });
        List<Age> ages = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            int from = i == 0 ? 1 : AGES[i - 1] + 1;
            ages.add(new Age(i < AGES.length ? from + "–" + AGES[i] + "天" : AGES[i - 1] + "天以上", sums[i]));
        }
        return ages;
    }

    /**
     * @return the last twelve months, the present month last
     */
    public List<Month> months(Scope scope) {
        LocalDate first = clock.today().withDayOfMonth(1).minusMonths(MONTHS - 1);
        Map<LocalDate, LimitCounts.Month> found = counts.months(scope.codes(), first).stream()
                .collect(Collectors.toMap(LimitCounts.Month::month, month -> month));
        List<Month> months = new ArrayList<>();
        for (int i = 0; i < MONTHS; i++) {
            LocalDate month = first.plusMonths(i);
            LimitCounts.Month met = found.getOrDefault(month, new LimitCounts.Month(month, 0, 0));
            long total = met.inTime() + met.late();
            months.add(new Month(month, met.inTime(), met.late(), total == 0 ? null : Math.round(1000.0 * met.inTime() / total) / 10.0));
        }
        return months;
    }

    /** Returns the levels of posts that have to act for limits that are overdue or nearly due, from the village up. */
    public List<Holder> holders(Scope scope) {
        if (scope.isNothing()) {
            return List.of();
        }
        Map<String, Object> params = new HashMap<>(Map.of("today", clock.today()));
        String state = StateChoices.ATTENTION.values().stream()
                .map(each -> "when " + LimitSearch.condition(each) + " then '" + each + "'").collect(Collectors.joining(" "));
        List<Held> held = jdbc.sql("""
                        with pressing as (
                            select id, case_no, holder, case %s end as state from shouwang.deadline
                            where met_on is null and cancelled_on is null and not minimum and warned_from <= :today and %s),
                        tasks as (
                            select p.id, p.state, coalesce(regexp_replace(l.group_id_, '[0-9].*', ''), '') as level,
                                coalesce(t.name_, '') as task
                            from pressing p
                            left join (public.act_ru_execution e
                                join public.act_ru_task t on t.proc_inst_id_ = e.proc_inst_id_
                                join public.act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate')
                            on e.business_key_ = p.case_no and e.parent_id_ is null
                                and (p.holder is null or p.holder = l.group_id_))
                        select level, task, state, count(distinct id) as amount from tasks group by grouping sets
                            ((level, task), (level, state))
                        """.formatted(state, LimitList.inScope(scope, params)))
                .params(params).query(Rows.as(Held.class)).list();
        List<Holder> holders = new ArrayList<>();
        for (Role role : Role.values()) {
            add(holders, role.title(), role.group(), held);
        }
        add(holders, "等待公示期满", "", held);
        return holders;
    }

    private static void add(List<Holder> holders, String title, String level, List<Held> held) {
        Map<LimitState, Long> states = new EnumMap<>(LimitState.class);
        Map<String, Long> tasks = new LinkedHashMap<>();
        held.stream().filter(line -> line.level().equals(level)).forEach(line -> {
            if (line.state() != null) {
                states.put(LimitState.valueOf(line.state()), line.amount());
            } else if (!line.task().isEmpty()) {
                tasks.put(line.task(), line.amount());
            }
        });
        if (!states.isEmpty()) {
            Arrays.stream(LimitState.values()).filter(StateChoices.ATTENTION::contains)
                    .forEach(state -> states.putIfAbsent(state, 0L));
            holders.add(new Holder(title, states, tasks));
        }
    }
}
