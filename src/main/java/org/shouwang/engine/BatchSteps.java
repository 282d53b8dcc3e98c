package org.shouwang.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.shouwang.security.EngineAuthority;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Tells which user tasks may be decided for many cases at once: those with the extension property {@code batch} in the latest
 * version of their model. Cases that run in an older version may be decided so too, since each decision passes the door, which
 * checks it against the case's own version.
 */
@Component
public class BatchSteps {

    private static final String PROPERTY = "batch";
    private static final String PREFIX = "userTask_";

    private final ProcessEngine engine;
    private final EngineAuthority authority;
    private final VisibleTasks tasks;
    private final SubmittedForms forms;
    private final Map<String, Map<String, BatchStep>> steps = new ConcurrentHashMap<>();

    BatchSteps(@Lazy ProcessEngine engine, EngineAuthority authority, VisibleTasks tasks, SubmittedForms forms) {
        this.engine = engine;
        this.authority = authority;
        this.tasks = tasks;
        this.forms = forms;
    }

    /**
     * A user task of a model.
     *
     * @param processKey  the key of the process
     * @param processName the Chinese name of the process
     * @param element     the element id of the task
     * @param name        the Chinese name of the task
     * @param isOn        whether many of its cases may be decided at once
     */
    public record BatchStep(String processKey, String processName, String element, String name, boolean isOn) {
    }

    /**
     * @param processKey the key of a process; may be anything
     * @param element    the element id of a task; may be anything
     * @return whether many cases may be decided at once in this step
     */
    public boolean isOn(String processKey, String element) {
        return find(processKey, element).filter(BatchStep::isOn).isPresent();
    }

    /**
     * @param processKey the key of a process
     * @param task       the element id of a task, or the id without {@code userTask_}
     * @return the step
     * @throws InvalidInputException if there is no such step, or many cases may not be decided at once in it
     */
    public BatchStep require(String processKey, String task) {
        if (ofProcess(processKey).isEmpty()) {
            throw new InvalidInputException("process", "流程", "没有流程“" + processKey + "”");
        }
        BatchStep step = find(processKey, task).or(() -> find(processKey, PREFIX + task))
                .orElseThrow(() -> new InvalidInputException("task", "环节", "这个流程没有环节“" + task + "”"));
        if (!step.isOn()) {
            throw new InvalidInputException("task", "环节", "“" + step.name() + "”须逐户办理，不能批量办理");
        }
        return step;
    }

    /**
     * A field that people fill in for all cases of a step, or for one.
     *
     * @param type        the component's type in the form, such as {@code radio}
     * @param key         the key under which the value is submitted
     * @param label       the field's Chinese name
     * @param required    whether it has to be filled in where it is shown
     * @param conditional whether it is shown for some decisions only
     * @param perCase     whether the value belongs to one case, so that it is never the same for several
     * @param maxLength   the length of the longest allowed text, or null
     * @param options     the values that may be chosen, with their Chinese labels; empty for other fields
     */
    public record AskedField(String type, String key, String label, boolean required, boolean conditional, boolean perCase,
                             Integer maxLength, Map<String, String> options) {
    }

    /**
     * @param taskId the engine's id of an open task
     * @return the fields of its form that are filled in, in order
     * @throws NotFoundException if the user who has signed in may see no such task
     */
    public List<AskedField> fields(String taskId) {
        return asked(forms.schemaOf(tasks.get(taskId)).fields(), false).toList();
    }

    private static Stream<AskedField> asked(List<FormComponent> fields, boolean conditional) {
        return fields.stream().flatMap(field -> field.isGroup() ? asked(field.children(), conditional || field.hideIf() != null)
                : Stream.of(new AskedField(field.type(), field.key(), field.label(), field.required(), conditional || field.hideIf() != null,
                field.perCase(), field.maxLength(), field.options())));
    }

    private Optional<BatchStep> find(String processKey, String element) {
        return Optional.ofNullable(ofProcess(processKey).get(element));
    }

    private Map<String, BatchStep> ofProcess(String processKey) {
        return authority.asProgram(() -> {
            RepositoryService repository = engine.getRepositoryService();
            ProcessDefinition latest = repository.createProcessDefinitionQuery().processDefinitionKey(processKey)
                    .latestVersion().singleResult();
            return latest == null ? Map.of() : steps.computeIfAbsent(latest.getId(), id -> read(latest));
        });
    }

    private Map<String, BatchStep> read(ProcessDefinition definition) {
        return engine.getRepositoryService().getBpmnModelInstance(definition.getId()).getModelElementsByType(UserTask.class).stream()
                .map(task -> new BatchStep(definition.getKey(), definition.getName(), task.getId(), task.getName(), isMarked(task)))
                .collect(Collectors.toMap(BatchStep::element, Function.identity()));
    }

    private static boolean isMarked(UserTask task) {
        return task.getExtensionElements() != null && task.getExtensionElements().getElementsQuery()
                .filterByType(CamundaProperties.class).list().stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .anyMatch(property -> PROPERTY.equals(property.getCamundaName()) && "true".equals(property.getCamundaValue()));
    }
}
