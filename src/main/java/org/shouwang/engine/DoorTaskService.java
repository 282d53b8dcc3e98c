package org.shouwang.engine;

import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;

/** The engine's service that claims and completes tasks, through {@link TaskClaims} and {@link ProcessDoor}. */
final class DoorTaskService extends TaskServiceImpl {

    private final Supplier<ProcessDoor> door;
    private final Supplier<TaskClaims> claims;

    DoorTaskService(Supplier<ProcessDoor> door, Supplier<TaskClaims> claims) {
        this.door = door;
        this.claims = claims;
    }

    @Override
    public void claim(String taskId, String userId) {
        DoorCalls.run(() -> claims.get().assign(taskId, userId));
    }

    @Override
    public void setAssignee(String taskId, String userId) {
        DoorCalls.run(() -> claims.get().assign(taskId, userId));
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
}
