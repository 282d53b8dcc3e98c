package org.shouwang.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A step of a task put together from values, where it needs no class of its own.
 *
 * @param processKey the key of the process the task stands in
 * @param elementId  the element id of the task
 * @param outcomeKey the key of the field that holds the decision, which then reaches the engine; null if the task has none
 * @param secondOf   the pair of acts whose second the task is
 * @param shown      what the form shows, as in {@link TaskStep#project}
 * @param rules      the rules that the form cannot express, as in {@link TaskStep#check}
 * @param act        stores what was submitted and says what else the engine has to know, as in {@link TaskStep#accept}
 * @param mayBeTakenBack whether the step may be taken back, as in {@link TaskStep#mayBeTakenBack}
 */
public record Step(String processKey, String elementId, String outcomeKey, Optional<TwoPeople.Pair> secondOf,
                   Function<TaskContext, Map<String, Object>> shown, BiConsumer<TaskContext, Submission> rules,
                   BiFunction<TaskContext, Submission, Map<String, Object>> act, boolean mayBeTakenBack) implements TaskStep {

    /**
     * A task that only shows something.
     *
     * @param processKey the key of the process the task stands in
     * @param elementId  the element id of the task
     * @param shown      what its form shows
     * @return its step
     */
    public static Step at(String processKey, String elementId, Function<TaskContext, Map<String, Object>> shown) {
        return new Step(processKey, elementId, null, Optional.empty(), shown, (task, submission) -> { }, (task, submission) -> Map.of(),
                false);
    }

    /**
     * @param key the key of the field that holds the decision
     * @return this step with a decision
     */
    public Step deciding(String key) {
        return new Step(processKey, elementId, key, secondOf, shown, rules, act, mayBeTakenBack);
    }

    /**
     * @param pair two acts of which this one is the second
     * @return this step, which whoever did the first does not do
     */
    public Step second(TwoPeople.Pair pair) {
        return new Step(processKey, elementId, outcomeKey, Optional.of(pair), shown, rules, act, mayBeTakenBack);
    }

    /**
     * @param more what else the form shows
     * @return this step, which shows that too
     */
    public Step showing(Function<TaskContext, Map<String, Object>> more) {
        return new Step(processKey, elementId, outcomeKey, secondOf, task -> {
            Map<String, Object> all = new HashMap<>(shown.apply(task));
            all.putAll(more.apply(task));
            return all;
        }, rules, act, mayBeTakenBack);
    }

    /**
     * @param more another rule
     * @return this step, which checks that too
     */
    public Step checking(BiConsumer<TaskContext, Submission> more) {
        return new Step(processKey, elementId, outcomeKey, secondOf, shown, rules.andThen(more), act, mayBeTakenBack);
    }

    /**
     * @param what what is done with a sound submission; it returns what the engine has to know besides the decision
     * @return this step, which does that
     */
    public Step doing(BiFunction<TaskContext, Submission, Map<String, Object>> what) {
        return new Step(processKey, elementId, outcomeKey, secondOf, shown, rules, what, mayBeTakenBack);
    }

    /**
     * @return this step, which may be taken back; see {@link TaskStep#mayBeTakenBack}
     */
    public Step reversible() {
        return new Step(processKey, elementId, outcomeKey, secondOf, shown, rules, act, true);
    }

    @Override
    public Map<String, Object> project(TaskContext task) {
        return shown.apply(task);
    }

    @Override
    public void check(TaskContext task, Submission submission) {
        rules.accept(task, submission);
    }

    @Override
    public Map<String, Object> accept(TaskContext task, Submission submission) {
        Map<String, Object> variables = new HashMap<>();
        if (outcomeKey != null) {
            variables.put(outcomeKey, submission.text(outcomeKey));
        }
        variables.putAll(act.apply(task, submission));
        return variables;
    }
}
