package org.shouwang.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.task.Task;

/** The engine's access to tasks, without the questions whose answer is known (ADR 0061). */
public class KnownTasks extends TaskManager {

    /** Returns none: {@link ProgramOnly} lets nobody make a task below another one, and the program makes none. */
    @Override
    public List<Task> findTasksByParentTaskId(String parentTaskId) {
        return List.of();
    }

    /** Returns the tasks of an execution, which is at one place at a time and so has one task at most. */
    @Override
    public List<TaskEntity> findTasksByExecutionId(String executionId) {
        List<TaskEntity> known = new ArrayList<>(getDbEntityManager().getCachedEntitiesByType(TaskEntity.class));
        known.removeIf(task -> !executionId.equals(task.getExecutionId()));
        return known.isEmpty() ? super.findTasksByExecutionId(executionId) : known;
    }
}
