package org.shouwang.deadline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.shouwang.engine.NotesOfJobs;
import org.shouwang.engine.Sweeps;
import org.shouwang.region.Village;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.PolicyParameters;
import org.shouwang.shared.Rows;
import org.shouwang.shared.TransactionMemory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the limits of all cases; problems and loans count as cases here. The row of a limit decides, and the engine's timers
 * only follow it.
 */
@Service("deadlineService")
public class Deadlines {

    private static final int ESCALATED_AT_ONCE = 500;
    private static final String SELECT = """
            select id, case_no, rule, reference, village_code, holder, start_on, due_on, warn_at, unreachable_from, met_on,
                cancelled_on, held, warned_at, overdue_noted_at, missed_due_on,
                exists (select 1 from shouwang.deadline_extension e where e.deadline_id = deadline.id and e.outcome = 'GRANTED') as extended
            from shouwang.deadline
            """;
    /** What a transaction remembers of the limits of cases. */
    private static final String LIMITS = "limits";
    private static final String SELECT_EXTENSION = """
            select e.id, d.case_no, d.rule, e.asked_until, e.reason, e.asked_by, e.asked_at, e.outcome, e.granted_until,
                e.old_due_on, e.opinion, e.decided_by, e.decided_at, d.id as deadline_id
            from shouwang.deadline_extension e join shouwang.deadline d on d.id = e.deadline_id
            """;

    private static final int COUNTY_DIGITS = 6;
    private static final int TOWNSHIP_DIGITS = 9;
    private static final Set<LimitState> NEAR = EnumSet.of(LimitState.WARNING, LimitState.UNREACHABLE);

    private final JdbcClient jdbc;
    private final LimitRules rules;
    private final WorkingDays working;
    private final PolicyParameters parameters;
    private final TransactionMemory memory;
    private final NotesOfJobs notes;
    private final AdjustableClock clock;
    /** Warnings, and that limits are overdue, are each written for all limits at once of which jobs that go together note it. */
    private final Consumer<List<Note>> warn = noted -> note("warned_at", noted, NEAR);
    private final Consumer<List<Note>> tellOverdue = noted -> note("overdue_noted_at", noted, EnumSet.of(LimitState.OVERDUE));

    Deadlines(JdbcClient jdbc, LimitRules rules, WorkingDays working, PolicyParameters parameters, TransactionMemory memory,
              NotesOfJobs notes, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.working = working;
        this.parameters = parameters;
        this.memory = memory;
        this.notes = notes;
        this.clock = clock;
    }

    /**
     * Starts a limit.
     *
     * @param caseNo  the case's number
     * @param rule    the rule that sets the limit
     * @param startOn the day from which the limit is counted; the limit may be over already
     * @param village the village to which the case belongs
     */
    @Transactional
    public void start(String caseNo, LimitRule rule, LocalDate startOn, Village village) {
        start(caseNo, rule, "", startOn, working.end(startOn, rule.days()), village);
    }

    /**
     * Starts a limit that a case may have several times, or whose last day is set and not counted.
     *
     * @param caseNo    the case's number
     * @param rule      the rule that sets the limit
     * @param reference a text that distinguishes the limit from the case's other limits of this rule; empty if there is only
     *     one
     * @param startOn   the first day of the limit
     * @param dueOn     the last day of the limit
     * @param village   the village to which the case belongs
     */
    @Transactional
    public void start(String caseNo, LimitRule rule, String reference, LocalDate startOn, LocalDate dueOn, Village village) {
        Timestamp warnAt = Timestamp.from(ChinaTime.endOf(rule.warningDay(dueOn)));
        LocalDate unreachable = rule.unreachableFrom(dueOn);
        change("""
                        insert into shouwang.deadline (case_no, rule, reference, village_code, township_code, county_code,
                            start_on, due_on, warn_at, unreachable_from, escalate_on)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, shouwang.deadline_warned_from(?, ?, ?))
                        """, caseNo, rule.name(), reference, village.code(), village.townshipCode(), village.countyCode(), startOn,
                dueOn, warnAt, unreachable, warnAt, unreachable, dueOn);
    }

