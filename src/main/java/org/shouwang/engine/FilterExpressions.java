package org.shouwang.engine;

import java.util.Set;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.camunda.bpm.engine.impl.persistence.entity.FilterManager;

/**
 * Keeps expressions out of the filters that people save, since opening a filter evaluates them. The program's own filters may
 * hold a few fixed expressions.
 */
public class FilterExpressions extends FilterManager {

    private static final Set<String> FIXED = Set.of("${now()}", "${deadlines.startOfToday()}",
            "${deadlines.afterToday()}");

    /**
     * @param query a query of tasks
     * @return whether the query or a part of an "or" in it holds an expression
     */
    static boolean areIn(TaskQueryImpl query) {
        return query.getQueries().stream().anyMatch(part -> !part.getExpressions().isEmpty());
    }

    @Override
    public Filter insertOrUpdateFilter(Filter filter) {
        if (getCurrentAuthentication() != null && areIn(filter.getQuery())) {
            throw new BadUserRequestException("过滤器中不能使用表达式");
        }
        requireFixed(filter);
        return super.insertOrUpdateFilter(filter);
    }

    @Override
    public FilterEntity findFilterById(String filterId) {
        FilterEntity filter = super.findFilterById(filterId);
        if (filter != null) {
            requireFixed(filter);
        }
        return filter;
    }

    private static void requireFixed(Filter filter) {
        TaskQueryImpl query = filter.getQuery();
        if (!query.getQueries().stream().allMatch(part -> FIXED.containsAll(part.getExpressions().values()))) {
            throw new BadUserRequestException("过滤器中的表达式不被接受");
        }
    }
}
