package org.shouwang.engine;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;

/**
 * The engine's access to process definitions. A deployed definition does not change, except that it may be suspended, which is asked when
 * an instance begins; the engine finds the definition by its key then, once in each command (ADR 0061).
 */
public class KnownDefinitions extends ProcessDefinitionManager {

    private final Map<String, ProcessDefinitionEntity> latest = new HashMap<>();

    @Override
    public ProcessDefinitionEntity getCachedResourceDefinitionEntity(String definitionId) {
        ProcessDefinitionEntity loaded = super.getCachedResourceDefinitionEntity(definitionId);
        return loaded != null ? loaded
                : Context.getProcessEngineConfiguration().getDeploymentCache().getProcessDefinitionCache().get(definitionId);
    }

    @Override
    public ProcessDefinitionEntity findLatestProcessDefinitionByKey(String key) {
        return latest.computeIfAbsent(key, super::findLatestProcessDefinitionByKey);
    }
}
