package org.shouwang.deadline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.shouwang.region.Village;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the limits of all cases; the row is the truth, the engine's timers only follow it. */
@Service("deadlineService")
public class Deadlines {

    private static final String SELECT = """
            select case_no, rule, start_on, due_on, warn_at, met_on, cancelled_on, warned_at, overdue_noted_at
            from shouwang.deadline
            """;

    private final JdbcClient jdbc;
    private final AdjustableClock clock;

    Deadlines(JdbcClient jdbc, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Begins a limit.
     *
     * @param caseNo  the case
     * @param rule    the rule that sets it
     * @param startOn the day it is counted from; the limit may be over already
     * @param village where the case belongs
     */
    @Transactional
    public void start(String caseNo, LimitRule rule, LocalDate startOn, Village village) {
        jdbc.sql("""
                        insert into shouwang.deadline (case_no, rule, village_code, township_code, county_code, start_on,
                            due_on, warn_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(caseNo, rule.name(), village.code(), village.townshipCode(), village.countyCode(), startOn,
                        startOn.plusDays(rule.days()),
                        Timestamp.from(ChinaTime.endOf(startOn.plusDays(rule.warningDay()))))
                .update();
    }

    /**
     * @param caseNo the case
     * @param rule   the rule whose limit is met today, in time or late
     */
    @Transactional
    public void meet(String caseNo, LimitRule rule) {
        jdbc.sql("update shouwang.deadline set met_on = ? where case_no = ? and rule = ? and met_on is null")
                .params(clock.today(), caseNo, rule.name()).update();
    }

    /**
     * @param caseNo the case whose open limits count no more, since it was withdrawn today
     */
    @Transactional
    public void cancel(String caseNo) {
        jdbc.sql("update shouwang.deadline set cancelled_on = ? where case_no = ? and met_on is null")
                .params(clock.today(), caseNo).update();
    }

    /**
     * Notes that a limit is near; not where it is over already, so that nobody is warned of what is overdue.
     *
     * @param caseNo the case
     * @param rule   the rule
     */
    @Transactional
    public void noteWarning(String caseNo, LimitRule rule) {
        Instant now = clock.instant();
        find(caseNo, rule).filter(limit -> limit.state(now) == LimitState.WARNING).ifPresent(limit ->
                jdbc.sql("""
                                update shouwang.deadline set warned_at = ?
                                where case_no = ? and rule = ? and warned_at is null
                                """)
                        .params(Timestamp.from(now), caseNo, rule.name()).update());
    }

    /**
     * Notes that a limit is over and not met.
     *
     * @param caseNo the case
     * @param rule   the rule
     */
    @Transactional
    public void noteOverdue(String caseNo, LimitRule rule) {
        Instant now = clock.instant();
        find(caseNo, rule).filter(limit -> limit.state(now) == LimitState.OVERDUE).ifPresent(limit ->
                jdbc.sql("""
                                update shouwang.deadline set overdue_noted_at = ?
                                where case_no = ? and rule = ? and overdue_noted_at is null
                                """)
                        .params(Timestamp.from(now), caseNo, rule.name()).update());
    }

    /**
     * @param caseNo a case
     * @return its limits, oldest first
     */
    public List<Limit> of(String caseNo) {
        return jdbc.sql(SELECT + "where case_no = ? order by id").param(caseNo).query(Deadlines::limit).list();
    }

    /**
     * @param caseNo a case
     * @param rule   a rule
     * @return the case's limit of this rule, or empty if it has not begun
     */
    public Optional<Limit> find(String caseNo, LimitRule rule) {
        return jdbc.sql(SELECT + "where case_no = ? and rule = ?").params(caseNo, rule.name())
                .query(Deadlines::limit).optional();
    }

    private static Limit limit(ResultSet row, int index) throws SQLException {
        return new Limit(row.getString(1), LimitRule.valueOf(row.getString(2)), row.getObject(3, LocalDate.class),
                row.getObject(4, LocalDate.class), instant(row.getTimestamp(5)), row.getObject(6, LocalDate.class),
                row.getObject(7, LocalDate.class), instant(row.getTimestamp(8)), instant(row.getTimestamp(9)));
    }

    private static Instant instant(Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