    /**
     * Starts a limit that one post has to meet, for a part of a case, or starts it anew with another last day.
     *
     * @param caseNo     the case's number
     * @param rule       the rule that sets the limit
     * @param reference  the part of the case to which the limit belongs
     * @param regionCode the code of the county, township or village to which the limit belongs
     * @param holder     the group of the post that has to meet the limit
     * @param startOn    the day from which the limit is counted
     * @param dueOn      the last day of the limit, which may be over already
     */
    @Transactional
    public void start(String caseNo, LimitRule rule, String reference, String regionCode, String holder, LocalDate startOn,
                      LocalDate dueOn) {
        Timestamp warnAt = Timestamp.from(ChinaTime.endOf(rule.warningDay(dueOn)));
        change("""
                        insert into shouwang.deadline (case_no, rule, reference, village_code, township_code, county_code,
                            holder, start_on, due_on, warn_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (case_no, rule, reference) do update set village_code = excluded.village_code,
                            township_code = excluded.township_code, holder = excluded.holder, start_on = excluded.start_on,
                            due_on = excluded.due_on, warn_at = excluded.warn_at, met_on = null, cancelled_on = null
                        """, caseNo, rule.name(), reference, regionCode,
                regionCode.length() < TOWNSHIP_DIGITS ? null : regionCode.substring(0, TOWNSHIP_DIGITS),
                regionCode.substring(0, COUNTY_DIGITS), holder, startOn, dueOn, warnAt);
        escalateFromTheFirst(caseNo);
    }

    /**
     * Records that a limit is met today, in time or late.
     *
     * @param caseNo    the case's number
     * @param rule      the rule that sets the limit
     * @param reference the part of the case to which the limit belongs
     */
    @Transactional
    public void meet(String caseNo, LimitRule rule, String reference) {
        meet(caseNo, rule, reference, clock.today());
    }

    /**
     * Records that a limit is met by an act with a stated day, in time or late. An act of the last day that is entered the
     * next morning is in time. If the entry is later than {@code LATE_ENTRY_DAYS} of {@code policy_parameter} after the act,
     * the day of the entry counts.
     *
     * @param caseNo    the case's number
     * @param rule      the rule that sets the limit
     * @param reference the part of the case to which the limit belongs
     * @param actedOn   the stated day, or null for today
     */
    @Transactional
    public void meet(String caseNo, LimitRule rule, String reference, LocalDate actedOn) {
        change("""
                        update shouwang.deadline set met_on = greatest(start_on, ?), escalate_on = null
                        where case_no = ? and rule = ? and reference = ? and met_on is null and cancelled_on is null
                        """, countedDay(actedOn), caseNo, rule.name(), reference);
    }

    /**
     * Reopens a limit since the report that met it is not accepted. The limit keeps its last day.
     *
     * @param caseNo    the case's number
     * @param rule      the rule that sets the limit
     * @param reference the part of the case to which the limit belongs
     */
    @Transactional
    public void reopen(String caseNo, LimitRule rule, String reference) {
        change("""
                        update shouwang.deadline set met_on = null
                        where case_no = ? and rule = ? and reference = ? and cancelled_on is null
                        """, caseNo, rule.name(), reference);
        escalateFromTheFirst(caseNo);
    }

    /**
     * Lets a limit run again since the document that met it is sent back. The limit is longer by the days during which the
     * document lay with the level that sent it back; this extension is the product's own. A limit that was not met stays as it
     * is.
     *
     * @param caseNo the case's number
     * @param rule   the rule that sets the limit
     */
    @Transactional
    public void resume(String caseNo, LimitRule rule) {
        find(caseNo, rule).filter(limit -> limit.metOn() != null).ifPresent(limit -> {
            change("update shouwang.deadline set met_on = null where id = ?", limit.id());
            moveTo(limit, limit.dueOn().plusDays(ChronoUnit.DAYS.between(limit.metOn(), clock.today())));
            if (!limit.metOn().isAfter(limit.dueOn())) {
                // A document that was handed in in time is not late because it lay elsewhere when the last day passed.
                change("update shouwang.deadline set missed_due_on = ? where id = ?", limit.missedDueOn(), limit.id());
            }
        });
    }

