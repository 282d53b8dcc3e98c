package org.shouwang.engine;

import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.shouwang.security.EngineAuthority;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Finds the Chinese names of the models' elements. */
@Component
public class ElementNames {

    private final ProcessEngine engine;
    private final EngineAuthority authority;

    ElementNames(@Lazy ProcessEngine engine, EngineAuthority authority) {
        this.engine = engine;
        this.authority = authority;
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
