package org.shouwang.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a first start that is killed does not spoil the folder, and that stored data are never deleted. */
@Tag("apart")
class DevelopmentDatabaseTest {

    @TempDir
    private Path folder;

    /** A program that runs in a process of its own, so that it can be killed. */
    static final class Program {

        public static void main(String[] args) throws IOException {
            DevelopmentDatabase.in(Path.of(args[0])).start();
        }
    }

    @AfterEach
    void endServer() throws IOException {
        Path pid = folder.resolve("postgres/postmaster.pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).get(0).strip())).ifPresent(server -> {
                List<ProcessHandle> all = server.descendants().toList();
                server.destroyForcibly();
                all.forEach(ProcessHandle::destroyForcibly);
                server.onExit().join();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PG_VERSION", "base/1/PG_VERSION", "postmaster.pid"})
    void killedWhileTheFolderIsMadeTheNextStartSucceeds(String made) throws Exception {
        Process program = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), Program.class.getName(), folder.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(5))
                .until(() -> Files.exists(folder.resolve("postgres").resolve(made)));
        program.destroyForcibly().waitFor();

        DevelopmentDatabase database = DevelopmentDatabase.in(folder);
        database.start();

        try (Connection connection = DriverManager.getConnection(database.url())) {
            assertThat(connection.createStatement().execute("create table stored (n int)")).isFalse();
        }
    }

    @Test
    void whatWasStoredIsLeftAloneAndThePartThatIsMissingIsNamed() throws IOException {
        Path control = started("16").resolve("global/pg_control");
        Files.delete(control);

        assertThatThrownBy(() -> DevelopmentDatabase.in(folder)).isInstanceOf(DevelopmentDatabase.Unusable.class)
                .hasMessageContaining("global/pg_control is missing").hasMessageContaining("缺少 global/pg_control");
        assertThat(folder.resolve("postgres/PG_VERSION")).exists();
    }

    @Test
    void aDatabaseOfAnotherVersionIsNamed() throws IOException {
        started("15");

        assertThatThrownBy(() -> DevelopmentDatabase.in(folder)).hasMessageContaining("PostgreSQL 15")
                .hasMessageContaining("PostgreSQL 16");
    }

    @Test
    void somebodyElsesFilesAreNotDeleted() throws IOException {
        Path note = Files.writeString(Files.createDirectories(folder.resolve("postgres")).resolve("notes.txt"), "mine");

        assertThatThrownBy(() -> DevelopmentDatabase.in(folder)).isInstanceOf(DevelopmentDatabase.Unusable.class)
                .hasMessageContaining("notes.txt");
        assertThat(note).hasContent("mine");
    }

    @Test
    void aPortThatWasOnlyHalfWrittenIsChosenAnew() throws IOException {
        Files.writeString(folder.resolve("postgres.port"), "");

        assertThat(DevelopmentDatabase.in(folder).url()).matches("jdbc:postgresql://localhost:\\d{4,5}/.*");
    }

    private Path started(String version) throws IOException {
        Path data = Files.createDirectories(folder.resolve("postgres"));
        for (String name : List.of("global", "base", "pg_wal")) {
            Files.createDirectories(data.resolve(name));
        }
        for (String name : List.of("global/pg_control", "postgresql.conf", "postmaster.opts")) {
            Files.writeString(data.resolve(name), "");
        }
        Files.writeString(data.resolve("PG_VERSION"), version + "\n");
        return data;
    }
}
