package org.shouwang.casefile.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.shouwang.casefile.process.StepsToCome;
import org.shouwang.deadline.LimitState;
import org.shouwang.engine.TaskHandover;

/**
 * A case as other systems and the case page see it.
 *
 * @param caseNo            the case number
 * @param process           the key of its process
 * @param processText       the process as people read it
 * @param status            IN_PROGRESS, APPROVED, REJECTED, WITHDRAWN or how else cases of its kind end
 * @param statusText        the same as people read it
 * @param householdNo       the household in the register, null until it is there
 * @param noticeNo          its latest public notice, null until one was posted
 * @param villageCode       the village
 * @param villageName       the village with the regions above it
 * @param headName          the head of the household
 * @param source            how the clue came to be known, null if no clue began the case
 * @param foundOn           the day the clue was found, null if no clue began the case
 * @param externalReference its number in the system it came from, or null
 * @param registeredAt      when it was registered
 * @param refusalReason     why it was refused, or null
 * @param withdrawalReason  why it was withdrawn, or null
 * @param warnings          what whoever decides on it should know first; empty once it is decided
 * @param followingCases    the cases that it has led to
 * @param steps             the completed tasks, oldest first
 * @param openTasks         the open tasks, oldest first
 * @param handovers         claims that ended other than by their claimants, oldest first
 * @param stepsToCome       the tasks still to come with the latest safe day of each
 * @param limits            the statutory limits, oldest first
 */
record CaseView(String caseNo, String process, String processText, String status, String statusText, String householdNo, String noticeNo,
                String villageCode, String villageName, String headName, String source, LocalDate foundOn,
                String externalReference, Instant registeredAt, String refusalReason, String withdrawalReason,
                List<String> warnings, List<String> followingCases, List<StepView> steps, List<OpenTaskView> openTasks,
                List<HandoverView> handovers, List<StepsToCome.StepToCome> stepsToCome, List<LimitView> limits) {

    /**
     * @param taskId    the engine's id of the task
     * @param task      its element id
     * @param name      its name
     * @param post      the group of the post that has to do it
     * @param claimedBy who is working on it, as people read it, or null
     */
    record OpenTaskView(String taskId, String task, String name, String post, String claimedBy) {
    }

    /**
     * @param taskId the engine's id of the task
     * @param name   its name
     * @param kind   TAKEN_OVER, GIVEN_BACK or POST_ENDED
     * @param from   who had claimed it, as people read it
     * @param by     who took it over, gave it back or ended the claimant's post, as people read it
     * @param text   the same in one sentence
     * @param at     when
     */
    record HandoverView(String taskId, String name, TaskHandover.Kind kind, String from, String by, String text, Instant at) {
    }

    /**
     * @param task        the task's element id
     * @param name        its name
     * @param outcome     the decision, or null
     * @param outcomeText the decision as people read it, or null
     * @param opinion     the opinion, or null
     * @param completedBy who, as people read it
     * @param completedAt when
     */
    record StepView(String task, String name, String outcome, String outcomeText, String opinion, String completedBy,
                    Instant completedAt) {
    }

    /**
     * @param rule        the rule's code
     * @param name        what has to be done in time
     * @param reference   what it belongs to within the case, such as a notice's number; empty if it is the case itself
     * @param startOn     the day it is counted from
     * @param dueOn       the last day
     * @param state       how it stands now
     * @param stateText   the same as people read it
     * @param metOn       when it was met, or null
     * @param overdueOn   the first day on which it was overdue, also before an extension; null if it never was
     * @param warnedAt    when a warning was noted, or null
     * @param daysLeft    days left today; negative when over
     * @param explanation how the last day comes about
     * @param extensions  the extensions that were granted, oldest first
     */
    record LimitView(String rule, String name, String reference, LocalDate startOn, LocalDate dueOn, LimitState state, String stateText,
                     LocalDate metOn, LocalDate overdueOn, Instant warnedAt, long daysLeft, String explanation,
                     List<ExtensionView> extensions) {
    }

    /**
     * @param oldDueOn  the last day before
     * @param until     the new last day
     * @param reason    why more days were asked for
     * @param askedBy   who asked, as people read it
     * @param decidedBy who granted it, as people read it
     * @param decidedAt when
     */
    record ExtensionView(LocalDate oldDueOn, LocalDate until, String reason, String askedBy, String decidedBy,
                         Instant decidedAt) {
    }
}