    /**
     * Starts the least time of a notice that was posted. The case's limits can be met if the notice ends early enough for a
     * decision.
     *
     * @param caseNo   the case's number
     * @param noticeNo the notice's number
     * @param postedOn the day of the posting
     * @param village  the village in which the notice hangs
     */
    @Transactional
    public void noticePosted(String caseNo, String noticeNo, LocalDate postedOn, Village village) {
        LocalDate endsOn = postedOn.plusDays(LimitRule.NOTICE_5D.days());
        change("""
                        insert into shouwang.deadline (case_no, rule, reference, minimum, village_code, township_code,
                            county_code, start_on, due_on)
                        values (?, ?, ?, true, ?, ?, ?, ?, ?)
                        """, caseNo, LimitRule.NOTICE_5D.name(), noticeNo, village.code(), village.townshipCode(), village.countyCode(),
                postedOn, endsOn);
        change("""
                        update shouwang.deadline d set unreachable_from = n.unreachable_from,
                            escalate_on = shouwang.deadline_warned_from(d.warn_at, n.unreachable_from, d.due_on)
                        from (select id, case when unreachable_from is not null and due_on <= ? then least(unreachable_from, ?) end as unreachable_from
                              from shouwang.deadline where case_no = ?) n
                        where n.id = d.id and not d.minimum and d.met_on is null and d.cancelled_on is null
                        """, endsOn, clock.today(), caseNo);
    }

    /**
     * Records whether an objection holds a case's notice.
     *
     * @param caseNo   the case's number
     * @param noticeNo the notice's number
     * @param held     whether an objection to the household in the notice is open
     */
    @Transactional
    public void noticeHeld(String caseNo, String noticeNo, boolean held) {
        change("""
                        update shouwang.deadline set held = ?
                        where case_no = ? and reference = ? and rule = ? and met_on is null and cancelled_on is null
                        """, held, caseNo, noticeNo, LimitRule.NOTICE_5D.name());
    }

    /**
     * Records that a notice ended without an upheld objection.
     *
     * @param caseNo   the case's number
     * @param noticeNo the notice's number
     * @param endedOn  the last day of the notice's least time, or the later day on which the last objection was resolved
     */
    @Transactional
    public void noticeEnded(String caseNo, String noticeNo, LocalDate endedOn) {
        change("""
                        update shouwang.deadline set met_on = ?, held = false
                        where case_no = ? and reference = ? and rule = ? and met_on is null and cancelled_on is null
                        """, endedOn, caseNo, noticeNo, LimitRule.NOTICE_5D.name());
    }

    /**
     * Records that an objection was upheld. The notice ends, and another has to be posted.
     *
     * @param caseNo   the case's number
     * @param noticeNo the notice's number
     */
    @Transactional
    public void noticeFailed(String caseNo, String noticeNo) {
        change("""
                        update shouwang.deadline set cancelled_on = ?, held = false
                        where case_no = ? and reference = ? and rule = ? and met_on is null and cancelled_on is null
                        """, clock.today(), caseNo, noticeNo, LimitRule.NOTICE_5D.name());
        noticeRequired(caseNo, true);
    }

    /**
     * Records whether a case still needs a notice, from which follows the day on which its limits cannot be met any more.
     *
     * @param caseNo   the case's number
     * @param required whether a notice has still to be posted
     */
    @Transactional
    public void noticeRequired(String caseNo, boolean required) {
        for (Limit limit : of(caseNo)) {
            LocalDate unreachable = required ? limit.rule().unreachableFrom(limit.dueOn()) : null;
            if (limit.isPressing() && !Objects.equals(unreachable, limit.unreachableFrom())) {
                change("""
                        update shouwang.deadline set unreachable_from = ?, escalate_on = shouwang.deadline_warned_from(warn_at, ?, due_on)
                        where id = ?
                        """, unreachable, unreachable, limit.id());
            }
        }
    }

    /**
     * Records that a limit is met today, in time or late.
     *
     * @param caseNo the case's number
     * @param rule   the rule that sets the limit
     */
    @Transactional
    public void meet(String caseNo, LimitRule rule) {
        meet(caseNo, rule, clock.today());
    }

