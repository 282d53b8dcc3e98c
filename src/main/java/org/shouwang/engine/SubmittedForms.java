package org.shouwang.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.Task;
import org.shouwang.security.EngineAuthority;
import org.shouwang.shared.FieldErrors;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Reads the form that was deployed with the case's version of the model, and checks submissions against it. */
@Component
class SubmittedForms {

    private final ProcessEngine engine;
    private final EngineAuthority authority;
    private final ObjectMapper json;
    private final Map<String, FormSchema> schemas = new ConcurrentHashMap<>();

    SubmittedForms(@Lazy ProcessEngine engine, EngineAuthority authority, ObjectMapper json) {
        this.engine = engine;
        this.authority = authority;
        this.json = json;
    }

    /** Checks a submission of a task's form; the result knows every wrong field. */
    Submission check(Task task, Map<String, Object> submitted) {
        return check(schemaOf(task), submitted);
    }

    /** Returns the form of a task in the case's version of the model. */
    FormSchema schemaOf(Task task) {
        return schemas.computeIfAbsent(task.getProcessDefinitionId() + "/" + task.getTaskDefinitionKey(), key ->
                authority.asProgram(() -> FormSchema.read(engine.getFormService().getDeployedTaskForm(task.getId()), json)));
    }

    /**
     * Returns what tells whether conditions hold.
     *
     * @param known the values that the conditions may name; null for a value that is not there
     */
    FormConditions conditions(Map<String, Object> known) {
        return new FormConditions(configuration().getDmnEngineConfiguration().getFeelEngine(), known);
    }

    /**
     * Checks a submission of the form that starts a process in its latest version; the result knows every wrong field. Other
     * systems may send the fields that say whom the case is about together as {@code subject}.
     */
    Submission checkStart(String processKey, Map<String, Object> submitted) {
        ProcessDefinition definition = authority.asProgram(() -> configuration().getCommandExecutorTxRequired().execute(inside ->
                inside.getProcessEngineConfiguration().getDeploymentCache().findDeployedLatestProcessDefinitionByKey(processKey)));
        FormSchema schema = schemas.computeIfAbsent(definition.getId(), key -> authority.asProgram(() ->
                FormSchema.read(engine.getFormService().getDeployedStartForm(definition.getId()), json)));
        return check(schema, withSubject(submitted == null ? Map.of() : RawValues.plain(submitted, json)));
    }

    private static Map<String, Object> withSubject(Map<String, Object> submitted) {
        Map<String, Object> fields = new LinkedHashMap<>(submitted);
        if (fields.get("subject") instanceof Map<?, ?> subject) {
            fields.remove("subject");
            FieldErrors errors = new FieldErrors();
            subject.forEach((name, value) -> {
                String key = String.valueOf(name);
                if (fields.get(key) != null && !fields.get(key).equals(value)) {
                    errors.add("subject." + key, "subject." + key, "与同时提交的 " + key + " 不一致，只提交一处");
                }
                fields.put(key, value);
            });
            errors.throwIfAny();
        }
        return fields;
    }

    private Submission check(FormSchema schema, Map<String, Object> submitted) {
        Map<String, Object> values = submitted == null ? Map.of() : RawValues.plain(submitted, json);
        Map<String, Object> known = new LinkedHashMap<>();
        schema.keys().forEach(key -> known.put(key, values.get(key)));
        return FormCheck.check(schema, values, conditions(known)::holds);
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }
}
