package org.shouwang.problems;

import java.time.Instant;
import java.time.LocalDate;
import org.shouwang.security.Post;
import org.shouwang.security.Role;

/**
 * One line of a problem: what one unit has to do.
 *
 * @param id            its id
 * @param problemId     the problem
 * @param unitText      the unit as it was written
 * @param group         the group of the unit's post, null while nobody knows who the unit is
 * @param passedOnFrom  the group that has passed it on, or null
 * @param status        how it stands
 * @param plan          整改方案, or null
 * @param measures      整改措施, or null
 * @param plannedOn     by when the unit wants to be done, or null
 * @param planFiledOn   when the plan was filed, or null
 * @param result        整改结果 as reported last, or null
 * @param rectifiedOn   when it was rectified as reported last, or null
 * @param evidence      what shows it, or null
 * @param longTermUntil by when the rest will be rectified as reported last, or null
 * @param mechanism     the lasting mechanism under which work goes on as reported last, or null
 * @param reportedBy    the id of who reported last, or null
 * @param reportedAt    when, or null
 * @param verifiedBy    the id of who verified it last, or null
 * @param verifiedOn    when, or null
 * @param returnReason  why it was sent back last, or null
 */
public record ProblemLine(long id, long problemId, String unitText, String group, String passedOnFrom, LineStatus status,
                          String plan, String measures, LocalDate plannedOn, LocalDate planFiledOn, String result,
                          LocalDate rectifiedOn, String evidence, LocalDate longTermUntil, String mechanism,
                          String reportedBy, Instant reportedAt, String verifiedBy, LocalDate verifiedOn,
                          String returnReason) {

    /**
     * @return the role of the unit's post, null while it is unknown: DA-7 puts a line on departments, county or townships
     */
    public Role role() {
        return group == null ? null : Post.ofGroup(group).orElseThrow().role();
    }

    /**
     * @return whether what was reported last is a stage only: work goes on, up to a date or under a lasting mechanism (M18)
     */
    public boolean isStage() {
        return longTermUntil != null || mechanism != null;
    }

    /**
     * @return what its limits are kept under
     */
    public String reference() {
        return String.valueOf(id);
    }
}
