package org.shouwang.rounds;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.shouwang.problems.ProblemStatus;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The progress of a round by unit, which the round's page and its circular show. */
@Service
public class RoundReport {

    private static final int PERCENT = 100;

    private final JdbcClient jdbc;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    RoundReport(JdbcClient jdbc, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.clock = clock;
    }

    /**
     * The progress of one unit in a round.
     *
     * @param group     the group of the unit's post
     * @param name      the unit's name
     * @param lines     the number of the unit's lines
     * @param passed    the number of lines that the county has verified
     * @param struckOff the number of lines whose problem is struck off
     * @param longTerm  the number of lines in long-term rectification
     * @param overdue   the number of lines that are past their due day and not reported
     * @param returned  how often the county has sent back a line
     * @param failed    the number of failed re-checks of the unit's problems
     */
    public record UnitProgress(String group, String name, int lines, int passed, int struckOff, int longTerm, int overdue,
                               int returned, int failed) {

        /**
         * @return the share of the unit's problems that are struck off, in percent with one decimal
         */
        public BigDecimal struckOffShare() {
            return BigDecimal.valueOf(struckOff * PERCENT).divide(BigDecimal.valueOf(Math.max(1, lines)), 1, RoundingMode.HALF_UP);
        }

        /**
         * @return the role of the unit's post
         */
        public Role role() {
            return Post.ofGroup(group).orElseThrow().role();
        }
    }

    /**
     * A failed re-check.
     *
     * @param problemNo the problem's number
     * @param title     具体问题
     * @param county    the county's name
     * @param units     责任单位
     * @param opinion   the city's opinion
     * @param rectifyBy the new due day
     */
    public record FailedRecheck(String problemNo, String title, String county, String units, String opinion, LocalDate rectifyBy) {
    }

    /**
     * @param round a round's code
     * @return the progress of the units that the user who has signed in may see, the best first
     */
    public List<UnitProgress> visibleProgress(String round) {
        CurrentUser user = users.get();
        return progress(round).stream().filter(unit -> user.groups().contains(unit.group())
                || user.covers(Post.ofGroup(unit.group()).orElseThrow().regionCode())).toList();
    }

    /**
     * Returns the progress of all units, the best first: by the share of problems struck off, then by failed re-checks,
     * overdue lines and returns.
     */
    List<UnitProgress> progress(String round) {
        return jdbc.sql("""
                        select l.group_id as "group", coalesce(g.name_, l.group_id) as name, count(*) as lines,
                            count(*) filter (where l.status = 'PASSED') as passed,
                            count(*) filter (where p.status = 'STRUCK_OFF') as struck_off,
                            count(*) filter (where l.status = 'LONG_TERM') as long_term,
                            count(*) filter (where exists (select 1 from shouwang.deadline d where d.case_no = p.problem_no
                                and d.reference = l.id::text and d.holder = l.group_id and d.met_on is null
                                and d.rule in ('RECTIFICATION', 'LONG_TERM_RECTIFICATION') and d.due_on < :today)) as overdue,
                            sum(l.returned) as returned,
                            coalesce(sum((select count(*) from shouwang.recheck r where r.problem_id = p.id
                                and r.outcome = 'FAILED')), 0) as failed
                        from shouwang.problem_line l join shouwang.problem p on p.id = l.problem_id
                        left join public.act_id_group g on g.id_ = l.group_id
                        where p.round = :round and l.group_id is not null group by 1, 2
                        """)
                .params(Map.of("round", round, "today", clock.today())).query(Rows.as(UnitProgress.class)).list().stream()
                .sorted(Comparator.comparing(UnitProgress::struckOffShare).reversed().thenComparing(UnitProgress::failed)
                        .thenComparing(UnitProgress::overdue).thenComparing(UnitProgress::returned)
                        .thenComparing(UnitProgress::group)).toList();
    }

    /**
     * @param round a round's code
     * @return the number of the round's problems by status; every status is present
     */
    public Map<ProblemStatus, Long> statuses(String round) {
        Map<ProblemStatus, Long> amounts = new EnumMap<>(ProblemStatus.class);
        for (ProblemStatus status : ProblemStatus.values()) {
            amounts.put(status, 0L);
        }
        jdbc.sql("select status, count(*) as amount from shouwang.problem where round = ? group by 1").param(round)
                .query((row, index) -> amounts.put(ProblemStatus.valueOf(row.getString("status")), row.getLong("amount"))).list();
        return amounts;
    }

    List<FailedRecheck> failed(String round) {
        return jdbc.sql("""
                        select p.problem_no, p.title, g.name as county, p.units_text as units, r.opinion, r.rectify_by
                        from shouwang.recheck r join shouwang.problem p on p.id = r.problem_id
                        join shouwang.region g on g.code = p.county_code
                        where p.round = ? and r.outcome = 'FAILED' order by r.id
                        """)
                .param(round).query(Rows.as(FailedRecheck.class)).list();
    }
}
