package org.shouwang.problems.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.shouwang.problems.LineStatus;
import org.shouwang.problems.ProblemStatus;
import org.shouwang.security.Role;

/**
 * A problem as other systems and pages see it.
 *
 * @param contradiction the disagreement between the lines, or null
 * @param relatedCases  the numbers of the cases that led to the problem, oldest first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ProblemView(String problemNo, String round, String roundName, String county, String countyName, String foundIn, String aspect,
                   String title, String description, String measures, LocalDate dueOn, String dueText, boolean late, String units, ProblemStatus status, String statusText,
                   LocalDate longTermUntil, LocalDate struckOffOn, String contradiction, List<String> relatedCases, List<LineView> lines,
                   List<FindingView> findings, List<ChangeView> changes, List<EventView> history) {

    record LineView(long id, String unitText, String unit, String unitName, Role kind, String passedOnFrom,
                    LineStatus status, String statusText, LocalDate dueOn, boolean late, String plan, String measures, LocalDate plannedOn,
                    LocalDate planFiledOn, String result, LocalDate rectifiedOn, String evidence, LocalDate longTermUntil,
                    String mechanism, String reportedBy, Instant reportedAt, String verifiedBy, LocalDate verifiedOn,
                    String returnReason) {
    }

    record FindingView(int position, String region, String householdNo, String description, String measures, LocalDate dueOn,
                       String unit, String result, boolean struckOff) {
    }

    record ChangeView(String field, String label, String before, String after, String by, Instant at) {
    }

    record EventView(String task, String name, String outcome, String outcomeText, String opinion, String by, String as,
                     Instant at) {
    }
}
