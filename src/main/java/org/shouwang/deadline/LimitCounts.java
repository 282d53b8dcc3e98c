package org.shouwang.deadline;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many limits are in which state, by region and rule. Kept by the database in the transaction that changes a limit:
 * each running limit is counted under the first day of each of its states, so that a look sums days up to today and never
 * groups the limits themselves.
 */
@Service
public class LimitCounts {

    /** Days for which it is kept on which day a limit became overdue; what is older counts as one. */
    static final int AGEING_DAYS = 90;

    /** Before any limit: the day under which is counted what has no day of its own, or one long ago. */
    private static final LocalDate FLOOR = LocalDate.of(2000, 1, 1);
    private static final String ADD = """
            insert into shouwang.deadline_count (region_code, rule, measure, day, amount)
            select region_code, rule, measure, day, sum(amount) from moved group by 1, 2, 3, 4
            on conflict (region_code, rule, measure, day) do update set amount = deadline_count.amount + excluded.amount
            """;

    private final JdbcClient jdbc;
    private final AdjustableClock clock;

    LimitCounts(JdbcClient jdbc, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The limits of one rule in one region.
     *
     * @param regionCode the region
     * @param rule       the rule
     * @param states     how many are in each state; a state without any is missing
     * @param missed     how many of them were overdue before an extension was granted
     */
    public record Count(String regionCode, LimitRule rule, Map<LimitState, Long> states, long missed) {
    }

    /**
     * Limits that were met in one month.
     *
     * @param month  its first day
     * @param inTime how many were met in time
     * @param late   how many were met late
     */
    public record Month(LocalDate month, long inTime, long late) {
    }

    private record Sum(String regionCode, LimitRule rule, String measure, long reached, long total) {
    }

    /**
     * @param regionCodes codes of counties, townships or villages; may be empty
     * @return how many of their limits are in which state today
     */
    public List<Count> of(Collection<String> regionCodes) {
        if (regionCodes.isEmpty()) {
            return List.of();
        }
        Map<String, Map<LimitRule, Map<String, Sum>>> sums = new TreeMap<>();
        jdbc.sql("""
                        select region_code, rule, measure, coalesce(sum(amount) filter (where day <= :today), 0) as reached,
                            sum(amount) as total
                        from (select * from shouwang.deadline_count where region_code in (:codes)
                              union all select * from shouwang.deadline_count_change where region_code in (:codes)) c
                        group by region_code, rule, measure
                        """)
                .param("today", clock.today()).param("codes", regionCodes)
                .query(Rows.as(Sum.class))
                .list().forEach(sum -> sums.computeIfAbsent(sum.regionCode(), code -> new EnumMap<>(LimitRule.class))
                        .computeIfAbsent(sum.rule(), rule -> new TreeMap<>()).put(sum.measure(), sum));
        return sums.entrySet().stream().flatMap(region -> region.getValue().entrySet().stream()
                .map(rule -> new Count(region.getKey(), rule.getKey(), states(rule.getKey(), rule.getValue()),
                        total(rule.getValue(), "MISSED")))).toList();
    }

    private static Map<LimitState, Long> states(LimitRule rule, Map<String, Sum> sums) {
        long open = total(sums, "OPEN");
        long overdue = reached(sums, "OVERDUE");
        long stuck = reached(sums, "STUCK");
        long warned = reached(sums, "WARNED");
        Map<LimitState, Long> states = new EnumMap<>(LimitState.class);
        if (rule.isMinimum()) {
            put(states, LimitState.RUNNING, open - overdue);
            put(states, LimitState.HELD, total(sums, "HELD"));
            put(states, LimitState.MET, overdue + total(sums, "MET") + total(sums, "MET_LATE"));
        } else {
            put(states, LimitState.ON_TRACK, open - warned);
            put(states, LimitState.WARNING, warned - stuck);
            put(states, LimitState.UNREACHABLE, stuck - overdue);
            put(states, LimitState.OVERDUE, overdue);
            put(states, LimitState.MET, total(sums, "MET"));
            put(states, LimitState.MET_LATE, total(sums, "MET_LATE"));
        }
        put(states, LimitState.CANCELLED, total(sums, "CANCELLED"));
        return states;
    }

    private static void put(Map<LimitState, Long> states, LimitState state, long amount) {
        if (amount != 0) {
            states.put(state, amount);
        }
    }

    private static long total(Map<String, Sum> sums, String measure) {
        return sums.containsKey(measure) ? sums.get(measure).total() : 0;
    }

    private static long reached(Map<String, Sum> sums, String measure) {
        return sums.containsKey(measure) ? sums.get(measure).reached() : 0;
    }

    /**
     * @param regionCodes codes of regions none of which contains another; may be empty
     * @return how many limits are overdue today, by the first day on which each was; days long ago count as one
     */
    public Map<LocalDate, Long> overdueSince(Collection<String> regionCodes) {
        Map<LocalDate, Long> days = new TreeMap<>();
        if (!regionCodes.isEmpty()) {
            jdbc.sql("""
                            select day, sum(amount) as amount from (
                                select * from shouwang.deadline_count where region_code in (:codes)
                                union all select * from shouwang.deadline_count_change where region_code in (:codes)) c
                            where measure = 'OVERDUE' and day <= :today and rule not in (:minimums)
                            group by day having sum(amount) > 0 order by day
                            """)
                    .param("codes", regionCodes).param("today", clock.today()).param("minimums", minimums())
                    .query((row, index) -> days.put(Rows.day(row, "day"), row.getLong("amount"))).list();
        }
        return days;
    }

    /**
     * @param regionCodes codes of regions none of which contains another; may be empty
     * @param from        the first day of the first month
     * @return the limits met in time and late, month by month, oldest first; months without any are missing
     */
    public List<Month> months(Collection<String> regionCodes, LocalDate from) {
        if (regionCodes.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select day as month, coalesce(sum(amount) filter (where measure = 'MET'), 0) as in_time,
                            coalesce(sum(amount) filter (where measure = 'MET_LATE'), 0) as late
                        from (select * from shouwang.deadline_count where region_code in (:codes)
                              union all select * from shouwang.deadline_count_change where region_code in (:codes)) c
                        where measure in ('MET', 'MET_LATE') and day >= :from and rule not in (:minimums)
                        group by day having sum(amount) > 0 order by day
                        """)
                .param("codes", regionCodes).param("from", from).param("minimums", minimums()).query(Rows.as(Month.class)).list();
    }

    private static List<String> minimums() {
        return List.of(LimitRule.values()).stream().filter(LimitRule::isMinimum).map(Enum::name).toList();
    }

    /** Merges the appended changes into the counters; one node at a time. */
    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT30S")
    @Transactional
    public void merge() {
        if (isMine()) {
            jdbc.sql("with moved as (delete from shouwang.deadline_count_change returning *) " + ADD).update();
            jdbc.sql("delete from shouwang.deadline_count where amount = 0").update();
        }
    }

    /** Counts days long ago as one, so that the counters do not grow with the years. */
    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT1H")
    @Transactional
    public void fold() {
        if (isMine()) {
            jdbc.sql("""
                            with old as (
                                delete from shouwang.deadline_count
                                where measure in ('WARNED', 'STUCK', 'OVERDUE') and day < :oldest and day > :floor
                                returning *),
                            moved as (
                                select region_code, rule, measure, cast(:floor as date) as day, amount from old)
                            """ + ADD)
                    .param("oldest", clock.today().minusDays(AGEING_DAYS)).param("floor", FLOOR).update();
        }
    }

    private boolean isMine() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('shouwang.limit-counts', 0))")
                .query(Boolean.class).single();
    }
}
