package org.shouwang.engine;

/**
 * An open user task.
 *
 * @param taskId            the engine's id of the task
 * @param caseNo            the case it belongs to
 * @param processInstanceId the engine's id of the process instance it stands in
 * @param reference         what the task is about where the case alone does not tell, such as one objection; or null
 */
public record TaskContext(String taskId, String caseNo, String processInstanceId, Long reference) {

    /** The engine's variable, local to the task's own scope, that holds the reference. */
    public static final String REFERENCE = "referenceId";
}
