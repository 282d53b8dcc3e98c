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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The figures of a part of the city: by rule and region, in whose hands it is, how long it has been late, how much was in time. */
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
     * How many limits have been late for how long.
     *
     * @param title  how many days, as people read it
     * @param amount how many limits
     */
    public record Age(String title, long amount) {
    }

    /**
     * What was met in one month.
     *
     * @param month  its first day
     * @param inTime how many were met in time
     * @param late   how many were met late
     * @param share  the share in time in percent with one decimal, null where nothing was met
     */
    public record Month(LocalDate month, long inTime, long late, Double share) {
    }

    /**
     * Who has in hand what is late or will be.
     *
     * @param title  the level of the posts; where nobody has a task, what is waited for
     * @param states how many limits are in each state; each is counted once however many tasks there are
     * @param tasks  how many limits wait for which task
     */
    public record Holder(String title, Map<LimitState, Long> states, Map<String, Long> tasks) {

        /**
         * @return how many limits there are
         */
        public long total() {
            return states.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private record Held(String level, String task, String state, long amount) {
    }

    /**
     * @param scope where
     * @return a line for each rule
     */
    public List<LimitSummary.Row> byRule(Scope scope) {
        return summary.byRule(scope.codes());
    }

    /**
     * @param scope where
     * @return a line for each region below it
     */
    public List<LimitSummary.Row> byRegion(Scope scope) {
        return summary.of(scope.below());
    }

    /**
     * @param scope where
     * @return how many limits are overdue, by days
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
     * @param scope where
     * @return the last twelve months, the present one last
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

    /**
     * @param scope where
     * @return a line for each level that has something late, or nearly so, in hand, from the village up
     */
    public List<Holder> holders(Scope scope) {
        if (scope.isNothing()) {
            return List.of();
        }
        Map<String, Object> params = new HashMap<>(Map.of("today", clock.today()));
        String state = StateChoice.ATTENTION.states().stream()
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
                .params(params).query(Held.class).list();
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
            Arrays.stream(LimitState.values()).filter(StateChoice.ATTENTION::contains)
                    .forEach(state -> states.putIfAbsent(state, 0L));
            holders.add(new Holder(title, states, tasks));
        }
    }
}
