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
 * Knows the connections that the pool has opened, so that whoever waits for a database that is gone can be freed: the pool
 * itself closes only those that nobody uses, and lets everybody wait for a new one. From the moment when everything is made that
 * a start makes, each of them keeps to the limits of time; until then changing a large table takes its time.
 */
@Component
class PoolConnections implements BeanPostProcessor, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PoolConnections.class);

    private final AtomicBoolean cut = new AtomicBoolean();
    private final AtomicBoolean started = new AtomicBoolean();
    private final Set<Connection> open = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final Set<Connection> limited = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    /** After so long a silence of the server a connection is given up; zero for never. */
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
                return held(super.getConnection());
            }
        };
    }

    /** A connection is given outside any transaction, so that the limits stay when one is undone. */
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

    /** Before anything begins to work, and so before requests are taken. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
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
