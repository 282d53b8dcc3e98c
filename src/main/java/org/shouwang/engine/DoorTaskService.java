package org.shouwang.engine;

import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.QueryValidators.AdhocQueryValidator;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;

/** The engine's completion of tasks, through the door. */
final class DoorTaskService extends TaskServiceImpl {

    private final Supplier<ProcessDoor> door;

    DoorTaskService(Supplier<ProcessDoor> door) {
        this.door = door;
    }

    @Override
    public TaskQuery createTaskQuery() {
        return new GuardedTaskQuery(commandExecutor);
    }

    @Override
    public void complete(String taskId, Map<String, Object> variables) {
        completeWithVariablesInReturn(taskId, variables, false);
    }

    @Override
    public VariableMap completeWithVariablesInReturn(String taskId, Map<String, Object> variables, boolean deserializeValues) {
        VariableMap result = Variables.createVariables();
        DoorCalls.run(() -> door.get().complete(taskId, variables, accepted ->
                result.putAll(super.completeWithVariablesInReturn(taskId, accepted, deserializeValues))));
        return result;
    }

    /** Refuses expressions in the parts of an "or" too, where the engine forgets to look and evaluates them. */
    private static final class GuardedTaskQuery extends TaskQueryImpl {

        private static final long serialVersionUID = 1L;

        GuardedTaskQuery(CommandExecutor executor) {
            super(executor);
        }

        @Override
        public TaskQuery or() {
            TaskQueryImpl part = (TaskQueryImpl) super.or();
            part.addValidator(AdhocQueryValidator.get());
            return part;
        }
    }
}
