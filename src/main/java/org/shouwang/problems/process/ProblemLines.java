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
 * Tells the model of a problem what is on record of its lines. Public, since the engine's expressions reach public types
 * only.
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
     * @param problemNo a problem
     * @return the ids of the lines that have to be worked on
     */
    public List<Long> open(String problemNo) {
        return problems.linesOf(problems.get(problemNo).id()).stream()
                .filter(line -> line.group() != null && line.status() != LineStatus.PASSED).map(ProblemLine::id).toList();
    }

    /**
     * @param lineId a line whose unit is known
     * @return the group of the unit's post
     */
    public String groupOf(long lineId) {
        return problems.line(lineId).group();
    }

    /**
     * @param lineId a line
     * @return whether its plan is filed
     */
    public boolean isPlanned(long lineId) {
        return problems.line(lineId).planFiledOn() != null;
    }

    /**
     * @param problemNo a problem
     * @param lineId    one of its lines
     * @return the first moment after the nearest of the line's open limits, or null if it has none
     */
    public Date due(String problemNo, long lineId) {
        LocalDate day = rectification.dueDays(problemNo).get(String.valueOf(lineId));
        return day == null ? null : Date.from(ChinaTime.endOf(day));
    }

    /**
     * @param problemNo a problem
     * @return whether a unit is still unknown
     */
    public boolean isWaitingForUnit(String problemNo) {
        return problems.linesOf(problems.get(problemNo).id()).stream().anyMatch(line -> line.group() == null);
    }

    /**
     * @param problemNo a problem whose lines are all verified
     * @return whether the city looks again whatever the sample says
     */
    public boolean isRecheckDue(String problemNo) {
        return problems.get(problemNo).status() == ProblemStatus.IN_RECHECK;
    }
}
