package org.shouwang.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.exceptions.PersistenceException;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.FlushResult;
import org.camunda.bpm.engine.impl.db.HasDbRevision;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbEntityOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperationType;
import org.camunda.bpm.engine.impl.db.sql.BatchDbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Writes what the engine has changed. Rows of one table that are deleted one after the other, such as the variables of an instance that
 * ends, are deleted by one statement (ADR 0061).
 */
class JoinedDeletes extends BatchDbSqlSession {

    private static final String DELETE = "delete from public.%s r using unnest(?, ?) as gone (id, rev) where r.id_ = gone.id and r.rev_ = gone.rev";
    private static final Map<Class<? extends DbEntity>, String> TABLES = Map.of(VariableInstanceEntity.class, "act_ru_variable",
            ExecutionEntity.class, "act_ru_execution", TimerEntity.class, "act_ru_job");

    JoinedDeletes(DbSqlSessionFactory factory) {
        super(factory);
    }

    /** Writes the first operations that belong together, and returns the others as not yet written; the engine comes again with them. */
    @Override
    public FlushResult executeDbOperations(List<DbOperation> operations) {
        int joined = joined(operations, 0);
        if (joined > 1) {
            return FlushResult.withFailuresAndRemaining(delete(operations.subList(0, joined)), operations.subList(joined, operations.size()));
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

    /** Returns how many operations from a position on delete rows of one table. */
    private static int joined(List<DbOperation> operations, int from) {
        Class<? extends DbEntity> type = operations.get(from).getEntityType();
        int until = from;
        while (until < operations.size() && TABLES.containsKey(type) && operations.get(until).getOperationType() == DbOperationType.DELETE
                && operations.get(until).getEntityType() == type) {
            until++;
        }
        return until - from;
    }

    /** Deletes rows, and returns the operations that failed: all of them if somebody else has changed one of the rows. */
    private List<DbOperation> delete(List<DbOperation> operations) {
        List<DbEntity> entities = operations.stream().map(operation -> ((DbEntityOperation) operation).getEntity()).toList();
        Object[] params = {entities.stream().map(DbEntity::getId).toArray(String[]::new),
            entities.stream().map(entity -> ((HasDbRevision) entity).getRevision()).toArray(Integer[]::new)};
        boolean all = update(DELETE.formatted(TABLES.get(operations.get(0).getEntityType())), params) == operations.size();
        operations.forEach(operation -> entityDeletePerformed((DbEntityOperation) operation, all ? 1 : 0, null));
        return operations.stream().filter(DbOperation::isFailed).toList();
    }

    /** Sends a statement on the engine's connection. The engine knows what to do about a fault that comes as one of its mapper's. */
    private int update(String sql, Object... params) {
        try {
            return new JdbcTemplate(new SingleConnectionDataSource(sqlSession.getConnection(), true)).update(sql, params);
        } catch (DataAccessException e) {
            throw new PersistenceException(e.getCause());
        }
    }
}
