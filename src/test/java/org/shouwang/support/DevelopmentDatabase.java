package org.shouwang.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The PostgreSQL of a development start. It keeps its data and its port in one folder; a server that outlived a killed
 * program is used again.
 */
public final class DevelopmentDatabase {

    private static final String URL = "jdbc:postgresql://localhost:%d/postgres?user=postgres";

    private DevelopmentDatabase() {
    }

    /**
     * @param folder where the data are kept
     * @return the address of the running database
     * @throws IOException if it cannot be started
     */
    public static String start(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path data = folder.resolve("postgres").toAbsolutePath().normalize();
        int port = port(folder.resolve("postgres.port"));
        String url = URL.formatted(port);
        if (!answers(url, data)) {
            EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).setPort(port)
                    .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "100")
                    .setPGStartupWait(Duration.ofSeconds(60)).start();
        }
        return url;
    }

    private static int port(Path file) throws IOException {
        if (Files.exists(file)) {
            return Integer.parseInt(Files.readString(file).strip());
        }
        try (ServerSocket socket = new ServerSocket(0)) {
            Files.writeString(file, Integer.toString(socket.getLocalPort()));
            return socket.getLocalPort();
        }
    }

    private static boolean answers(String url, Path data) {
        try (Connection connection = DriverManager.getConnection(url + "&loginTimeout=5");
             ResultSet row = connection.createStatement().executeQuery("show data_directory")) {
            return row.next() && Path.of(row.getString(1)).toRealPath().equals(data.toRealPath());
        } catch (SQLException | IOException e) {
            return false;
        }
    }
}
