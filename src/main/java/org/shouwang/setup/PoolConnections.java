package org.shouwang.setup;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.shouwang.shared.DatabaseLimits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Knows the connections that the pool has opened, so that those who wait for a database that is gone can be freed. The pool
 * itself closes only connections that nobody uses, and lets callers wait for a new one. Once everything is made that a start
 * makes, each connection keeps to the time limits; before that, changing a large table takes as long as it needs.
 */
@Component
class PoolConnections implements BeanPostProcessor, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PoolConnections.class);

    private final AtomicBoolean cut = new AtomicBoolean();
    private final AtomicBoolean started = new AtomicBoolean();
    private final Set<Connection> open = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final Set<Connection> limited = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    /** The longest wait of a connection for the server before the connection is given up; zero for ever. */
    private final AtomicReference<Duration> listening = new AtomicReference<>(Duration.ZERO);
    private final DatabaseLimits limits;

    @Autowired
    PoolConnections(Environment environment) {
        this(Binder.get(environment).bindOrCreate("shouwang.database", DatabaseLimits.class));
    }

    PoolConnections(DatabaseLimits limits) {
        this.limits = limits;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && pool.getDataSource() == null) {
            Object silence = pool.getDataSourceProperties().get("socketTimeout");
            listening.set(Duration.ofSeconds(silence == null ? 0 : Long.parseLong(silence.toString())));
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
     * Returns a pool that gives no connection, and lets nobody wait for one, while connections are cut.
     *
     * @param pool the pool, which lets callers wait until it has a connection
     */
    DataSource prompt(DataSource pool) {
        return new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                if (cut.get()) {
                    throw new SQLTransientConnectionException("The database does not answer");
                }
                return held(super.getConnection());
            }
        };
    }

    /**
     * Sets the time limits of a connection. A connection is given outside any transaction, so that no rollback undoes the
     * limits.
     */
    private Connection held(Connection connection) throws SQLException {
        Connection opened = connection.unwrap(Connection.class);
        if (started.get() && !limited.contains(opened)) {
            try {
                limits.hold(connection, listening.get());
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            limited.add(opened);
        }
        return connection;
    }

    @Override
    public void start() {
        started.set(true);
    }

    @Override
    public void stop() {
        started.set(false);
    }

    @Override
    public boolean isRunning() {
        return started.get();
    }

    /**
     * @return the first phase, since the limits have to hold before anything begins to work and requests are accepted
     */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    /**
     * Returns a source of connections that notes each connection that it opens.
     *
     * @param source the source that opens the connections
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

    /**
     * Cuts all connections. Those who wait for an answer over one of them fail. No connection is given until {@link #whole} is
     * called.
     */
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

    /** Lets connections be given again, since the database answers. */
    void whole() {
        cut.set(false);
    }
}
