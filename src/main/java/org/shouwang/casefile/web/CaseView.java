package org.shouwang.casefile.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.shouwang.casefile.process.StepsToCome;
import org.shouwang.deadline.LimitState;
import org.shouwang.engine.TaskHandover;

/**
 * A case as other systems and the case page see it.
 *
 * @param caseNo            the case's number
 * @param process           the key of the case's process
 * @param processText       the Chinese name of the kind of case
 * @param status            IN_PROGRESS, APPROVED, REJECTED, WITHDRAWN or another ending of the kind
 * @param statusText        the Chinese name of the status
 * @param householdNo       the number of the household in the register, or null if it is not in the register
 * @param noticeNo          the number of the latest public notice, or null if none was posted
 * @param villageCode       the village's code, 12 digits
 * @param villageName       the name of the village with the regions above it
 * @param headName          the name of the head of household
 * @param source            the source of the clue, or null if the case did not begin with a clue
 * @param foundOn           the day on which the clue was found, or null if the case did not begin with a clue
 * @param externalReference the clue's number in the system from which it came, or null
 * @param registeredAt      the moment at which the case was opened
 * @param refusalReason     the reason of a refusal, or null
 * @param withdrawalReason  the reason of a withdrawal, or null
 * @param warnings          the warnings for the decider; empty after the end of the case
 * @param followingCases    the numbers of the cases that follow from the case
 * @param relatedCases      the numbers of the cases and problems that this case led to, or that led to it, oldest first
 * @param steps             the completed tasks, oldest first
 * @param openTasks         the open tasks, oldest first
 * @param handovers         the handovers: claims that somebody other than the claimant ended, oldest first
 * @param stepsToCome       the tasks still to come with the latest safe day of each
 * @param limits            the limits, oldest first
 * @param data              what was filled in or computed, by the keys of the fields; empty unless the procedure is a folder
 */
record CaseView(String caseNo, String process, String processText, String status, String statusText, String householdNo, String noticeNo,
                String villageCode, String villageName, String headName, String source, LocalDate foundOn,
                String externalReference, Instant registeredAt, String refusalReason, String withdrawalReason,
                List<String> warnings, List<String> followingCases, List<String> relatedCases, List<StepView> steps, List<OpenTaskView> openTasks,
                List<HandoverView> handovers, List<StepsToCome.StepToCome> stepsToCome, List<LimitView> limits, Map<String, Object> data) {

    /**
     * An open task.
     *
     * @param taskId    the engine's id of the task
     * @param task      the element id of the task
     * @param name      the task's name
     * @param post      the group of the post that has to do the task
     * @param claimedBy the name of the user who has claimed the task, or null
     */
    record OpenTaskView(String taskId, String task, String name, String post, String claimedBy) {
    }

    /**
     * A handover of a task.
     *
     * @param taskId the engine's id of the task
     * @param name   the task's name
     * @param kind   TAKEN_OVER, GIVEN_BACK, HANDED_OVER, STAND_IN_ENDED or POST_ENDED
     * @param from   the name of the user who had claimed the task
     * @param by     the name of the user who took the task over, gave it back or ended the claimant's post
     * @param text   the handover in one Chinese sentence
     * @param at     the moment of the handover
     */
    record HandoverView(String taskId, String name, TaskHandover.Kind kind, String from, String by, String text, Instant at) {
    }

    /**
     * A completed task.
     *
     * @param task        the element id of the task
     * @param name        the task's name
     * @param outcome     the decision, or null
     * @param outcomeText the Chinese name of the decision, or null
     * @param opinion     the opinion, or null
     * @param completedBy the name of the user who completed the task
     * @param completedAt the moment of the completion
     * @param actedFor    for which post and whom that user stood in, in Chinese, beginning with 代; null if the post was the
     *     user's own
     * @param takenBackAt     the moment at which the user took the decision back, so that it counts no longer, or null
     * @param takenBackReason the reason why it was taken back, or null
     */
    record StepView(String task, String name, String outcome, String outcomeText, String opinion, String completedBy,
                    Instant completedAt, String actedFor, Instant takenBackAt, String takenBackReason) {
    }

    /**
     * A limit of the case.
     *
     * @param rule        the rule's code
     * @param name        the Chinese name of the step that has to be done in time
     * @param reference   the part of the case to which the limit belongs, such as a notice's number; empty if it is the whole
     *     case
     * @param startOn     the day from which the limit is counted
     * @param dueOn       the last day
     * @param state       the present state
     * @param stateText   the Chinese name of the state
     * @param metOn       the day on which the limit was met, or null
     * @param overdueOn   the first day on which the limit was overdue, even before an extension, or null if it never was
     * @param warnedAt    the moment at which the warning was recorded, or null
     * @param daysLeft    the calendar days left today; negative after the last day
     * @param timeLeft    the same in Chinese, in working days where the limit counts in them
     * @param explanation the explanation of the last day in Chinese
     * @param extensions  the extensions that were granted, oldest first
     */
    record LimitView(String rule, String name, String reference, LocalDate startOn, LocalDate dueOn, LimitState state, String stateText,
                     LocalDate metOn, LocalDate overdueOn, Instant warnedAt, long daysLeft, String timeLeft, String explanation,
                     List<ExtensionView> extensions) {
    }

    /**
     * A granted extension of a limit.
     *
     * @param oldDueOn  the last day before
     * @param until     the new last day
     * @param reason    the reason of the application
     * @param askedBy   the name of the user who applied
     * @param decidedBy the name of the user who granted the extension
     * @param decidedAt the moment of the decision
     */
    record ExtensionView(LocalDate oldDueOn, LocalDate until, String reason, String askedBy, String decidedBy,
                         Instant decidedAt) {
    }
}
