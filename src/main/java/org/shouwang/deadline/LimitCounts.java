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
 * Counts the limits by state, region and rule. The database keeps the counters in the transaction that changes a limit: each
 * running limit is counted under the first day of each of its states, so that a query sums the days up to today and never
 * groups the limits themselves. The sums as of today stand beside the days, so that a figure is one row.
 */
@Service
public class LimitCounts {

    /** The days for which the counters keep the day on which a limit became overdue; all older days count as one. */
    static final int AGEING_DAYS = 90;

    /** A day before any limit. Under this day are counted limits without a day of their own, and days long ago. */
    private static final LocalDate FLOOR = LocalDate.of(2000, 1, 1);
    private static final String ADD = """
            insert into shouwang.deadline_count (region_code, rule, measure, day, amount)
            select region_code, rule, measure, day, sum(amount) from moved group by 1, 2, 3, 4
            on conflict (region_code, rule, measure, day) do update set amount = deadline_count.amount + excluded.amount
            """;
    /** The sum of a counter of {@code deadline_standing s} until today. */
    private static final String REACHED = """
            (select coalesce(sum(amount), 0) from shouwang.deadline_count c where c.region_code = s.region_code
                and c.rule = s.rule and c.measure = s.measure and c.day <= :today)""";

    private final JdbcClient jdbc;
    private final LimitRules rules;
    private final AdjustableClock clock;

    LimitCounts(JdbcClient jdbc, LimitRules rules, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * The numbers of limits of one rule in one region.
     *
     * @param regionCode the region's code
     * @param rule       the rule
     * @param states     the number of limits in each state; a state without limits is missing
     * @param missed     the number of limits that were overdue before an extension was granted
     */
    public record Count(String regionCode, LimitRule rule, Map<LimitState, Long> states, long missed) {
    }

    /**
     * The numbers of limits that were met in one month.
     *
     * @param month  the first day of the month
     * @param inTime the number of limits that were met in time
     * @param late   the number of limits that were met late
     */
    public record Month(LocalDate month, long inTime, long late) {
    }

    private record Sum(String regionCode, String rule, String measure, long reached, long total) {
    }

    /**
     * Counts the limits of regions by rule and state, as of today.
     *
     * @param regionCodes the codes of counties, townships or villages; may be empty
     * @return the numbers by region and rule; a region or rule without limits is missing
     */
    public List<Count> of(Collection<String> regionCodes) {
        if (regionCodes.isEmpty()) {
            return List.of();
        }
        Map<String, Map<String, Map<String, Sum>>> sums = new TreeMap<>();
        jdbc.sql("""
                        select region_code, rule, measure, sum(reached) as reached, sum(total) as total
                        from (select region_code, rule, measure, total, case when as_of = :today then reached else
                                  """ + REACHED + """
                                  \send as reached
                              from shouwang.deadline_standing s where region_code in (:codes)
                              union all
                              select region_code, rule, measure, amount, case when day <= :today then amount else 0 end
                              from shouwang.deadline_count_change where region_code in (:codes)) c
                        group by region_code, rule, measure
                        """)
                .param("today", clock.today()).param("codes", regionCodes)
                .query(Rows.as(Sum.class))
                .list().forEach(sum -> sums.computeIfAbsent(sum.regionCode(), code -> new TreeMap<>())
                        .computeIfAbsent(sum.rule(), rule -> new TreeMap<>()).put(sum.measure(), sum));
        return sums.entrySet().stream().flatMap(region -> region.getValue().entrySet().stream()
                .map(rule -> count(region.getKey(), rules.get(rule.getKey()), rule.getValue()))).toList();
    }

    private static Count count(String regionCode, LimitRule rule, Map<String, Sum> sums) {
        return new Count(regionCode, rule, states(rule, sums), total(sums, "MISSED"));
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
     * Counts the limits that are overdue today by the first day on which each was overdue; days long ago count as one.
     *
     * @param regionCodes the codes of regions none of which contains another; may be empty
     * @return the numbers by day, oldest first
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
     * Counts the limits that were met in time and late by month.
     *
     * @param regionCodes the codes of regions none of which contains another; may be empty
     * @param from        the first day of the first month
     * @return the months, oldest first; months without such limits are missing
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

    private List<String> minimums() {
        return rules.all().stream().filter(LimitRule::isMinimum).map(LimitRule::name).toList();
    }

    /** Merges the appended changes into the counters and sums these up as of today, on one node at a time. */
    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT30S")
    @Transactional
    public void merge() {
        if (isMine()) {
            LocalDate today = clock.today();
            jdbc.sql("update shouwang.deadline_standing s set as_of = :today, reached = " + REACHED + " where as_of <> :today")
                    .param("today", today).update();
            jdbc.sql("with moved as (delete from shouwang.deadline_count_change returning *), counted as (" + ADD + """
                            )
                            insert into shouwang.deadline_standing (region_code, rule, measure, as_of, reached, total)
                            select region_code, rule, measure, :today, coalesce(sum(amount) filter (where day <= :today), 0), sum(amount)
                            from moved group by 1, 2, 3 order by 1, 2, 3
                            on conflict (region_code, rule, measure) do update set
                                reached = deadline_standing.reached + excluded.reached, total = deadline_standing.total + excluded.total
                            """)
                    .param("today", today).update();
            jdbc.sql("delete from shouwang.deadline_count where amount = 0").update();
            jdbc.sql("delete from shouwang.deadline_standing where total = 0 and reached = 0").update();
        }
    }

    /** Counts days long ago as one day, so that the counters do not grow over the years. */
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
