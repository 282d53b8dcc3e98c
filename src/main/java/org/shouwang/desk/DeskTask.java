package org.shouwang.desk;

import java.time.Instant;
import java.time.LocalDate;

/**
 * An open task as a line of a list.
 *
 * @param taskId       the engine's id of the task
 * @param caseNo       the number of the task's case, problem or round
 * @param process      the key of the task's process
 * @param task         the key of the task in the model
 * @param name         the task's Chinese name
 * @param subject      what people know the task by: the head's name, or the title of the problem with the unit, or the round
 * @param villageCode  the code of the village, or of the region of the post if the task belongs to no village
 * @param village      the name of that region; a village's begins with its township's
 * @param dueOn        the last day of the limit, or null if no limit runs
 * @param state        how the limit stands today
 * @param assignee     the id of the user who has claimed the task, or null
 * @param assigneeName the name of that user, or null
 * @param post         the name of the post that has to do the task
 * @param since        the moment from which the task waits
 */
public record DeskTask(String taskId, String caseNo, String process, String task, String name, String subject, String villageCode,
                       String village, LocalDate dueOn, TaskState state, String assignee, String assigneeName, String post,
                       Instant since) {

    /** Returns the same task with another subject. */
    DeskTask about(String other) {
        return new DeskTask(taskId, caseNo, process, task, name, other, villageCode, village, dueOn, state, assignee, assigneeName,
                post, since);
    }
}