    /**
     * Records that a limit is met by an act with a stated day, as {@link #meet(String, LimitRule, String, LocalDate)} counts
     * it.
     *
     * @param caseNo  the case's number
     * @param rule    the rule that sets the limit
     * @param actedOn the stated day, or null for today
     */
    @Transactional
    public void meet(String caseNo, LimitRule rule, LocalDate actedOn) {
        change("""
                        update shouwang.deadline set met_on = greatest(start_on, ?), escalate_on = null
                        where case_no = ? and rule = ? and met_on is null and cancelled_on is null
                        """, countedDay(actedOn), caseNo, rule.name());
    }

    private LocalDate countedDay(LocalDate actedOn) {
        LocalDate today = clock.today();
        int days = parameters.number("LATE_ENTRY_DAYS", today);
        return actedOn == null || actedOn.isBefore(today.minusDays(days)) ? today : actedOn;
    }

    /**
     * Ends the open limits of a case that is withdrawn today; they no longer count.
     *
     * @param caseNo the case's number
     */
    @Transactional
    public void cancel(String caseNo) {
        change("""
                        update shouwang.deadline set cancelled_on = ?, held = false, escalate_on = null
                        where case_no = ? and met_on is null and cancelled_on is null
                        """, clock.today(), caseNo);
    }

    /**
     * Records the warning of a limit that is near. A limit that is over already gets no warning, so that nobody is warned of
     * an overdue limit.
     *
     * @param caseNo the case's number
     * @param rule   the rule that sets the limit
     */
    @Transactional
    public void noteWarning(String caseNo, LimitRule rule) {
        notes.add(new Note(caseNo, rule), warn);
    }

    /**
     * Records that a limit is overdue.
     *
     * @param caseNo the case's number
     * @param rule   the rule that sets the limit
     */
    @Transactional
    public void noteOverdue(String caseNo, LimitRule rule) {
        notes.add(new Note(caseNo, rule), tellOverdue);
    }

    /** A limit of which something is to be noted. */
    private record Note(String caseNo, LimitRule rule) {
    }

    /**
     * Writes a moment into the rows of limits, unless it is there already, one row after the other in the order of their ids.
     *
     * @param column the column of the moment
     * @param noted  the limits
     * @param states the states in which a limit has to be
     */
    private void note(String column, List<Note> noted, Set<LimitState> states) {
        Instant now = clock.instant();
        Map<String, List<Limit>> limits = of(noted.stream().map(Note::caseNo).distinct().toList());
        Long[] ids = noted.stream().flatMap(note -> latest(limits.getOrDefault(note.caseNo(), List.of()), note.rule()).stream())
                .filter(limit -> states.contains(limit.state(now))).map(Limit::id).toArray(Long[]::new);
        if (ids.length > 0) {
            change("update shouwang.deadline set " + column + " = ? where id in (select id from shouwang.deadline where id = any(?) and " + column
                    + " is null order by id for update)", Timestamp.from(now), ids);
        }
    }

    /**
     * @param caseNo the case's number
     * @return the case's limits, oldest first
     */
    public List<Limit> of(String caseNo) {
        return memory.get(LIMITS, caseNo, () -> withExtensions("where case_no = :caseNo order by id", Map.of("caseNo", caseNo)));
    }

    /**
     * @param caseNos the numbers of cases; may be empty
     * @return their limits by the numbers, without extensions, oldest first
     */
    public Map<String, List<Limit>> of(Collection<String> caseNos) {
        return caseNos.isEmpty() ? Map.of() : select("where case_no = any(:caseNos) order by id", Map.of("caseNos", caseNos.toArray(String[]::new))).stream()
                .collect(Collectors.groupingBy(Limit::caseNo));
    }

    /**
     * @param limit a limit
     * @return how much of it is left today
     */
    public TimeLeft timeLeft(Limit limit) {
        LocalDate today = clock.today();
        return TimeLeft.of(today, limit.dueOn(), limit.rule().isInWorkingDays() && !limit.dueOn().isBefore(today) ? working.left(today, limit.dueOn()) : null);
    }

