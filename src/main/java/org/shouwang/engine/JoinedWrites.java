package org.shouwang.engine;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.ibatis.exceptions.PersistenceException;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.FlushResult;
import org.camunda.bpm.engine.impl.db.HasDbRevision;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbEntityOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperationType;
import org.camunda.bpm.engine.impl.db.sql.BatchDbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Writes what the engine has changed. Two kinds of changes that come one after the other go to the database as one statement: rows that are
 * deleted, such as a task with its links or the variables of an instance that ends, and tasks and other parts of an instance that end in
 * the history (ADR 0061).
 */
class JoinedWrites extends BatchDbSqlSession {

    private static final String DELETE = """
            gone_%1$s as (delete from public.%1$s r using unnest(?, ?) as gone (id, rev)
            where r.id_ = gone.id and (r.rev_ = gone.rev or gone.rev is null) returning 1)""";
    private static final Map<Class<? extends DbEntity>, String> TABLES = Map.of(VariableInstanceEntity.class, "act_ru_variable",
            ExecutionEntity.class, "act_ru_execution", TimerEntity.class, "act_ru_job", TaskEntity.class, "act_ru_task",
            IdentityLinkEntity.class, "act_ru_identitylink", EventSubscriptionEntity.class, "act_ru_event_subscr");

    private static final String END = """
            with tasks as (update public.act_hi_taskinst h set end_time_ = e.ended, duration_ = e.lasted, task_state_ = e.state,
                delete_reason_ = e.reason, assignee_ = e.assignee, due_date_ = e.due, follow_up_date_ = e.followed
                from unnest(?, ?::timestamp[], ?, ?, ?, ?, ?::timestamp[], ?::timestamp[])
                    as e (id, ended, lasted, state, reason, assignee, due, followed) where h.id_ = e.id)
            update public.act_hi_actinst h set end_time_ = e.ended, duration_ = e.lasted, act_inst_state_ = e.state, execution_id_ = e.execution
                from unnest(?, ?::timestamp[], ?, ?, ?) as e (id, ended, lasted, state, execution) where h.id_ = e.id""";
    private static final Set<String> TASK_ENDS = Set.of(HistoryEventTypes.TASK_INSTANCE_COMPLETE.getEventName(),
            HistoryEventTypes.TASK_INSTANCE_DELETE.getEventName());

    JoinedWrites(DbSqlSessionFactory factory) {
        super(factory);
    }

    /** Writes the first operations that belong together, and returns the others as not yet written; the engine comes again with them. */
    @Override
    public FlushResult executeDbOperations(List<DbOperation> operations) {
        int joined = joined(operations, 0);
        if (joined > 1) {
            List<DbOperation> together = operations.subList(0, joined);
            return FlushResult.withFailuresAndRemaining(isDelete(together.get(0)) ? delete(together) : end(together),
                    operations.subList(joined, operations.size()));
        }
        int until = 1;
        while (until < operations.size() && joined(operations, until) <= 1) {
            until++;
        }
        FlushResult written = super.executeDbOperations(operations.subList(0, until));
        List<DbOperation> remaining = new ArrayList<>(written.getRemainingOperations());
        remaining.addAll(operations.subList(until, operations.size()));
        return FlushResult.withFailuresAndRemaining(written.getFailedOperations(), remaining);
    }

    /** Returns how many operations from a position on go to the database as one statement. */
    private static int joined(List<DbOperation> operations, int from) {
        Predicate<DbOperation> kind = isDelete(operations.get(from)) ? JoinedWrites::isDelete : JoinedWrites::isEnd;
        int until = from;
        while (until < operations.size() && kind.test(operations.get(until))) {
            until++;
        }
        return until - from;
    }

    private static boolean isDelete(DbOperation operation) {
        return operation.getOperationType() == DbOperationType.DELETE && TABLES.containsKey(operation.getEntityType());
    }

    /** Tells whether a task ends in the history, or another part of an instance, but for the call of another process. */
    private static boolean isEnd(DbOperation operation) {
        if (operation.getOperationType() != DbOperationType.UPDATE) {
            return false;
        }
        DbEntity entity = entity(operation);
        return entity instanceof HistoricTaskInstanceEventEntity task && task.getEndTime() != null && TASK_ENDS.contains(task.getEventType())
                || entity instanceof HistoricActivityInstanceEventEntity part && part.getEndTime() != null && part.getCalledProcessInstanceId() == null
                && HistoryEventTypes.ACTIVITY_INSTANCE_END.getEventName().equals(part.getEventType());
    }

