package org.shouwang.engine;

import java.util.Map;
import java.util.Optional;

/** What the product does at one user task: what its form shows, and what happens when it is completed. */
public interface TaskStep {

    /**
     * @return the key of the process the task stands in
     */
    String processKey();

    /**
     * @return the element id of the task
     */
    String elementId();

    /**
     * @return the key of the field that holds the decision, or null if the task has none
     */
    String outcomeKey();

    /**
     * @return the pair of acts whose second this task is, so that whoever did the first does not do it; empty for most tasks
     */
    default Optional<TwoPeople.Pair> secondOf() {
        return Optional.empty();
    }

    /**
     * What the form shows: recorded facts, and values to begin with. Nothing of it is stored in the engine.
     *
     * @param task the open task
     * @return values by form key: String, BigDecimal, Boolean, LocalDate, or a list of rows; never null
     */
    Map<String, Object> project(TaskContext task);

    /**
     * Checks a submission against the rules that its form cannot express; {@link Submission#reject} names what is wrong.
     *
     * @param task       the open task
     * @param submission the submission; fields that the form's own check found wrong have no value
     */
    void check(TaskContext task, Submission submission);

    /**
     * Stores what a sound submission says, in the transaction that completes the task.
     *
     * @param task       the open task
     * @param submission the submission, without any error
     * @return the variables for the engine: outcomes, ids and dates, nothing personal; never null
     */
    Map<String, Object> accept(TaskContext task, Submission submission);
}
