package org.shouwang.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * A connection pool that an engine keeps while the database behind it changes. The sizes can thus be measured in turn instead
 * of one after the other, and noise of the machine affects all of them alike.
 */
final class SwitchedDatabase extends AbstractRoutingDataSource implements AutoCloseable {

    private final BenchmarkServer server;
    private final Map<Object, Object> pools = new ConcurrentHashMap<>();
    private volatile String current;

    SwitchedDatabase(BenchmarkServer server, String database) {
        this.server = server;
        setTargetDataSources(pools);
        use(database);
    }

    /** Leads all connections from now on to a database. */
    void use(String database) {
        if (!pools.containsKey(database)) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(server.url(database));
            pool.setMaximumPoolSize(10);
            pool.setMinimumIdle(0);
            pools.put(database, pool);
            afterPropertiesSet();
        }
        current = database;
    }

    /** Ends all connections to the database in use, so that it can be copied. */
    void release() {
        ((HikariDataSource) pools.remove(current)).close();
    }

    @Override
    protected Object determineCurrentLookupKey() {
        return current;
    }

    @Override
    public void close() {
        pools.values().forEach(pool -> ((HikariDataSource) pool).close());
    }
}
