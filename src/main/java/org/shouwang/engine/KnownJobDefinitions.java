package org.shouwang.engine;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionManager;
import org.shouwang.shared.Settings;

/** The engine's access to the definitions of timers, which hardly ever change: somebody suspends them, or models are deployed (ADR 0061). */
public class KnownJobDefinitions extends JobDefinitionManager {

    private final Settings settings;

    KnownJobDefinitions(Settings settings) {
        this.settings = settings;
    }

    /** Returns what is remembered only where an instance goes on, since a command that changes a definition has to load it. */
    @Override
    public JobDefinitionEntity findById(String jobDefinitionId) {
        return Context.getBpmnExecutionContext() == null ? super.findById(jobDefinitionId)
                : settings.get("definition of a timer", jobDefinitionId, () -> super.findById(jobDefinitionId));
    }
}
