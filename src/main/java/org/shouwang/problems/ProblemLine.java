package org.shouwang.problems;

import java.time.Instant;
import java.time.LocalDate;
import org.shouwang.security.Post;
import org.shouwang.security.Role;

/**
 * One line of a problem: the task of one unit.
 *
 * @param id            the line's id
 * @param problemId     the id of the problem
 * @param unitText      the unit as it was written
 * @param group         the group of the unit's post, or null while the unit is not recognised
 * @param passedOnFrom  the group that has passed on the line, or null
 * @param status        the line's status
 * @param plan          整改方案, or null
 * @param measures      整改措施, or null
 * @param plannedOn     the day by which the unit plans to be done, or null
 * @param planFiledOn   the day on which the plan was filed, or null
 * @param result        整改结果 of the last report, or null
 * @param rectifiedOn   the day of the rectification in the last report, or null
 * @param evidence      the evidence (佐证材料) in the last report, or null
 * @param longTermUntil the day by which the rest will be rectified according to the last report, or null
 * @param mechanism     the lasting mechanism (长效机制) in the last report under which the work goes on, or null
 * @param reportedBy    the id of the user who reported last, or null
 * @param reportedAt    the moment of the last report, or null
 * @param verifiedBy    the id of the user who verified the line last, or null
 * @param verifiedOn    the day of the last verification, or null
 * @param returnReason  the reason of the last return, or null
 */
public record ProblemLine(long id, long problemId, String unitText, String group, String passedOnFrom, LineStatus status,
                          String plan, String measures, LocalDate plannedOn, LocalDate planFiledOn, String result,
                          LocalDate rectifiedOn, String evidence, LocalDate longTermUntil, String mechanism,
                          String reportedBy, Instant reportedAt, String verifiedBy, LocalDate verifiedOn,
                          String returnReason) {

    /**
     * @return the role of the unit's post, or null while the unit is not recognised; DA-7 gives lines to departments, counties
     *     and townships
     */
    public Role role() {
        return group == null ? null : Post.ofGroup(group).orElseThrow().role();
    }

    /**
     * @return whether the last report is about a stage only, and work goes on up to a date or under a lasting mechanism (M18)
     */
    public boolean isStage() {
        return longTermUntil != null || mechanism != null;
    }

    /**
     * @return the reference under which the line's limits are kept
     */
    public String reference() {
        return String.valueOf(id);
    }

    /**
     * Returns the code of the region with which the line counts: a township's line with its township, every other line with the
     * county.
     *
     * @param countyCode the code of the problem's county
     */
    String regionCode(String countyCode) {
        return role() == Role.TOWNSHIP ? Post.ofGroup(group).orElseThrow().regionCode() : countyCode;
    }
}
