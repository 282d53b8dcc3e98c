package org.shouwang.engine;

import java.sql.SQLException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.impl.errorcode.ExceptionCodeProvider;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Distinguishes the reasons for which the database refuses a command of the engine, since the engine reports all of them as
 * faults: a value that the database cannot read, such as a pattern that ends with a backslash or a day beyond its calendar,
 * and a value that clashes with stored data.
 */
final class DatabaseRefusals extends CommandInterceptor implements ExceptionCodeProvider {

    /** The code, in answers of the engine's REST interfaces, of a value that the database cannot read. */
    private static final int UNREADABLE = 22_000;
    /** The code, in the same answers, of a value that clashes with stored data. */
    static final int CLASH = 23_000;
    private static final String UNREADABLE_STATES = "22";
    private static final String CLASH_STATES = "23";
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseRefusals.class);

    /** Runs the command inside the engine's own context, which otherwise would log the error with its trace. */
    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (ProcessEnginePersistenceException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql && isOf(UNREADABLE_STATES, sql)) {
                    LOG.info("The database could not read a value of a question (SQL state {})", sql.getSQLState());
                    throw new BadUserRequestException("查询中有数据库不能识别的值：匹配的内容不能以单个“\\”结尾，日期和数字不能超出范围");
                }
            }
            throw e;
        }
    }

    @Override
    public Integer provideCode(SQLException exception) {
        return isOf(UNREADABLE_STATES, exception) ? Integer.valueOf(UNREADABLE) : isOf(CLASH_STATES, exception) ? CLASH : null;
    }

    private static boolean isOf(String states, SQLException exception) {
        return exception.getSQLState() != null && exception.getSQLState().startsWith(states);
    }
}
