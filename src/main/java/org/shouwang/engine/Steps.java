package org.shouwang.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shouwang.shared.NotFoundException;
import org.springframework.stereotype.Component;

/** Finds what the product does at a task, and when a process is started. */
@Component
class Steps {

    private final Map<String, TaskStep> ofTasks;
    private final Map<String, StartStep> ofStarts;

    Steps(List<TaskStep> ofTasks, List<StartStep> ofStarts) {
        this.ofTasks = ofTasks.stream().collect(Collectors.toMap(step -> step.processKey() + "/" + step.elementId(), Function.identity()));
        this.ofStarts = ofStarts.stream().collect(Collectors.toMap(StartStep::processKey, Function.identity()));
    }

    /**
     * @throws IllegalStateException if the product does nothing there
     */
    TaskStep at(String processKey, String elementId) {
        TaskStep step = ofTasks.get(processKey + "/" + elementId);
        if (step == null) {
            throw new IllegalStateException("No step for " + processKey + "/" + elementId);
        }
        return step;
    }

    /**
     * @throws NotFoundException if no such process can be started
     */
    StartStep starting(String processKey) {
        StartStep step = ofStarts.get(processKey);
        if (step == null) {
            throw new NotFoundException("没有可以从外部发起的流程“" + processKey + "”");
        }
        return step;
    }
}
