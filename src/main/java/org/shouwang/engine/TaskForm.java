package org.shouwang.engine;

import java.util.List;
import java.util.Map;

/**
 * An open task with its deployed form and what the form shows.
 *
 * @param taskId     the engine's id of the task
 * @param processKey the key of the task's process
 * @param element    the element id of the task
 * @param name       the task's Chinese name
 * @param caseNo     the number of the task's case, problem or round
 * @param post       the group of the post that has to do the task
 * @param assignee   the id of the user who has claimed the task, or null
 * @param outcomeKey the key of the field with the decision; null if the task has none
 * @param excluded   the ids of the users who may not do it since they did the first act of two that belong together
 * @param refusal    why the user who has signed in may not do it by the rule of two people, in Chinese, or null
 * @param components the form
 * @param facts      what the step shows, by key: texts, BigDecimal, Boolean, and lists of rows; values may be null
 */
public record TaskForm(String taskId, String processKey, String element, String name, String caseNo, String post, String assignee,
                       String outcomeKey, List<String> excluded, String refusal, List<FormComponent> components, Map<String, Object> facts) {
}
