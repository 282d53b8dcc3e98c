package org.shouwang.engine;

import org.camunda.bpm.engine.TaskService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Answers for the engine's addresses whose task this is. */
@Component
public class EngineTasks {

    private final TaskService taskService;

    EngineTasks(@Lazy TaskService taskService) {
        this.taskService = taskService;
    }

    /**
     * @param taskId an id from an address
     * @return whether the user who has signed in may see such a task
     */
    public boolean isVisible(String taskId) {
        return taskService.createTaskQuery().taskId(taskId).count() > 0;
    }

    /**
     * @return how many open tasks the user who has signed in may see
     */
    public long countVisible() {
        return taskService.createTaskQuery().active().count();
    }
}
