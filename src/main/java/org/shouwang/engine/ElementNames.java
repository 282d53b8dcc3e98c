package org.shouwang.engine;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.shouwang.security.EngineAuthority;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Finds the Chinese names of the models' elements. */
@Component
public class ElementNames {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final ProcessEngine engine;
    private final EngineAuthority authority;
    /** The tasks under one key; they change only when a newer version of the product deploys its models. */
    private final LoadingCache<String, List<NamedTask>> tasks;

    ElementNames(@Lazy ProcessEngine engine, EngineAuthority authority) {
        this.engine = engine;
        this.authority = authority;
        this.tasks = Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build(key -> read());
    }

    /**
     * A task of a model.
     *
     * @param process     the key of the task's process
     * @param processName the Chinese name of the process
     * @param task        the element id of the task
     * @param name        the task's Chinese name
     */
    public record NamedTask(String process, String processName, String task, String name) {
    }

    /**
     * @return the tasks of the latest models, by process; those of a process in the order in which the model lists them
     */
    public List<NamedTask> tasks() {
        return tasks.get("");
    }

    private List<NamedTask> read() {
        RepositoryService repository = engine.getRepositoryService();
        return authority.asProgram(() -> repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .sorted(Comparator.comparing(ProcessDefinition::getKey))
                .flatMap(definition -> repository.getBpmnModelInstance(definition.getId()).getModelElementsByType(UserTask.class).stream()
                        .map(task -> new NamedTask(definition.getKey(), definition.getName(), task.getId(), task.getName()))).toList());
    }

    /**
     * @param processKey the key of a process
     * @return a function from the id of an element of the latest model to the element's name
     */
    public UnaryOperator<String> of(String processKey) {
        RepositoryService repository = engine.getRepositoryService();
        BpmnModelInstance model = authority.asProgram(() -> repository.getBpmnModelInstance(repository
                .createProcessDefinitionQuery().processDefinitionKey(processKey).latestVersion().singleResult().getId()));
        return element -> ((FlowElement) model.getModelElementById(element)).getName();
    }
}
