package org.shouwang.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The one PostgreSQL server of a test run. It has a port of its own and ends with the JVM. */
public final class TestDatabase {

    private static final EmbeddedPostgres SERVER = start();

    private TestDatabase() {
    }

    static String url() {
        return SERVER.getJdbcUrl("postgres", "postgres");
    }

    /**
     * Creates another, empty database on the same server, for a test that needs an installation of its own.
     *
     * @param name a name that has not been used before
     * @return the JDBC URL of the database
     */
    public static String empty(String name) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
             Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return SERVER.getJdbcUrl("postgres", name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            // The data end with the JVM, so nothing has to survive a crash of the machine.
            return EmbeddedPostgres.builder().setServerConfig("max_connections", "100")
                    .setServerConfig("fsync", "off").setServerConfig("full_page_writes", "off")
                    .setServerConfig("synchronous_commit", "off").setServerConfig("wal_level", "minimal")
                    .setServerConfig("max_wal_senders", "0").setServerConfig("checkpoint_timeout", "1h")
                    .setServerConfig("max_parallel_workers_per_gather", "0").setServerConfig("jit", "off")
                    .setPGStartupWait(Duration.ofSeconds(60)).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
