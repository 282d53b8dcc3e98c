package org.shouwang.problems;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.engine.CaseProcesses;
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

/** The rounds of rectification; each has a process of its own, which ends with the circular. */
@Service
public class Rounds {

    /** The key of a round's process. */
    public static final String PROCESS = RectificationRoundProcess.KEY;
    /** What a round's code looks like: a year, and something to tell several of one year apart. */
    public static final String CODE = "\\d{4}(-[A-Za-z0-9]{1,10})?";

    /** As long as the plans of 2022 had. */
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
     * @param fields what another system sent
     * @return the round's code in it, null if there is none; a year may come as a number
     */
    public static String codeIn(Map<String, Object> fields) {
        return fields.get("round") instanceof Integer year ? year.toString() : JsonBodies.text(fields, "round", "轮次");
    }

    /**
     * @param code a round's code, may be anything a user typed
     * @return the round, or empty if there is none
     */
    public Optional<Round> find(String code) {
        return jdbc.sql(SELECT + "where code = ?").param(code).query(Rows.as(Round.class)).optional();
    }

    /**
     * @param code a round's code, may be anything a user typed
     * @return the round
     * @throws NotFoundException if there is none
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
     * @param code a round's code
     * @return the round as it is, or as a document sets it; empty if its dates are not known yet
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
     * @return what it is called, everywhere; of one that is not made yet what it will be called
     */
    public String nameOf(String code) {
        return known(code).map(Round::name).orElse(code + "轮问题整改");
    }

    /**
     * @param code     a round's code
     * @param latest   the latest limit of its problems
     * @param startsOn its first day if it has to be made and no document sets it, or null for today
     * @param endsOn   its last day likewise, or null for the latest limit
     * @return the round as it is, or as it would be made
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
     * @param code     a round's code
     * @param latest   the latest limit of its problems, from which a new round's dates come unless a document sets them
     * @param startsOn its first day as in {@link #planned}, or null
     * @param endsOn   its last day as in {@link #planned}, or null
     * @return the round; made, with its process, if there was none
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
            processes.start(PROCESS, round.number(), Map.of("caseNo", round.number(), "roundCode", code,
                    "cityCode", Post.CITY.regionCode(), "villageName", round.name()));
        }
        return get(code);
    }

    /**
     * Ends a round with its circular.
     *
     * @param code       the round
     * @param circularNo the circular's number
     * @param conclusion what it concludes
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
