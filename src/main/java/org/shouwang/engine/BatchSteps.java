package org.shouwang.engine;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.shouwang.security.EngineAuthority;
import org.shouwang.shared.InvalidInputException;
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
    private final Map<String, Map<String, BatchStep>> steps = new ConcurrentHashMap<>();

    BatchSteps(@Lazy ProcessEngine engine, EngineAuthority authority) {
        this.engine = engine;
        this.authority = authority;
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