    private static DbEntity entity(DbOperation operation) {
        return ((DbEntityOperation) operation).getEntity();
    }

    /** Deletes rows, and returns the operations that failed: all of a table if somebody else has changed one of its rows. */
    private List<DbOperation> delete(List<DbOperation> operations) {
        Map<String, List<DbOperation>> tables = operations.stream()
                .collect(Collectors.groupingBy(operation -> TABLES.get(operation.getEntityType()), LinkedHashMap::new, Collectors.toList()));
        String sql = tables.keySet().stream().map(DELETE::formatted).collect(Collectors.joining(", ", "with ", " "))
                + tables.keySet().stream().map("(select count(*) from gone_%s)"::formatted).collect(Collectors.joining(", ", "select array[", "] as gone"));
        List<Object> rows = new ArrayList<>();
        tables.values().forEach(ofTable -> {
            rows.add(ofTable.stream().map(row -> entity(row).getId()).toArray(String[]::new));
            rows.add(ofTable.stream().map(row -> entity(row) instanceof HasDbRevision revised ? revised.getRevision() : null).toArray(Integer[]::new));
        });
        Long[] deleted = send(jdbc -> (Long[]) jdbc.queryForObject(sql, (row, number) -> row.getArray("gone").getArray(), rows.toArray()));
        int table = 0;
        for (List<DbOperation> ofTable : tables.values()) {
            int all = deleted[table++] == ofTable.size() ? 1 : 0;
            ofTable.forEach(row -> entityDeletePerformed((DbEntityOperation) row, all, null));
        }
        return operations.stream().filter(DbOperation::isFailed).toList();
    }

    /** Writes down how tasks and other parts of an instance ended. Nothing else of them changes then, and none of it can fail. */
    private List<DbOperation> end(List<DbOperation> operations) {
        List<HistoricTaskInstanceEventEntity> tasks = of(HistoricTaskInstanceEventEntity.class, operations);
        List<HistoricActivityInstanceEventEntity> parts = of(HistoricActivityInstanceEventEntity.class, operations);
        send(jdbc -> jdbc.update(END, all(tasks, DbEntity::getId, String[]::new), all(tasks, task -> time(task.getEndTime()), String[]::new),
                all(tasks, HistoricTaskInstanceEventEntity::getDurationRaw, Long[]::new), all(tasks, HistoricTaskInstanceEventEntity::getTaskState, String[]::new),
                all(tasks, HistoricTaskInstanceEventEntity::getDeleteReason, String[]::new), all(tasks, HistoricTaskInstanceEventEntity::getAssignee, String[]::new),
                all(tasks, task -> time(task.getDueDate()), String[]::new), all(tasks, task -> time(task.getFollowUpDate()), String[]::new),
                all(parts, DbEntity::getId, String[]::new), all(parts, part -> time(part.getEndTime()), String[]::new),
                all(parts, HistoricActivityInstanceEventEntity::getDurationRaw, Long[]::new),
                all(parts, HistoricActivityInstanceEventEntity::getActivityInstanceState, Integer[]::new),
                all(parts, HistoricActivityInstanceEventEntity::getExecutionId, String[]::new)));
        operations.forEach(operation -> entityUpdatePerformed((DbEntityOperation) operation, 1, null));
        return List.of();
    }

    private static <T extends DbEntity> List<T> of(Class<T> type, List<DbOperation> operations) {
        return operations.stream().map(JoinedWrites::entity).filter(type::isInstance).map(type::cast).toList();
    }

    private static <T, V> V[] all(List<T> rows, Function<T, V> column, IntFunction<V[]> array) {
        return rows.stream().map(column).toArray(array);
    }

    private static String time(Date date) {
        return date == null ? null : new Timestamp(date.getTime()).toString();
    }

    /** Sends a statement on the engine's connection. The engine knows what to do about a fault that comes as one of its mapper's. */
    private <T> T send(Function<JdbcTemplate, T> statement) {
        try {
            return statement.apply(new JdbcTemplate(new SingleConnectionDataSource(sqlSession.getConnection(), true)));
        } catch (DataAccessException e) {
            throw new PersistenceException(e.getCause());
        }
    }
}
