package org.shouwang.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL server of a development start. It keeps its data and its port in one folder. A server that has outlived a
 * killed program is used again, and a folder that was only half made is made anew.
 */
public final class DevelopmentDatabase {

    private static final String URL = "jdbc:postgresql://localhost:%d/postgres?user=postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String VERSION = "16";
    /** The files of a new database. Any other file in the folder belongs to somebody. */
    private static final String OF_INITDB = "PG_VERSION|base|global|pg_.*|postgresql\\..*|postmaster\\.pid|epg-lock";
    private static final Pattern MAKING = Pattern.compile("/bin/(initdb|pg_ctl|postgres)\\b");
    /**
     * The file that a server writes whenever it starts. The program that makes the folder never writes it, so without this
     * file nothing has ever been stored.
     */
    private static final String STARTED = "postmaster.opts";
    private static final List<String> NEEDED = List.of("PG_VERSION", "global/pg_control", "postgresql.conf", "base", "pg_wal");

    private final Path data;
    private final int port;

    private DevelopmentDatabase(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    /** An exception for a folder that must not be deleted and cannot be used. Its message says so in plain words. */
    public static final class Unusable extends IllegalStateException {

        Unusable(String message) {
            super(message);
        }
    }

    /**
     * Returns the database of a folder. The database may not be running yet.
     *
     * @param folder the folder of the data; it is created if it does not exist
     * @throws IOException if the folder cannot be read or written
     * @throws Unusable if something has been stored in the folder and it cannot be used now
     */
    public static DevelopmentDatabase in(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path data = folder.resolve("postgres").toAbsolutePath().normalize();
        if (!Files.exists(data.resolve(STARTED))) {
            beginAnew(data);
        } else {
            requireWhole(data);
        }
        Path portFile = folder.resolve("postgres.port");
        Optional<Integer> running = server(data).map(Server::port);
        Optional<Integer> port = running.or(() -> read(portFile).filter(DevelopmentDatabase::isFree));
        if (port.isEmpty()) {
            try (ServerSocket socket = new ServerSocket(0)) {
                port = Optional.of(socket.getLocalPort());
            }
        }
        Path written = Files.writeString(folder.resolve("postgres.port.new"), port.get().toString());
        Files.move(written, portFile, StandardCopyOption.REPLACE_EXISTING);
        return new DevelopmentDatabase(data, port.get());
    }

    /**
     * @return the JDBC URL of the database
     */
    public String url() {
        return URL.formatted(port);
    }

    /** Starts the server if it is not running, and returns when it answers. */
    public void start() {
        // A server that was started just before the program was killed needs a moment until it answers.
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (server(data).isPresent() && System.nanoTime() < end) {
            if (answers()) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        try {
            EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).setPort(port)
                    // Work that a killed program has committed stays; only a crash of the machine may lose the last moments.
                    .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "off")
                    .setServerConfig("jit", "off").setServerConfig("max_parallel_workers_per_gather", "0")
                    .setServerConfig("max_connections", "100")
                    .setPGStartupWait(PATIENCE).start();
        } catch (IOException | IllegalStateException e) {
            throw new Unusable("""
                    The database in %1$s does not start: %2$s
                    What PostgreSQL said of it stands above. If the data are not needed, delete the folder %3$s and start again.
                    %1$s 中的数据库无法启动，原因见上。如不需要其中的数据，请删除文件夹 %3$s 后重新启动。"""
                    .formatted(data, e.getMessage(), data.getParent()));
        }
    }

    /** Deletes the remains of a folder that was never finished. Nobody can have stored anything in it. */
    private static void beginAnew(Path data) throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        List<Path> strangers;
        try (Stream<Path> content = Files.list(data)) {
            strangers = content.filter(path -> !path.getFileName().toString().matches(OF_INITDB)).toList();
        }
        if (!strangers.isEmpty()) {
            throw new Unusable("""
                    The folder %1$s is to hold the database, but holds something else: %2$s
                    Move that away, then start again.
                    文件夹 %1$s 用于存放数据库，但其中有其他文件：%2$s。请移走后重新启动。""".formatted(data, strangers.get(0).getFileName()));
        }
        endMaking(data);
        FileSystemUtils.deleteRecursively(data);
    }

    /**
     * Ends the programs that make the folder and start the first server on it. They outlive a killed program and would go on
     * writing into the folder.
     */
    private static void endMaking(Path data) {
        List<ProcessHandle> making = Stream.concat(server(data).flatMap(server -> ProcessHandle.of(server.pid())).stream(),
                ProcessHandle.allProcesses().filter(process -> process.info().commandLine()
                        .filter(command -> MAKING.matcher(command).find() && command.contains(data.toString())).isPresent())).toList();
        List<ProcessHandle> all = Stream.concat(making.stream(), making.stream().flatMap(ProcessHandle::descendants)).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
    }

    private static void requireWhole(Path data) throws IOException {
        List<String> missing = NEEDED.stream().filter(name -> !Files.exists(data.resolve(name))).toList();
        if (!missing.isEmpty()) {
            throw new Unusable("""
                    The database in %1$s is damaged: %2$s is missing. Data were stored in it, so it is left as it is.
                    Bring the folder back from a copy, or, if the data are not needed, delete %3$s and start again.
                    %1$s 中的数据库已损坏，缺少 %2$s。其中存有数据，程序不会改动。请用备份恢复；如不需要其中的数据，请删除文件夹 %3$s 后重新启动。"""
                    .formatted(data, String.join(", ", missing), data.getParent()));
        }
        String version = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!version.equals(VERSION)) {
            throw new Unusable("""
                    The database in %1$s was made by PostgreSQL %2$s; this program brings PostgreSQL %4$s. It is left as it is.
                    If the data are not needed, delete %3$s and start again.
                    %1$s 中的数据库由 PostgreSQL %2$s 建立，本程序自带的是 PostgreSQL %4$s。如不需要其中的数据，请删除文件夹 %3$s 后重新启动。"""
                    .formatted(data, version, data.getParent(), VERSION));
        }
    }

    private record Server(long pid, int port) {
    }

    /** Returns the server that runs on this folder, as the server's own note in the folder says. */
    private static Optional<Server> server(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            Server server = new Server(Long.parseLong(lines.get(0).strip()), Integer.parseInt(lines.get(3).strip()));
            return ProcessHandle.of(server.pid()).filter(process -> process.info().command()
                    .filter(command -> command.contains("postgres")).isPresent()).map(process -> server);
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> read(Path portFile) {
        try {
            return Files.exists(portFile) ? Optional.of(Integer.parseInt(Files.readString(portFile).strip())) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(url() + "&loginTimeout=5");
             ResultSet row = connection.createStatement().executeQuery("show data_directory")) {
            return row.next() && Path.of(row.getString(1)).toRealPath().equals(data.toRealPath());
        } catch (SQLException | IOException e) {
            return false;
        }
    }
}
