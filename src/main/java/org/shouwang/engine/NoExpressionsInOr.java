package org.shouwang.engine;

import java.util.List;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/** Refuses expressions in the parts of an "or" of a task query. The engine does not check them there and evaluates them. */
final class NoExpressionsInOr extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof TaskQueryImpl query) {
            List<TaskQueryImpl> parts = query.getQueries();
            if (parts.stream().skip(1).anyMatch(part -> !part.getExpressions().isEmpty())) {
                throw new BadUserRequestException("查询中不能使用表达式");
            }
        }
        return next.execute(command);
    }
}
