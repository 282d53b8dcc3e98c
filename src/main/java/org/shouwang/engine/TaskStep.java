package org.shouwang.engine;

import java.util.Map;
import java.util.Optional;

/** The product's part at one user task: the values that its form shows, and the effects of its completion. */
public interface TaskStep {

    /**
     * @return the key of the task's process
     */
    String processKey();

    /**
     * @return the element id of the task
     */
    String elementId();

    /**
     * @return the key of the form field with the decision, or null if the task has none
     */
    String outcomeKey();

    /**
     * @return the pair of acts whose second act this task is, so that nobody does both; empty for most tasks
     */
    default Optional<TwoPeople.Pair> secondOf() {
        return Optional.empty();
    }

    /**
     * @return whether the user who completed the task may take that back (撤回) while the case is in progress and nobody has
     *     touched the next task; so it is where what the task stores is stored anew when it is done again, as after a return
     */
    default boolean mayBeTakenBack() {
        return false;
    }

    /**
     * Undoes what the product keeps of this task besides the decision, after it was taken back.
     *
     * @param caseNo the case's number; the caller has locked the case
     * @return the variables of the process that have other values again
     */
    default Map<String, Object> takenBack(String caseNo) {
        return Map.of();
    }

    /**
     * Returns the values that the form shows: recorded facts and initial values. The engine stores none of them.
     *
     * @param task the open task
     * @return the values by form key: String, BigDecimal, Boolean, LocalDate, or a list of rows; never null
     */
    Map<String, Object> project(TaskContext task);

    /**
     * Checks a submission against the rules that the form cannot express, and names errors by {@link Submission#reject}.
     *
     * @param task       the open task
     * @param submission the submission; fields with errors of the form's own check have no value
     */
    void check(TaskContext task, Submission submission);

    /**
     * Stores the content of a submission without errors, in the transaction that completes the task.
     *
     * @param task       the open task
     * @param submission the submission without errors
     * @return the process variables: outcomes, ids and days, without personal data; never null
     */
    Map<String, Object> accept(TaskContext task, Submission submission);
}
