package org.shouwang.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server of the benchmark's own. It stores data durably in a temporary folder, which is deleted with it. With
 * {@code -Dbenchmark.explain=true} the plan of every statement is kept in target/benchmark-plans.log.
 */
final class BenchmarkServer implements AutoCloseable {

    private static final String PLANS = "benchmark-plans.log";

    private final Path folder;
    private final EmbeddedPostgres postgres;

    BenchmarkServer() throws IOException {
        folder = Files.createTempDirectory("shouwang-benchmark");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setDataDirectory(folder.resolve("postgres"))
                .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on").setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "4GB")
                .setPGStartupWait(Duration.ofSeconds(60));
        if (Boolean.getBoolean("benchmark.explain")) {
            builder.setServerConfig("session_preload_libraries", "auto_explain")
                    .setServerConfig("auto_explain.log_min_duration", "0")
                    .setServerConfig("auto_explain.log_analyze", "on")
                    .setServerConfig("auto_explain.log_buffers", "on")
                    .setServerConfig("logging_collector", "on").setServerConfig("log_filename", PLANS)
                    .setServerConfig("log_rotation_size", "0");
        }
        postgres = builder.start();
    }

    String url(String database) {
        return postgres.getJdbcUrl("postgres", database);
    }

    /** Makes a database from another one, whose sessions are ended: the pool that was closed may still have had one at work. */
    void create(String database, String template) throws SQLException {
        run("postgres", "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '" + template + "'",
                "create database " + database + " template " + template);
    }

    void run(String database, String... statements) throws SQLException {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
             Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    Connection connect(String database) throws SQLException {
        return postgres.getDatabase("postgres", database).getConnection();
    }

    /** Returns the processors' time of the server and of its connections that are open, in nanoseconds. */
    long processorNanos() throws IOException {
        long server = Long.parseLong(Files.readAllLines(folder.resolve("postgres").resolve("postmaster.pid")).get(0));
        return ProcessHandle.of(server).stream().flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .flatMap(process -> process.info().totalCpuDuration().stream()).mapToLong(Duration::toNanos).sum();
    }

    String setting(String name) throws SQLException {
        try (Connection connection = connect("postgres");
             var row = connection.createStatement().executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            // A server that still has much to write does not end within the five seconds that it is given.
            run("postgres", "checkpoint");
        } catch (SQLException e) {
            throw new IOException(e);
        }
        Path plans = folder.resolve("postgres").resolve("log").resolve(PLANS);
        if (Files.exists(plans)) {
            Files.copy(plans, Path.of("target", PLANS), StandardCopyOption.REPLACE_EXISTING);
        }
        postgres.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
