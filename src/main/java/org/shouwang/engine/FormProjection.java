package org.shouwang.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.shouwang.shared.NotFoundException;
import org.springframework.stereotype.Component;

/** Returns the values that a task's form shows, which are the step's facts. The engine stores none of them. */
@Component
class FormProjection {

    private final VisibleTasks tasks;
    private final Steps steps;
    private final ObjectMapper json;

    FormProjection(VisibleTasks tasks, Steps steps, ObjectMapper json) {
        this.tasks = tasks;
        this.steps = steps;
        this.json = json;
    }

    /**
     * @param taskId the engine's id of the task
     * @param names  the keys that are asked for, or null for all
     * @return the values by key
     * @throws NotFoundException if the user may see no such task
     */
    VariableMap of(String taskId, Collection<String> names) {
        Task task = tasks.get(taskId);
        VariableMap result = Variables.createVariables();
        steps.at(tasks.processKey(task), task.getTaskDefinitionKey()).project(tasks.context(task)).forEach((name, value) -> {
            if (names == null || names.contains(name)) {
                result.put(name, engineValue(value));
            }
        });
        return result;
    }

    private Object engineValue(Object value) {
        if (value instanceof List<?> rows) {
            try {
                return SpinValues.jsonValue(json.writeValueAsString(rows)).create();
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
        if (value instanceof BigDecimal number) {
            return Variables.doubleValue(number.doubleValue());
        }
        if (value instanceof Boolean flag) {
            return Variables.booleanValue(flag);
        }
        return Variables.stringValue(value == null ? null : value.toString());
    }
}
