package org.shouwang.problems;

import static org.shouwang.problems.IssueDualAssignmentProcess.MESSAGE_UNIT_MAPPED;
import static org.shouwang.problems.IssueDualAssignmentProcess.SUB_PROCESS_LINE;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.LimitRule;
import org.shouwang.engine.CaseLocks;
import org.shouwang.engine.CaseProcesses;
import org.shouwang.engine.StartStep;
import org.shouwang.engine.TaskContext;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The problems with their lines. Every change needs the transaction of a step. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Problems {

    /** The key of a problem's process. */
    public static final String PROCESS = IssueDualAssignmentProcess.KEY;
    private static final String NUMBER = Problem.PREFIX + "-%s-%d-%06d";

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
    private final CaseProcesses processes;
    private final CaseLocks locks;
    private final Deadlines deadlines;
    private final Regions regions;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Problems(JdbcClient jdbc, CaseProcesses processes, CaseLocks locks, Deadlines deadlines, Regions regions,
             CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.processes = processes;
        this.locks = locks;
        this.deadlines = deadlines;
        this.regions = regions;
        this.users = users;
        this.clock = clock;
    }

    /**
     * Registers a problem and assigns it to its departments and its county at once (DA-1).
     *
     * @param round   the problem's round
     * @param problem the problem
     * @return the problem's number
     */
    public String register(Round round, NewProblem problem) {
        long sequence = jdbc.sql("select nextval('shouwang.problem_number_seq')").query(Long.class).single();
        String problemNo = NUMBER.formatted(problem.countyCode(), clock.today().getYear(), sequence);
        long id = jdbc.sql("""
                        insert into shouwang.problem (problem_no, round, county_code, found_in, aspect, title, description,
                            measures, due_on, due_text, units_text, status, registered_by, registered_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                        """)
                .params(problemNo, round.code(), problem.countyCode(), problem.foundIn(), problem.aspect(), problem.title(),
                        problem.description(), problem.measures(), problem.dueOn(), problem.dueText(), problem.unitsText(),
                        ProblemStatus.IN_RECTIFICATION.name(), users.get().id(), Timestamp.from(clock.instant()))
                .query(Long.class).single();
        String county = new Post(Role.COUNTY, problem.countyCode()).group();
        addLine(id, regions.find(problem.countyCode()).orElseThrow().name(), county);
        addLines(id, problem.units());
        linesOf(id).stream().filter(line -> line.group() != null).forEach(line -> startLimits(round, problemNo,
                problem.countyCode(), problem.dueOn(), line));
        processes.start(PROCESS, new StartStep.StartedCase(problemNo, null, Map.of("caseNo", problemNo, "problemCounty", problem.countyCode(),
                "cityCode", Post.CITY.regionCode(), "villageName", regions.find(problem.countyCode()).orElseThrow().name())));
        return problemNo;
    }

    /**
     * Adds a line unless the problem has a line of this unit or post. A unit may be named twice, or stand for a post that has
     * a line.
     */
    private Optional<Long> addLine(long problemId, String unitText, String group) {
        return jdbc.sql("""
                        insert into shouwang.problem_line (problem_id, unit_text, group_id, status) values (?, ?, ?, ?)
                        on conflict do nothing returning id
                        """)
                .params(problemId, unitText, group,
                        (group == null ? LineStatus.UNIT_UNKNOWN : LineStatus.PLANNING).name())
                .query(Long.class).optional();
    }

    /** Adds lines for the units and returns the ids of the new lines whose units are recognised. */
    private List<Long> addLines(long problemId, List<Unit> units) {
        List<Long> added = new ArrayList<>();
        for (Unit unit : units) {
            if (unit.state() == Unit.State.UNKNOWN) {
                addLine(problemId, unit.text(), null);
            }
            unit.groups().forEach(group -> addLine(problemId, unit.text(), group).ifPresent(added::add));
        }
        return added;
    }

    private void startLimits(Round round, String problemNo, String countyCode, LocalDate dueOn, ProblemLine line) {
        LocalDate planBy = earlier(round.planBy(), dueOn);
        LocalDate start = earlier(round.startsOn(), planBy);
        String region = regionOf(line, countyCode);
        deadlines.start(problemNo, LimitRule.RECTIFICATION_PLAN, line.reference(), region, line.group(), start, planBy);
        deadlines.start(problemNo, LimitRule.RECTIFICATION, line.reference(), region, line.group(), start, dueOn);
    }

    /**
     * Returns the region in which the limits of a line count: the township for a township's line, and otherwise the county.
     */
    static String regionOf(ProblemLine line, String countyCode) {
        return line.role() == Role.TOWNSHIP ? Post.ofGroup(line.group()).orElseThrow().regionCode() : countyCode;
    }

    /**
     * Gives the lines that waited for a unit to its posts. The lines start at once.
     *
     * @param countyCode the county's code
     * @param unitText   the unit as it is written
     * @param groups     the groups of the posts for which the unit stands
     */
    public void unitKnown(String countyCode, String unitText, List<String> groups) {
        List<Problem> waiting = jdbc.sql(SELECT + """
                        where p.county_code = ? and exists (select 1 from shouwang.problem_line l
                            where l.problem_id = p.id and l.group_id is null and l.unit_text = ?)
                        order by p.problem_no
                        """)
                .params(countyCode, unitText).query(Rows.as(Problem.class)).list();
        for (Problem problem : waiting) {
            locks.lock(problem.problemNo());
            jdbc.sql("delete from shouwang.problem_line where problem_id = ? and group_id is null and unit_text = ?")
                    .params(problem.id(), unitText).update();
            List<Long> added = groups.stream().flatMap(group -> addLine(problem.id(), unitText, group).stream()).toList();
            boolean running = begin(problem, added);
            // The other lines are done, and the process waits for this one.
            if (!running || added.isEmpty() && get(problem.problemNo()).status() == ProblemStatus.AWAITING_SAMPLE
                    || added.isEmpty() && get(problem.problemNo()).status() == ProblemStatus.IN_RECHECK) {
                processes.send(problem.problemNo(), MESSAGE_UNIT_MAPPED, Map.of());
            }
        }
    }

    /** Starts lines that were added to a problem, and tells whether the process is at the lines at the moment. */
    private boolean begin(Problem problem, List<Long> added) {
        Round round = round(problem);
        refresh(problem.problemNo());
        boolean running = true;
        for (long id : added) {
            startLimits(round, problem.problemNo(), problem.countyCode(), problem.dueOn(), line(id));
            running = running && processes.addInstance(problem.problemNo(), SUB_PROCESS_LINE, Map.of(TaskContext.REFERENCE, id));
        }
        return running;
    }

    /**
     * Corrects a problem after a confirmed import: its texts, its day with the limits of the lines that still have the old
     * day, and lines for units without a line. Lines are never removed. The former values are kept.
     *
     * @param problemNo the number of a problem that is not struck off; if units are added, not all of its lines may be
     *     verified
     * @param corrected the new content; its units are those that get a line
     * @param changes   the changes, for the record
     */
    void correct(String problemNo, NewProblem corrected, List<FieldChange> changes) {
        locks.lock(problemNo);
        Problem before = get(problemNo);
        jdbc.sql("""
                        update shouwang.problem set found_in = ?, aspect = ?, title = ?, description = ?, measures = ?, due_on = ?, due_text = ?,
                            units_text = ? where id = ?
                        """)
                .params(corrected.foundIn(), corrected.aspect(), corrected.title(), corrected.description(), corrected.measures(), corrected.dueOn(),
                        corrected.dueText(), corrected.unitsText(), before.id()).update();
        for (FieldChange change : changes) {
            jdbc.sql("""
                            insert into shouwang.problem_change (problem_id, field, label, before_text, after_text, changed_by, changed_at)
                            values (?, ?, ?, ?, ?, ?, ?)
                            """)
                    .params(before.id(), change.field(), change.label(), change.before(), change.after(), users.get().id(),
                            Timestamp.from(clock.instant())).update();
        }
        if (!corrected.dueOn().equals(before.dueOn())) {
            moveDay(before, corrected.dueOn());
        }
        if (!corrected.units().isEmpty() && !begin(get(problemNo), addLines(before.id(), corrected.units()))) {
            processes.send(problemNo, MESSAGE_UNIT_MAPPED, Map.of());
        }
    }

    /** Moves the limits from the old to the new day. A line that the city has sent back has a day of its own, which stays. */
    private void moveDay(Problem before, LocalDate dueOn) {
        jdbc.sql("update shouwang.problem_finding set due_on = ? where problem_id = ? and due_on = ? and not struck_off")
                .params(dueOn, before.id(), before.dueOn()).update();
        LocalDate planBy = round(before).planBy();
        for (Limit limit : deadlines.of(before.problemNo()).stream().filter(Limit::isOpen).toList()) {
            boolean plan = limit.rule() == LimitRule.RECTIFICATION_PLAN && limit.dueOn().equals(earlier(planBy, before.dueOn()));
            if (plan || limit.rule() == LimitRule.RECTIFICATION && limit.dueOn().equals(before.dueOn())) {
                deadlines.moveTo(limit, plan ? earlier(planBy, dueOn) : dueOn);
            }
        }
        linesOf(before.id()).forEach(line -> deadlines.of(before.problemNo()).stream()
                .filter(limit -> limit.reference().equals(line.reference()) && limit.isPressing()).map(Limit::dueOn)
                .min(LocalDate::compareTo).ifPresent(day -> processes.taskDue(before.problemNo(), line.id(), ChinaTime.endOf(day))));
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
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

    /**
     * A recorded correction.
     *
     * @param change    the change
     * @param changedBy the id of the user who made it
     * @param changedAt the moment of the change
     */
    public record ProblemChange(FieldChange change, String changedBy, Instant changedAt) {
    }

    private Round round(Problem problem) {
        return jdbc.sql(Rounds.SELECT + "where code = ?").param(problem.round()).query(Rows.as(Round.class)).single();
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
        return failed || !round(problem).open();
    }
}
