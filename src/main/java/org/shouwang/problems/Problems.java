package org.shouwang.problems;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The problems with their lines, and how they stand. Each change is made in the transaction of its step. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Problems {

    /** The key of a problem's process. */
    public static final String PROCESS = IssueDualAssignmentProcess.KEY;
    private static final String SELECT = """
            select p.id, p.problem_no, p.round, p.county_code, p.found_in, p.aspect, p.title, p.description, p.measures,
                p.due_on, p.due_text, p.units_text, p.status, p.struck_off_on, p.registered_by
            from shouwang.problem p
            """;
    private static final String SELECT_LINE = """
            select l.id, l.problem_id, l.unit_text, l.group_id as "group", l.passed_on_from, l.status, l.plan,
                coalesce(r.measures, l.measures) as measures, l.planned_on, l.plan_filed_on, r.result, r.rectified_on,
                r.evidence, r.long_term_until, r.mechanism, r.reported_by, r.reported_at, l.verified_by, l.verified_on,
                l.return_reason
            from shouwang.problem_line l left join lateral (
                select * from shouwang.line_report where line_id = l.id order by id desc limit 1) r on true
            """;

    private final JdbcClient jdbc;
    private final Rounds rounds;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Problems(JdbcClient jdbc, Rounds rounds, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.rounds = rounds;
        this.users = users;
        this.clock = clock;
    }

    /**
     * A recorded correction.
     *
     * @param change    the change
     * @param changedBy the id of the user who made it
     * @param changedAt the moment of the change
     */
    public record ProblemChange(FieldChange change, String changedBy, Instant changedAt) {
    }

    /**
     * @param problemNo the number of an existing problem
     * @return the problem
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Problem get(String problemNo) {
        return jdbc.sql(SELECT + "where p.problem_no = ?").param(problemNo).query(Rows.as(Problem.class)).single();
    }

    /**
     * Returns a problem that the user who has signed in may see.
     *
     * @param problemNo a problem's number; may be anything that a user typed
     * @throws NotFoundException if the user may see no such problem
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Problem visible(String problemNo) {
        Map<String, Object> params = new LinkedHashMap<>(Map.of("no", problemNo));
        return jdbc.sql(SELECT + "where p.problem_no = :no and " + reach(params)).params(params)
                .query(Rows.as(Problem.class)).optional().orElseThrow(() -> new NotFoundException("没有这个问题"));
    }

    /**
     * Returns the problems that meet a condition.
     *
     * @param where  a condition in SQL on the problem {@code p}, with the order of the rows
     * @param params the parameters of the condition, by name
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Problem> select(String where, Map<String, Object> params) {
        return jdbc.sql(SELECT + "where " + where).params(params).query(Rows.as(Problem.class)).list();
    }

    /** Counts the problems that meet a condition, as {@link Page#counting}. */
    @Transactional(propagation = Propagation.SUPPORTS)
    long count(String where, Map<String, Object> params) {
        return jdbc.sql(Page.counting(SELECT + "where " + where)).params(params).query(Long.class).single();
    }

    /** Returns the condition in SQL for problems that the user who has signed in may see, and adds its parameters. */
    @Transactional(propagation = Propagation.SUPPORTS)
    String reach(Map<String, Object> params) {
        CurrentUser user = users.get();
        List<String> any = new ArrayList<>(List.of("exists (select 1 from shouwang.problem_line l "
                + "where l.problem_id = p.id and l.group_id = any(:myGroups))"));
        params.put("myGroups", user.groups().toArray(String[]::new));
        params.put("me", user.id());
        any.add("p.registered_by = :me");
        for (Post post : user.posts()) {
            if (post.covers("")) {
                return "true";
            }
            String name = "reach" + any.size();
            if (post.role() == Role.COUNTY || post.role() == Role.LEADER) {
                any.add("p.county_code = :" + name);
                params.put(name, post.regionCode());
            } else if (post.seesItsRegion()) {
                any.add("exists (select 1 from shouwang.problem_finding f where f.problem_id = p.id and starts_with(f.region_code, :"
                        + name + "))");
                params.put(name, post.regionCode());
            }
        }
        return "(" + String.join(" or ", any) + ")";
    }

    /**
     * Returns the lines that the user who has signed in may see: a department or township sees its own line, the county and
     * the city see all.
     *
     * @param problem a problem that the user may see
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<ProblemLine> visibleLinesOf(Problem problem) {
        CurrentUser user = users.get();
        boolean all = user.covers(problem.countyCode()) || problem.registeredBy().equals(user.id());
        return linesOf(problem.id()).stream().filter(line -> all || user.groups().contains(line.group())).toList();
    }

    /**
     * @param problemId the id of a problem
     * @return the lines of the problem; the county's line comes first
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<ProblemLine> linesOf(long problemId) {
        return jdbc.sql(SELECT_LINE + "where l.problem_id = ? order by l.id").param(problemId).query(Rows.as(ProblemLine.class)).list();
    }

    /**
     * @param id the id of a line
     * @return the line
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public ProblemLine line(long id) {
        return jdbc.sql(SELECT_LINE + "where l.id = ?").param(id).query(Rows.as(ProblemLine.class)).single();
    }

    /**
     * @param problem a problem that the user may see
     * @return the corrections of the problem, oldest first
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<ProblemChange> changesOf(Problem problem) {
        return jdbc.sql("""
                        select field, label, before_text as before, after_text as after, changed_by, changed_at
                        from shouwang.problem_change where problem_id = ? order by id
                        """)
                .param(problem.id())
                .query((row, index) -> new ProblemChange(new FieldChange(row.getString("field"), row.getString("label"),
                        row.getString("before"), row.getString("after")), row.getString("changed_by"),
                        Rows.instant(row, "changed_at"))).list();
    }

    /** Sets the status of a line. */
    void set(ProblemLine line, LineStatus status) {
        jdbc.sql("update shouwang.problem_line set status = ? where id = ?").params(status.name(), line.id()).update();
    }

    /**
     * Sets the status of a problem by the statuses of its lines.
     *
     * @param problemNo the number of a problem that is not struck off
     */
    void refresh(String problemNo) {
        Problem problem = get(problemNo);
        Set<LineStatus> open = new LinkedHashSet<>(linesOf(problem.id()).stream().map(ProblemLine::status).toList());
        open.remove(LineStatus.PASSED);
        ProblemStatus status = open.isEmpty()
                ? isRecheckDue(problem) ? ProblemStatus.IN_RECHECK : ProblemStatus.AWAITING_SAMPLE
                : open.equals(Set.of(LineStatus.LONG_TERM)) ? ProblemStatus.LONG_TERM : ProblemStatus.IN_RECTIFICATION;
        set(problem, status);
    }

    /**
     * Sets the status of a problem.
     *
     * @param problem the problem
     * @param status  the new status
     * @throws ConflictException if the problem is to be struck off and the county has not verified every line
     */
    public void set(Problem problem, ProblemStatus status) {
        if (status == ProblemStatus.STRUCK_OFF
                && linesOf(problem.id()).stream().anyMatch(line -> line.status() != LineStatus.PASSED)) {
            throw new ConflictException("还有未经县级核查通过的线，不能销号");
        }
        jdbc.sql("update shouwang.problem set status = ?, struck_off_on = ? where id = ?")
                .params(status.name(), status == ProblemStatus.STRUCK_OFF ? clock.today() : null, problem.id()).update();
    }

    /**
     * Tells whether the city re-checks a problem whatever the sample says, since the city has sent it back before or the
     * round's circular is issued.
     */
    private boolean isRecheckDue(Problem problem) {
        boolean failed = jdbc.sql("select outcome = 'FAILED' from shouwang.recheck where problem_id = ? order by id desc limit 1")
                .param(problem.id()).query(Boolean.class).optional().orElse(false);
        return failed || !rounds.get(problem.round()).open();
    }
}
