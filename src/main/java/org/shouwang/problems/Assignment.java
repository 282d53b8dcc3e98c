package org.shouwang.problems;

import static org.shouwang.problems.IssueDualAssignmentProcess.MESSAGE_UNIT_MAPPED;
import static org.shouwang.problems.IssueDualAssignmentProcess.SUB_PROCESS_LINE;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.LimitRule;
import org.shouwang.engine.CaseProcesses;
import org.shouwang.engine.StartStep;
import org.shouwang.engine.TaskContext;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.Locks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives problems to their departments and their county at once (DA-1), and corrects what was given to them. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Assignment {

    private static final String NUMBER = Problem.PREFIX + "-%s-%d-%06d";

    private final JdbcClient jdbc;
    private final Problems problems;
    private final Rounds rounds;
    private final CaseProcesses processes;
    private final Locks locks;
    private final Deadlines deadlines;
    private final Regions regions;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Assignment(JdbcClient jdbc, Problems problems, Rounds rounds, CaseProcesses processes, Locks locks,
               Deadlines deadlines, Regions regions, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.problems = problems;
        this.rounds = rounds;
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
        StartStep.StartedCase stored = store(round, problem);
        processes.start(Problems.PROCESS, stored);
        return stored.caseNo();
    }

    /**
     * Stores a problem with its lines and their limits; the process has to be started in the same transaction.
     *
     * @param round   the problem's round
     * @param problem the problem
     * @return the problem as its process begins
     */
    public StartStep.StartedCase store(Round round, NewProblem problem) {
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
        problems.linesOf(id).stream().filter(line -> line.group() != null).forEach(line -> startLimits(round, problemNo,
                problem.countyCode(), problem.dueOn(), line));
        return new StartStep.StartedCase(problemNo, null, Map.of("caseNo", problemNo, "problemCounty", problem.countyCode(),
                "cityCode", Post.CITY.regionCode(), "villageName", regions.find(problem.countyCode()).orElseThrow().name()));
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
        String region = line.regionCode(countyCode);
        deadlines.start(problemNo, LimitRule.RECTIFICATION_PLAN, line.reference(), region, line.group(), start, planBy);
        deadlines.start(problemNo, LimitRule.RECTIFICATION, line.reference(), region, line.group(), start, dueOn);
    }

    /**
     * Gives the lines that waited for a unit to its posts. The lines start at once.
     *
     * @param countyCode the county's code
     * @param unitText   the unit as it is written
     * @param groups     the groups of the posts for which the unit stands
     */
    public void unitKnown(String countyCode, String unitText, List<String> groups) {
        List<Problem> waiting = problems.select("""
                p.county_code = :county and exists (select 1 from shouwang.problem_line l
                    where l.problem_id = p.id and l.group_id is null and l.unit_text = :unit)
                order by p.problem_no
                """, Map.of("county", countyCode, "unit", unitText));
        for (Problem problem : waiting) {
            locks.lock(problem.problemNo());
            jdbc.sql("delete from shouwang.problem_line where problem_id = ? and group_id is null and unit_text = ?")
                    .params(problem.id(), unitText).update();
            List<Long> added = groups.stream().flatMap(group -> addLine(problem.id(), unitText, group).stream()).toList();
            boolean running = begin(problem, added);
            // The other lines are done, and the process waits for this one.
            if (!running || added.isEmpty() && problems.get(problem.problemNo()).status() == ProblemStatus.AWAITING_SAMPLE
                    || added.isEmpty() && problems.get(problem.problemNo()).status() == ProblemStatus.IN_RECHECK) {
                processes.send(problem.problemNo(), MESSAGE_UNIT_MAPPED, Map.of());
            }
        }
    }

    /** Starts lines that were added to a problem, and tells whether the process is at the lines at the moment. */
    private boolean begin(Problem problem, List<Long> added) {
        Round round = rounds.get(problem.round());
        problems.refresh(problem.problemNo());
        boolean running = true;
        for (long id : added) {
            startLimits(round, problem.problemNo(), problem.countyCode(), problem.dueOn(), problems.line(id));
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
        Problem before = problems.get(problemNo);
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
        if (!corrected.units().isEmpty() && !begin(problems.get(problemNo), addLines(before.id(), corrected.units()))) {
            processes.send(problemNo, MESSAGE_UNIT_MAPPED, Map.of());
        }
    }

    /** Moves the limits from the old to the new day. A line that the city has sent back has a day of its own, which stays. */
    private void moveDay(Problem before, LocalDate dueOn) {
        jdbc.sql("update shouwang.problem_finding set due_on = ? where problem_id = ? and due_on = ? and not struck_off")
                .params(dueOn, before.id(), before.dueOn()).update();
        LocalDate planBy = rounds.get(before.round()).planBy();
        for (Limit limit : deadlines.of(before.problemNo()).stream().filter(Limit::isOpen).toList()) {
            boolean plan = limit.rule() == LimitRule.RECTIFICATION_PLAN && limit.dueOn().equals(earlier(planBy, before.dueOn()));
            if (plan || limit.rule() == LimitRule.RECTIFICATION && limit.dueOn().equals(before.dueOn())) {
                deadlines.moveTo(limit, plan ? earlier(planBy, dueOn) : dueOn);
            }
        }
        problems.linesOf(before.id()).forEach(line -> deadlines.of(before.problemNo()).stream()
                .filter(limit -> limit.reference().equals(line.reference()) && limit.isPressing()).map(Limit::dueOn)
                .min(LocalDate::compareTo).ifPresent(day -> processes.taskDue(before.problemNo(), line.id(), ChinaTime.endOf(day))));
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
