package org.shouwang.engine;

import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.shouwang.security.EngineAuthority;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Answers for the engine's addresses whose task this is. */
@Component
public class EngineTasks {

    private final EngineAuthority authority;
    private final TaskService taskService;

    EngineTasks(EngineAuthority authority, @Lazy TaskService taskService) {
        this.authority = authority;
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
     * @param caseNo a case that the user may see
     * @return the names of its open tasks, whoever has to do them
     */
    public List<String> openNamesOf(String caseNo) {
        return authority.asProgram(() -> taskService.createTaskQuery().processInstanceBusinessKey(caseNo)
                .orderByTaskCreateTime().asc().list()).stream().map(Task::getName).toList();
    }
}
