package org.shouwang.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
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
        Map<String, Object> fields = withSubject(submitted == null ? Map.of() : RawValues.plain(submitted, json));
        Submission submission = check(schema, fields);
        if (submitted != null && submitted.get("subject") instanceof Map<?, ?> subject) {
            refuseMixed(schema, fields, subject, submission);
        }
        return submission;
    }

    /** Refuses what says whom the case is about and the form hides because of another field: it would be dropped unseen. */
    private static void refuseMixed(FormSchema schema, Map<String, Object> fields, Map<?, ?> subject, Submission submission) {
        schema.inputs().filter(field -> field.hideIf() != null && subject.get(field.key()) != null && !submission.values().containsKey(field.key())
                && !submission.empty().contains(field.key())).forEach(field -> {
                    List<String> others = schema.keys().stream().filter(key -> field.hideIf().matches("(?s).*\\b" + key + "\\b.*")).toList();
                    List<String> sent = others.stream().filter(key -> fields.get(key) != null).toList();
                    submission.reject(field.key(), sent.isEmpty() ? "（" + field.key() + "）只能与 " + String.join("、", others) + " 一起提交"
                            : "（" + field.key() + "）不能与 " + String.join("、", sent) + " 一起提交，只用一种方式说明是谁");
                });
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
