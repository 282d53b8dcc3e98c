package org.shouwang.engine;

import org.camunda.bpm.engine.ActivityTypes;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricScopeInstanceEvent;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * Writes the engine's history. When a task ends, the engine asks its history when the task began, to write down how long it took; here
 * the task itself tells (ADR 0061).
 */
class HistoryWriter extends DbHistoryEventHandler {

    @Override
    protected void insertOrUpdate(HistoryEvent event) {
        TaskEntity task = isInitialEvent(event) || getDbEntityManager().getCachedEntity(event.getClass(), event.getId()) != null ? null : taskOf(event);
        if (task == null) {
            super.insertOrUpdate(event);
        } else {
            ((HistoricScopeInstanceEvent) event).setStartTime(task.getCreateTime());
            getDbEntityManager().merge(event);
        }
    }

    /** Returns the task that an event is about and that was loaded before; null if there is none. */
    private TaskEntity taskOf(HistoryEvent event) {
        if (event instanceof HistoricTaskInstanceEventEntity) {
            return getDbEntityManager().getCachedEntity(TaskEntity.class, event.getId());
        }
        if (!(event instanceof HistoricActivityInstanceEventEntity activity) || !ActivityTypes.TASK_USER_TASK.equals(activity.getActivityType())) {
            return null;
        }
        return getDbEntityManager().getCachedEntitiesByType(TaskEntity.class).stream()
                .filter(task -> event.getExecutionId().equals(task.getExecutionId()) && activity.getActivityId().equals(task.getTaskDefinitionKey()))
                .findFirst().orElse(null);
    }
}
