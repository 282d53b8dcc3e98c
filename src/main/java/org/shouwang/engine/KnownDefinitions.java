package org.shouwang.engine;

import java.util.Optional;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.shouwang.shared.Settings;

/**
 * The engine's access to process definitions. A deployed definition does not change, except that it may be suspended, which is asked when
 * an instance begins, together with which one is the latest (ADR 0061).
 */
public class KnownDefinitions extends ProcessDefinitionManager {

    private final Settings settings;

    KnownDefinitions(Settings settings) {
        this.settings = settings;
    }

    @Override
    public ProcessDefinitionEntity getCachedResourceDefinitionEntity(String definitionId) {
        ProcessDefinitionEntity loaded = super.getCachedResourceDefinitionEntity(definitionId);
        return loaded != null ? loaded
                : Context.getProcessEngineConfiguration().getDeploymentCache().getProcessDefinitionCache().get(definitionId);
    }

    @Override
    public ProcessDefinitionEntity findLatestProcessDefinitionByKey(String key) {
        return settings.get("latest process", key, () -> Optional.ofNullable(super.findLatestProcessDefinitionByKey(key))).orElse(null);
    }
}
