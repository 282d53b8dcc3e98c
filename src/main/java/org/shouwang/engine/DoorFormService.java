package org.shouwang.engine;

import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;

/** The engine's service of forms, which submits through {@link ProcessDoor} and reads through {@link FormProjection}. */
final class DoorFormService extends FormServiceImpl {

    private final Supplier<ProcessDoor> door;
    private final Supplier<FormProjection> projection;

    DoorFormService(Supplier<ProcessDoor> door, Supplier<FormProjection> projection) {
        this.door = door;
        this.projection = projection;
    }

    @Override
    public ProcessInstance submitStartForm(String processDefinitionId, Map<String, Object> properties) {
        return DoorCalls.start(door.get(), commandExecutor, processDefinitionId, null, null, properties);
    }

    @Override
    public ProcessInstance submitStartForm(String processDefinitionId, String businessKey, Map<String, Object> properties) {
        return DoorCalls.start(door.get(), commandExecutor, processDefinitionId, null, businessKey, properties);
    }

    @Override
    public ProcessInstance submitStartFormData(String processDefinitionId, Map<String, String> properties) {
        return submitStartForm(processDefinitionId, Variables.fromMap(Map.copyOf(properties)));
    }

    @Override
    public ProcessInstance submitStartFormData(String processDefinitionId, String businessKey, Map<String, String> properties) {
        return submitStartForm(processDefinitionId, businessKey, Variables.fromMap(Map.copyOf(properties)));
    }

    @Override
    public void submitTaskForm(String taskId, Map<String, Object> properties) {
        submitTaskFormWithVariablesInReturn(taskId, properties, false);
    }

    @Override
    public VariableMap submitTaskFormWithVariablesInReturn(String taskId, Map<String, Object> properties,
                                                           boolean deserializeValues) {
        VariableMap result = Variables.createVariables();
        DoorCalls.run(() -> door.get().complete(taskId, properties, variables ->
                result.putAll(super.submitTaskFormWithVariablesInReturn(taskId, variables, deserializeValues))));
        return result;
    }

    @Override
    public VariableMap getTaskFormVariables(String taskId, Collection<String> formVariables, boolean deserializeObjectValues) {
        return DoorCalls.get(() -> projection.get().of(taskId, formVariables));
    }
}
