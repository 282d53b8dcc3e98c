package org.shouwang.problems;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.engine.CaseProcesses;
import org.shouwang.engine.StartStep;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rounds of rectification. Each round has a process, which ends with the circular. */
@Service
public class Rounds {

    /** The key of a round's process. */
    public static final String PROCESS = RectificationRoundProcess.KEY;
    /** The pattern of a round's code: a year, with a suffix if there are several rounds in a year. */
    public static final String CODE = "\\d{4}(-[A-Za-z0-9]{1,10})?";

    /** The days from a round's start to the last day for plans, as in the documents of 2022. */
    private static final int PLAN_DAYS = 6;
    static final String SELECT = """
            select code, name, starts_on, plan_by, ends_on, status = 'OPEN' as open, circular_no, conclusion, issued_on
            from shouwang.rectification_round
            """;

    private final JdbcClient jdbc;
    private final CaseProcesses processes;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Rounds(JdbcClient jdbc, CaseProcesses processes, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.processes = processes;
        this.users = users;
        this.clock = clock;
    }

    /**
     * Reads the code of a round from the fields of a request; a year may come as a number.
     *
     * @param fields the fields that another system sent
     * @return the code, or null if there is none
     */
    public static String codeIn(Map<String, Object> fields) {
        return fields.get("round") instanceof Integer year ? year.toString() : JsonBodies.text(fields, "round", "轮次");
    }

    /**
     * @param code a round's code; may be anything that a user typed
     * @return the round; empty if there is no such round
     */
    public Optional<Round> find(String code) {
        return jdbc.sql(SELECT + "where code = ?").param(code).query(Rows.as(Round.class)).optional();
    }

    /**
     * @param code a round's code; may be anything that a user typed
     * @return the round
     * @throws NotFoundException if there is no such round
     */
    public Round get(String code) {
        return find(code).orElseThrow(() -> new NotFoundException("没有这个整改轮次"));
    }

    /**
     * @return all rounds, newest first
     */
    public List<Round> all() {
        return jdbc.sql(SELECT + "order by starts_on desc, code desc").query(Rows.as(Round.class)).list();
    }

    /**
     * Returns a round that exists or that a document sets.
     *
     * @param code a round's code
     * @return the round; empty if its days are not known
     */
    public Optional<Round> known(String code) {
        return find(code).or(() -> jdbc.sql("""
                        select code, name, starts_on, plan_by, ends_on, true as open, null as circular_no, null as conclusion,
                            null::date as issued_on
                        from shouwang.round_calendar where code = ?
                        """)
                .param(code).query(Rows.as(Round.class)).optional());
    }

    /**
     * @param code a round's code
     * @return the round's name, or the name that it will have if it does not exist yet
     */
    public String nameOf(String code) {
        return known(code).map(Round::name).orElse(code + "轮问题整改");
    }

    /**
     * Returns a round as it exists, as a document sets it, or as it would be opened.
     *
     * @param code     a round's code
     * @param latest   the latest due day of its problems
     * @param startsOn the first day of a round that neither exists nor is set by a document, or null for today
     * @param endsOn   the last day of such a round, or null for the latest due day
     */
    public Round planned(String code, LocalDate latest, LocalDate startsOn, LocalDate endsOn) {
        return known(code).orElseGet(() -> {
            LocalDate end = endsOn != null ? endsOn : latest;
            LocalDate start = startsOn != null ? startsOn : endsOn != null && endsOn.isBefore(clock.today()) ? endsOn : clock.today();
            LocalDate last = end.isBefore(start) ? start : end;
            LocalDate plan = start.plusDays(PLAN_DAYS);
            return new Round(code, nameOf(code), start, plan.isAfter(last) ? last : plan, last, true, null, null, null);
        });
    }

    /**
     * Returns a round, and opens it with its process if it does not exist.
     *
     * @param code     a round's code
     * @param latest   the latest due day of its problems, from which the last day of a new round follows
     * @param startsOn the first day as in {@link #planned}, or null
     * @param endsOn   the last day as in {@link #planned}, or null
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Round ensure(String code, LocalDate latest, LocalDate startsOn, LocalDate endsOn) {
        Round round = planned(code, latest, startsOn, endsOn);
        int made = jdbc.sql("""
                        insert into shouwang.rectification_round (code, name, starts_on, plan_by, ends_on, status,
                            created_by, created_at)
                        values (?, ?, ?, ?, ?, 'OPEN', ?, ?) on conflict do nothing
                        """)
                .params(code, round.name(), round.startsOn(), round.planBy(), round.endsOn(), users.get().id(),
                        Timestamp.from(clock.instant()))
                .update();
        if (made == 1) {
            processes.start(PROCESS, new StartStep.StartedCase(round.number(), null, Map.of("caseNo", round.number(), "roundCode", code,
                    "cityCode", Post.CITY.regionCode(), "villageName", round.name())));
        }
        return get(code);
    }

    /**
     * Closes a round with its circular.
     *
     * @param code       the round's code
     * @param circularNo the circular's number
     * @param conclusion the circular's conclusion
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(String code, String circularNo, String conclusion) {
        jdbc.sql("""
                        update shouwang.rectification_round set status = 'CLOSED', circular_no = ?, conclusion = ?,
                            issued_on = ?, issued_by = ?
                        where code = ?
                        """)
                .params(circularNo, conclusion, clock.today(), users.get().id(), code).update();
    }
}
