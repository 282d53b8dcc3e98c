package org.shouwang.engine;

import java.util.Date;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/** Makes the engine's history from what is known; the engine would read the definition again in each act (ADR 0061). */
class KnownHistory extends CacheAwareHistoryEventProducer {

    @Override
    protected ProcessDefinitionEntity getProcessDefinitionEntity(String processDefinitionId) {
        return Context.getProcessEngineConfiguration().getDeploymentCache().findDeployedProcessDefinitionById(processDefinitionId);
    }

    /** Decisions have a history at the level {@code full} only. */
    @Override
    protected void addRemovalTimeToHistoricDecisions(String rootProcessInstanceId, Date removalTime) {
        if (Context.getProcessEngineConfiguration().getHistoryLevel().isHistoryEventProduced(HistoryEventTypes.DMN_DECISION_EVALUATE, null)) {
            super.addRemovalTimeToHistoricDecisions(rootProcessInstanceId, removalTime);
        }
    }
}
