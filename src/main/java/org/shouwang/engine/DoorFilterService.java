package org.shouwang.engine;

import java.util.List;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.FilterServiceImpl;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.query.Query;

/** The engine's service of saved filters. A query that narrows a filter must not hold expressions. */
final class DoorFilterService extends FilterServiceImpl {

    @Override
    public <T, Q extends Query<?, T>> List<T> list(String filterId, Q extendingQuery) {
        return super.list(filterId, plain(extendingQuery));
    }

    @Override
    public <T, Q extends Query<?, T>> List<T> listPage(String filterId, Q extendingQuery, int firstResult, int maxResults) {
        return super.listPage(filterId, plain(extendingQuery), firstResult, maxResults);
    }

    @Override
    public <T, Q extends Query<?, T>> T singleResult(String filterId, Q extendingQuery) {
        return super.singleResult(filterId, plain(extendingQuery));
    }

    @Override
    public Long count(String filterId, Query<?, ?> extendingQuery) {
        return super.count(filterId, plain(extendingQuery));
    }

    private static <Q extends Query<?, ?>> Q plain(Q query) {
        if (query instanceof TaskQueryImpl tasks && FilterExpressions.areIn(tasks)) {
            throw new BadUserRequestException("查询中不能使用表达式");
        }
        return query;
    }
}
