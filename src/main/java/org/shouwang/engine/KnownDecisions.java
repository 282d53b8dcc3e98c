package org.shouwang.engine;

import java.util.Optional;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionManager;
import org.shouwang.shared.Settings;

/** The engine's access to decision tables, of which each evaluation would read anew which is the latest (ADR 0061). */
public class KnownDecisions extends DecisionDefinitionManager {

    private final Settings settings;

    KnownDecisions(Settings settings) {
        this.settings = settings;
    }

    @Override
    public DecisionDefinitionEntity findLatestDecisionDefinitionByKey(String key) {
        return settings.get("latest decision table", key, () -> Optional.ofNullable(super.findLatestDecisionDefinitionByKey(key))).orElse(null);
    }
}
