package org.shouwang.problems.process;

import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.shouwang.problems.LineStatus;
import org.shouwang.problems.ProblemLine;
import org.shouwang.problems.ProblemStatus;
import org.shouwang.problems.Problems;
import org.shouwang.problems.Rectification;
import org.shouwang.shared.ChinaTime;
import org.springframework.stereotype.Component;

/**
 * Answers questions of the process model about the lines of a problem. The class is public because the engine's expressions
 * reach only public types.
 */
@Component("problemLines")
public class ProblemLines {

    private final Problems problems;
    private final Rectification rectification;

    ProblemLines(Problems problems, Rectification rectification) {
        this.problems = problems;
        this.rectification = rectification;
    }

    /**
     * @param problemNo the number of a problem
     * @return the ids of the lines with work to do: the unit is recognised and the line not verified
     */
    public List<Long> open(String problemNo) {
        return problems.linesOf(problems.get(problemNo).id()).stream()
                .filter(line -> line.group() != null && line.status() != LineStatus.PASSED).map(ProblemLine::id).toList();
    }

    /**
     * @param lineId the id of a line whose unit is recognised
     * @return the group of the unit's post
     */
    public String groupOf(long lineId) {
        return problems.line(lineId).group();
    }

    /**
     * @param lineId the id of a line
     * @return whether the line's plan is filed
     */
    public boolean isPlanned(long lineId) {
        return problems.line(lineId).planFiledOn() != null;
    }

    /**
     * @param problemNo the number of a problem
     * @param lineId    the id of one of its lines
     * @return the end of the due day of the line's nearest open limit, or null if the line has no open limit
     */
    public Date due(String problemNo, long lineId) {
        LocalDate day = rectification.dueDays(problemNo).get(String.valueOf(lineId));
        return day == null ? null : Date.from(ChinaTime.endOf(day));
    }

    /**
     * @param problemNo the number of a problem
     * @return whether a unit is not yet recognised
     */
    public boolean isWaitingForUnit(String problemNo) {
        return problems.linesOf(problems.get(problemNo).id()).stream().anyMatch(line -> line.group() == null);
    }

    /**
     * @param problemNo the number of a problem whose lines are all verified
     * @return whether the city re-checks the problem whatever the sample says
     */
    public boolean isRecheckDue(String problemNo) {
        return problems.get(problemNo).status() == ProblemStatus.IN_RECHECK;
    }
}