    /**
     * @param limit a limit with its extensions
     * @return a Chinese text that explains its last day
     */
    public String explanation(Limit limit) {
        return limit.explanation(limit.rule().isInWorkingDays() ? working.after(limit.startOn(), 0) : limit.startOn());
    }

    private record LastDay(String caseNo, LocalDate dueOn) {
    }

    /**
     * Tells what is left of the limits that count in working days and are not over.
     *
     * @param caseNos the numbers of cases; may be empty
     * @return the working days after today by the numbers and the last days
     */
    public Map<String, Map<LocalDate, Long>> workingDaysLeft(Collection<String> caseNos) {
        List<String> counted = rules.all().stream().filter(LimitRule::isInWorkingDays).map(LimitRule::name).toList();
        Map<String, Map<LocalDate, Long>> left = new HashMap<>();
        if (!caseNos.isEmpty() && !counted.isEmpty()) {
            LocalDate today = clock.today();
            jdbc.sql("""
                            select case_no, due_on from shouwang.deadline where case_no = any(:caseNos) and rule in (:rules)
                                and met_on is null and cancelled_on is null and due_on >= :today
                            """)
                    .param("caseNos", caseNos.toArray(String[]::new)).param("rules", counted).param("today", today).query(Rows.as(LastDay.class)).list()
                    .forEach(last -> left.computeIfAbsent(last.caseNo(), any -> new HashMap<>()).put(last.dueOn(), working.left(today, last.dueOn())));
        }
        return left;
    }

    /**
     * @param caseNo the case's number
     * @param rule   a rule
     * @return the case's latest limit of this rule; empty if none has started
     */
    public Optional<Limit> find(String caseNo, LimitRule rule) {
        return latest(of(caseNo), rule);
    }

    private static Optional<Limit> latest(List<Limit> limits, LimitRule rule) {
        return limits.stream().filter(limit -> limit.rule().name().equals(rule.name())).reduce((first, last) -> last);
    }

    /**
     * @param ids the ids of limits; may be empty
     * @return these limits, in no order
     */
    public List<Limit> withIds(Collection<Long> ids) {
        return ids.isEmpty() ? List.of()
                : withExtensions("where id in (:ids)", Map.of("ids", ids));
    }

    /** Returns the limits that a where clause in SQL and its parameters select, without their extensions. */
    List<Limit> select(String where, Map<String, Object> params) {
        return jdbc.sql(SELECT + where).params(params).query(this::limit).list();
    }

    /** Returns some limits that are due for escalation, except those with the given ids. */
    List<Sweeps.Row> toEscalate(Collection<String> withoutIds) {
        return jdbc.sql("select id as key, case_no as subject from shouwang.deadline where escalate_on <= ? and id <> all(?) order by escalate_on, id limit ?")
                .params(clock.today(), withoutIds.stream().map(Long::valueOf).toArray(Long[]::new), ESCALATED_AT_ONCE)
                .query(Rows.as(Sweeps.Row.class)).list();
    }

    /** Returns a limit that is due for escalation and locks it; empty if another node has locked or escalated it. */
    Optional<Limit> lockToEscalate(long id) {
        return jdbc.sql(SELECT + "where id = ? and escalate_on <= ? for update skip locked")
                .params(id, clock.today()).query(this::limit).optional();
    }

    void escalateOn(long id, LocalDate day) {
        jdbc.sql("update shouwang.deadline set escalate_on = ? where id = ?").params(day, id).update();
    }

    /**
     * Moves the last day of a limit and the days that follow from it. If the limit was overdue before, that is kept.
     *
     * @param limit a limit that is not met
     * @param dueOn the new last day
     */
    @Transactional
    public void moveTo(Limit limit, LocalDate dueOn) {
        LocalDate unreachable = limit.unreachableFrom();
        if (unreachable != null) {
            Optional<Limit> notice = find(limit.caseNo(), LimitRule.NOTICE_5D).filter(Limit::isOpen);
            unreachable = notice.isEmpty() ? limit.rule().unreachableFrom(dueOn)
                    : notice.get().dueOn().isBefore(dueOn) ? null : clock.today();
        }
        change("""
                        update shouwang.deadline set due_on = ?, warn_at = ?, unreachable_from = ?,
                            missed_due_on = case when due_on < ? then coalesce(missed_due_on, due_on) else missed_due_on end
                        where id = ?
                        """, dueOn, Timestamp.from(ChinaTime.endOf(limit.rule().warningDay(dueOn))), unreachable, clock.today(),
                limit.id());
        escalateFromTheFirst(limit.caseNo());
    }

