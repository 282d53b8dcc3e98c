package org.shouwang.engine;

/**
 * An open user task.
 *
 * @param taskId            the engine's id of the task
 * @param caseNo            the number of the task's case
 * @param processInstanceId the engine's id of the task's process instance
 * @param reference         the id of the task's subject if it is not the whole case, such as an objection, or null
 */
public record TaskContext(String taskId, String caseNo, String processInstanceId, Long reference) {

    /** The process variable with the reference, local to the task's own scope. */
    public static final String REFERENCE = "referenceId";
}
