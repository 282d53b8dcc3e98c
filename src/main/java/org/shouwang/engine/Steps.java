package org.shouwang.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shouwang.shared.NotFoundException;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Finds the step for a task or for the start of a process. */
@Component
class Steps {

    private final Map<String, TaskStep> ofTasks;
    private final Map<String, StartStep> ofStarts;

    private final ProcessSteps others;

    Steps(List<TaskStep> ofTasks, List<StartStep> ofStarts, @Lazy ProcessSteps others) {
        this.others = others;
        this.ofTasks = ofTasks.stream().collect(Collectors.toMap(step -> step.processKey() + "/" + step.elementId(), Function.identity()));
        this.ofStarts = ofStarts.stream().collect(Collectors.toMap(StartStep::processKey, Function.identity()));
    }

    /**
     * Returns the step of a task.
     *
     * @throws IllegalStateException if the task has no step
     */
    TaskStep at(String processKey, String elementId) {
        TaskStep step = find(processKey, elementId);
        if (step == null) {
            throw new IllegalStateException("No step for " + processKey + "/" + elementId);
        }
        return step;
    }

    private TaskStep find(String processKey, String elementId) {
        TaskStep step = ofTasks.get(processKey + "/" + elementId);
        return step == null && others.has(processKey) ? others.at(processKey, elementId) : step;
    }

    /** Tells whether a task may be taken back after it was done; a task that has no step any more may not. */
    boolean mayBeTakenBack(String processKey, String elementId) {
        TaskStep step = find(processKey, elementId);
        return step != null && step.mayBeTakenBack();
    }

    /** Tells whether the user who has signed in may start a process; nobody starts one that has no step for it. */
    boolean mayStart(String processKey) {
        return (ofStarts.containsKey(processKey) || others.has(processKey)) && starting(processKey).mayStart();
    }

    /**
     * Returns the step that starts a process.
     *
     * @throws NotFoundException if no such process can be started
     */
    StartStep starting(String processKey) {
        StartStep step = ofStarts.get(processKey);
        if (step == null && others.has(processKey)) {
            return others.starting(processKey);
        }
        if (step == null) {
            throw new NotFoundException("没有可以从外部发起的流程“" + processKey + "”");
        }
        return step;
    }
}
