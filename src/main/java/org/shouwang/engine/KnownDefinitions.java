package org.shouwang.engine;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;

/**
 * The engine's access to process definitions. A deployed definition does not change, except that it may be suspended, which is asked when
 * an instance begins; the engine finds the definition by its key then, always in the database (ADR 0061).
 */
public class KnownDefinitions extends ProcessDefinitionManager {

    @Override
    public ProcessDefinitionEntity getCachedResourceDefinitionEntity(String definitionId) {
        ProcessDefinitionEntity loaded = super.getCachedResourceDefinitionEntity(definitionId);
        return loaded != null ? loaded
                : Context.getProcessEngineConfiguration().getDeploymentCache().getProcessDefinitionCache().get(definitionId);
    }
}
