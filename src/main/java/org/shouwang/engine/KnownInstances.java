package org.shouwang.engine;

import java.util.Date;
import java.util.Set;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricProcessInstanceManager;

/** The engine's access to past process instances, without what is known to change nothing (ADR 0061). */
public class KnownInstances extends HistoricProcessInstanceManager {

    /** What the history level {@code activity} writes. */
    private static final Set<String> WRITTEN = Set.of(HistoricProcessInstanceEventEntity.class.getName(),
            HistoricActivityInstanceEventEntity.class.getName(), HistoricTaskInstanceEventEntity.class.getName());

    /** Notes when the history of an instance may be deleted, in the tables that have some and not in all sixteen. */
    @Override
    public void addRemovalTimeToProcessInstancesByRootProcessInstanceId(String rootInstanceId, Date removalTime) {
        boolean little = HistoryLevel.HISTORY_LEVEL_ACTIVITY.equals(Context.getProcessEngineConfiguration().getHistoryLevel());
        addRemovalTimeToProcessInstancesByRootProcessInstanceId(rootInstanceId, removalTime, null, little ? WRITTEN : Set.of());
    }
}
