package org.shouwang.shared;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The few kinds of work that may keep the database busy for longer than a request may. */
@Component
public class LongWork {

    /**
     * The time by which this side listens longer than the database may work on a statement, so that the database never works
     * for nobody.
     */
    private static final Duration LISTENING_LONGER = Duration.ofSeconds(15);
    private static final SQLExceptionTranslator ERRORS = new SQLStateSQLExceptionTranslator();

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final DatabaseLimits limits;

    LongWork(JdbcClient jdbc, DataSource dataSource, DatabaseLimits limits) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.limits = limits;
    }

    /** The kinds of long work. */
    public enum Kind {
        /** A table that somebody has handed in is stored. */
        IMPORT,
        /** A table is made for somebody to download. */
        EXPORT,
        /** Personal data are encrypted, or their fingerprints made, with a new key. */
        ROTATION,
        /** Half a year of work is made up for the demonstration. */
        DEMONSTRATION
    }

    /**
     * Lets the running transaction, and no later one, take as long as a kind of work may.
     *
     * @param work the kind of work
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(Kind work) {
        Duration limit = limits.of(work);
        String value = String.valueOf(limit.toMillis());
        jdbc.sql("""
                        select set_config('statement_timeout', :limit, true), set_config('lock_timeout', :limit, true),
                            set_config('idle_in_transaction_session_timeout', :limit, true)
                        """)
                .param("limit", value).query((row, index) -> true).single();
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            // The pool resets the timeout when it gets the connection back.
            connection.setNetworkTimeout(Runnable::run, limit.isZero() ? 0 : Math.toIntExact(limit.plus(LISTENING_LONGER).toMillis()));
        } catch (SQLException e) {
            throw ERRORS.translate("Listening longer", null, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
