package org.shouwang.engine;

import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.shouwang.security.CurrentUser;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Answers for the engine's addresses whose task this is. */
@Component
public class EngineTasks {

    private final ProcessDoor door;
    private final TaskService taskService;

    EngineTasks(ProcessDoor door, @Lazy TaskService taskService) {
        this.door = door;
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

    /**
     * @param user   a user
     * @param taskId the id of a task the user may see
     * @throws org.shouwang.shared.ForbiddenException if another post has to decide it
     * @throws org.shouwang.shared.ConflictException  if a colleague has claimed it
     */
    public void requireMayDecide(CurrentUser user, String taskId) {
        Task task = door.visibleTask(taskId);
        door.requireMayDecide(user, task);
    }
}
