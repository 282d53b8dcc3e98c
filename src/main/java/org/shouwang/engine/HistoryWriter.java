package org.shouwang.engine;

import org.camunda.bpm.engine.impl.history.event.HistoricScopeInstanceEvent;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * Writes the engine's history. When something ends, the engine reads when it began, only to write down how long it took. Here a task tells
 * that itself, and of all else the history has beginning and end, but no duration (ADR 0061).
 */
class HistoryWriter extends DbHistoryEventHandler {

    @Override
    protected void insertOrUpdate(HistoryEvent event) {
        boolean goesOn = !isInitialEvent(event) && event instanceof HistoricScopeInstanceEvent
                && getDbEntityManager().getCachedEntity(event.getClass(), event.getId()) == null;
        if (!goesOn) {
            super.insertOrUpdate(event);
            return;
        }
        TaskEntity task = event instanceof HistoricTaskInstanceEventEntity ? getDbEntityManager().getCachedEntity(TaskEntity.class, event.getId()) : null;
        if (task != null) {
            ((HistoricScopeInstanceEvent) event).setStartTime(task.getCreateTime());
        }
        getDbEntityManager().merge(event);
    }
}
