package org.shouwang.setup;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Knows the connections that the pool has opened, so that whoever waits for a database that is gone can be freed: the pool
 * itself closes only those that nobody uses, and lets everybody wait for a new one.
 */
@Component
class PoolConnections implements BeanPostProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(PoolConnections.class);

    private final AtomicBoolean cut = new AtomicBoolean();
    private final Set<Connection> open = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && pool.getDataSource() == null) {
            pool.setDataSource(known(new DriverDataSource(pool.getJdbcUrl(), pool.getDriverClassName(),
                    pool.getDataSourceProperties(), pool.getUsername(), pool.getPassword())));
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HikariDataSource pool ? prompt(pool) : bean;
    }

    /**
     * @param pool a pool, which lets callers wait until it has a connection
     * @return the same pool; nobody waits while connections are cut
     */
    DataSource prompt(DataSource pool) {
        return new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                if (cut.get()) {
                    throw new SQLTransientConnectionException("The database does not answer");
                }
                return super.getConnection();
            }
        };
    }

    /**
     * @param source where connections come from
     * @return the same source; what it opens is known here
     */
    DataSource known(DataSource source) {
        return new DelegatingDataSource(source) {
            @Override
            public Connection getConnection() throws SQLException {
                return noted(super.getConnection());
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return noted(super.getConnection(user, password));
            }
        };
    }

    private Connection noted(Connection connection) {
        open.add(connection);
        return connection;
    }

    /** Cuts all connections at once; whoever waits for an answer over one of them fails, and none is given until they are whole. */
    void cut() {
        cut.set(true);
        List<Connection> all;
        synchronized (open) {
            all = List.copyOf(open);
            open.clear();
        }
        for (Connection connection : all) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("A connection could not be cut", e);
            }
        }
    }

    /** The database answers again. */
    void whole() {
        cut.set(false);
    }
}
