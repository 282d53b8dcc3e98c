package org.shouwang.problems;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.LimitRule;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The work on the lines of a problem, in the transaction of the step that records it (DA-1, DA-2). */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Rectification {

    private final JdbcClient jdbc;
    private final Problems problems;
    private final Deadlines deadlines;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Rectification(JdbcClient jdbc, Problems problems, Deadlines deadlines, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.problems = problems;
        this.deadlines = deadlines;
        this.users = users;
        this.clock = clock;
    }

    /**
     * A unit's report of its rectification.
     *
     * @param measures      the measures that were taken, or null if they were as planned
     * @param result        整改结果
     * @param rectifiedOn   the day of the rectification
     * @param evidence      the evidence (佐证材料)
     * @param longTermUntil the day by which the rest will be rectified, or null
     * @param mechanism     the lasting mechanism (长效机制) under which the work goes on, or null
     */
    public record Report(String measures, String result, LocalDate rectifiedOn, String evidence, LocalDate longTermUntil,
                         String mechanism) {
    }

    /**
     * Files the plan of a unit.
     *
     * @param problemNo the problem's number
     * @param lineId    the line's id
     * @param plan      整改方案
     * @param measures  整改措施
     * @param plannedOn the day by which the unit plans to be done
     */
    public void plan(String problemNo, long lineId, String plan, String measures, LocalDate plannedOn) {
        jdbc.sql("""
                        update shouwang.problem_line set plan = ?, measures = ?, planned_on = ?, plan_filed_on = ?, status = ?
                        where id = ?
                        """)
                .params(plan, measures, plannedOn, clock.today(), LineStatus.RECTIFYING.name(), lineId).update();
        deadlines.meet(problemNo, LimitRule.RECTIFICATION_PLAN, String.valueOf(lineId));
    }

    /**
     * Passes the county's line to a township (DA-7). The limits move with the line.
     *
     * @param problemNo the problem's number
     * @param lineId    the line's id
     * @param township  the code of a township without a line of this problem
     * @return the group of the township's post
     */
    public String passOn(String problemNo, long lineId, String township) {
        String group = new Post(Role.TOWNSHIP, township).group();
        jdbc.sql("update shouwang.problem_line set passed_on_from = group_id, group_id = ? where id = ?")
                .params(group, lineId).update();
        deadlines.of(problemNo).stream().filter(limit -> limit.reference().equals(String.valueOf(lineId)) && limit.isOpen())
                .forEach(limit -> deadlines.start(problemNo, limit.rule(), limit.reference(), township, group,
                        limit.startOn(), limit.dueOn()));
        return group;
    }

    /**
     * Records a unit's report of its rectification, whether complete or up to a stage.
     *
     * @param problemNo the problem's number
     * @param lineId    the line's id
     * @param report    the report
     */
    public void report(String problemNo, long lineId, Report report) {
        jdbc.sql("""
                        insert into shouwang.line_report (line_id, measures, result, rectified_on, evidence, long_term_until,
                            mechanism, reported_by, reported_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(lineId, report.measures(), report.result(), report.rectifiedOn(), report.evidence(),
                        report.longTermUntil(), report.mechanism(), users.get().id(), Timestamp.from(clock.instant()))
                .update();
        ProblemLine line = problems.line(lineId);
        problems.set(line, LineStatus.VERIFYING);
        deadlines.meet(problemNo, LimitRule.RECTIFICATION, line.reference(), report.rectifiedOn());
        deadlines.meet(problemNo, LimitRule.LONG_TERM_RECTIFICATION, line.reference(), report.rectifiedOn());
        String county = problems.get(problemNo).countyCode();
        deadlines.start(problemNo, LimitRule.RECTIFICATION_VERIFICATION, line.reference(), county,
                new Post(Role.COUNTY, county).group(), clock.today(),
                clock.today().plusDays(LimitRule.RECTIFICATION_VERIFICATION.days()));
        problems.refresh(problemNo);
    }

    /**
     * Records the county's verification of a line.
     *
     * @param problemNo the problem's number
     * @param lineId    the line's id
     * @param passed    whether the county accepts the report
     * @param reason    the reason, or null
     * @return whether the line is done: the county accepts the report, and the report is not about a stage
     */
    public boolean verify(String problemNo, long lineId, boolean passed, String reason) {
        ProblemLine line = problems.line(lineId);
        jdbc.sql("update shouwang.problem_line set verified_by = ?, verified_on = ?, return_reason = ?, returned = returned + ? where id = ?")
                .params(users.get().id(), clock.today(), passed ? null : reason, passed ? 0 : 1, lineId).update();
        deadlines.meet(problemNo, LimitRule.RECTIFICATION_VERIFICATION, line.reference());
        boolean longTerm = passed && line.isStage();
        problems.set(line, longTerm ? LineStatus.LONG_TERM : passed ? LineStatus.PASSED : LineStatus.RECTIFYING);
        if (longTerm) {
            jdbc.sql("update shouwang.problem_line set stage_accepted = true where id = ?").param(lineId).update();
        }
        if (longTerm && line.longTermUntil() != null) {
            deadlines.start(problemNo, LimitRule.LONG_TERM_RECTIFICATION, line.reference(),
                    line.regionCode(problems.get(problemNo).countyCode()), line.group(), clock.today(),
                    line.longTermUntil());
        } else if (!passed) {
            boolean stageAccepted = jdbc.sql("select stage_accepted from shouwang.problem_line where id = ?").param(lineId)
                    .query(Boolean.class).single();
            deadlines.reopen(problemNo, stageAccepted ? LimitRule.LONG_TERM_RECTIFICATION : LimitRule.RECTIFICATION, line.reference());
        }
        problems.refresh(problemNo);
        return passed && !longTerm;
    }

    /**
     * Records the city's re-check. The problem is struck off, or all its lines go back to their units.
     *
     * @param problem   the problem
     * @param passed    whether the rectification holds
     * @param opinion   the city's opinion, or null
     * @param rectifyBy the new due day of the lines, or null if the problem passed
     */
    public void recheck(Problem problem, boolean passed, String opinion, LocalDate rectifyBy) {
        jdbc.sql("""
                        insert into shouwang.recheck (problem_id, outcome, opinion, rectify_by, rechecked_by, rechecked_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(problem.id(), passed ? "PASSED" : "FAILED", opinion, rectifyBy, users.get().id(),
                        Timestamp.from(clock.instant()))
                .update();
        if (passed) {
            problems.set(problem, ProblemStatus.STRUCK_OFF);
        } else {
            problems.linesOf(problem.id()).forEach(line -> sendBack(problem, line, opinion, rectifyBy));
            problems.set(problem, ProblemStatus.IN_RECTIFICATION);
        }
    }

    private void sendBack(Problem problem, ProblemLine line, String reason, LocalDate rectifyBy) {
        jdbc.sql("update shouwang.problem_line set status = ?, return_reason = ?, stage_accepted = false where id = ?")
                .params(LineStatus.RECTIFYING.name(), reason, line.id()).update();
        deadlines.start(problem.problemNo(), LimitRule.RECTIFICATION, line.reference(),
                line.regionCode(problem.countyCode()), line.group(), clock.today(), rectifyBy);
    }

    /**
     * @param problemNo the number of a problem
     * @return the due day of each line by the line's id: the nearest of its open limits
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<String, LocalDate> dueDays(String problemNo) {
        Map<String, LocalDate> days = new TreeMap<>();
        deadlines.of(problemNo).stream().filter(limit -> limit.isPressing())
                .forEach(limit -> days.merge(limit.reference(), limit.dueOn(), (a, b) -> a.isBefore(b) ? a : b));
        return days;
    }
}