    /**
     * Moves the last day of a limit.
     *
     * @param caseNo the number of a case with a limit of this rule
     * @param rule   a rule whose last day is set case by case
     * @param dueOn  the new last day
     */
    @Transactional
    public void move(String caseNo, LimitRule rule, LocalDate dueOn) {
        moveTo(find(caseNo, rule).orElseThrow(), dueOn);
    }

    /**
     * Makes the sweeper start anew with the limits of a case. It may do so whenever a limit's days move, since no message is
     * sent twice.
     */
    private void escalateFromTheFirst(String caseNo) {
        change("""
                        update shouwang.deadline set escalate_on = warned_from
                        where case_no = ? and not minimum and met_on is null and cancelled_on is null
                        """, caseNo);
    }

    private void change(String sql, Object... params) {
        jdbc.sql(sql).params(params).update();
        memory.forget(LIMITS);
    }

    private List<Limit> withExtensions(String where, Map<String, Object> params) {
        List<Long> extended = new ArrayList<>();
        List<Limit> limits = jdbc.sql(SELECT + where).params(params).query((row, index) -> {
            Limit limit = limit(row, index);
            if (row.getBoolean("extended")) {
                extended.add(limit.id());
            }
            return limit;
        }).list();
        if (extended.isEmpty()) {
            return limits;
        }
        Map<Long, List<Extension>> granted = jdbc.sql(SELECT_EXTENSION
                        + "where e.deadline_id in (:ids) and e.outcome = 'GRANTED' order by e.id")
                .param("ids", extended)
                .query((row, index) -> Map.entry(row.getLong("deadline_id"), extension(row, index))).list().stream()
                .collect(Collectors.groupingBy(Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return limits.stream().map(limit -> new Limit(limit.id(), limit.caseNo(), limit.rule(), limit.reference(),
                limit.villageCode(), limit.holder(), limit.startOn(), limit.dueOn(), limit.warnAt(), limit.unreachableFrom(),
                limit.metOn(), limit.cancelledOn(), limit.held(), limit.warnedAt(), limit.overdueNotedAt(), limit.missedDueOn(),
                granted.getOrDefault(limit.id(), List.of()))).toList();
    }

    List<Extension> extensions(String where, Object... params) {
        return jdbc.sql(SELECT_EXTENSION + where).params(params).query(this::extension).list();
    }

    private Extension extension(ResultSet row, int index) throws SQLException {
        String outcome = row.getString("outcome");
        return new Extension(row.getLong("id"), row.getString("case_no"), rules.get(row.getString("rule")), Rows.day(row, "asked_until"),
                row.getString("reason"), row.getString("asked_by"), Rows.instant(row, "asked_at"),
                outcome == null ? null : ExtensionOutcome.valueOf(outcome), Rows.day(row, "granted_until"), Rows.day(row, "old_due_on"),
                row.getString("opinion"), row.getString("decided_by"), Rows.instant(row, "decided_at"));
    }

    private Limit limit(ResultSet row, int index) throws SQLException {
        return new Limit(row.getLong("id"), row.getString("case_no"), rules.get(row.getString("rule")),
                row.getString("reference"), row.getString("village_code"), row.getString("holder"), Rows.day(row, "start_on"),
                Rows.day(row, "due_on"), Rows.instant(row, "warn_at"), Rows.day(row, "unreachable_from"), Rows.day(row, "met_on"),
                Rows.day(row, "cancelled_on"), row.getBoolean("held"), Rows.instant(row, "warned_at"),
                Rows.instant(row, "overdue_noted_at"), Rows.day(row, "missed_due_on"), List.of());
    }
}
