package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.RawConnection;
import org.shouwang.support.Shouwang;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Tests request bodies of clients that have not signed in: large, slow or never complete, in every form. Nothing waits for
 * them, and nothing of them is kept.
 */
@ExtendWith(OutputCaptureExtension.class)
class SlowBodiesTest extends IntegrationTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(4);
    private static final int MORE_THAN_ALL_THREADS = 260;

    @LocalServerPort
    private int port;
    @Autowired
    private ServletContext context;

    @ParameterizedTest
    @ValueSource(strings = {"/households/import", "/api/households/import", "/problems/import", "/api/comparison/datasets/vehicles",
        "/api/regions/villages", "/api/clues", "/clues", "/password", "/logout", "/engine-rest/task", "/camunda/api/engine/engine/default/task",
        "/", "/home", "/nothing", "/error", "/actuator/health", "/actuator/health/liveness"})
    void whoIsNobodyIsAnsweredWithoutTheBodyAndNothingOfItIsKept(String path) throws IOException {
        long sessions = sessions();
        Map<String, RawConnection> clients = new LinkedHashMap<>();
        for (String login : List.of("", "Authorization: Basic " + Base64.getEncoder()
                .encodeToString(("nobody" + path.length() + ":x").getBytes(StandardCharsets.UTF_8)) + "\r\nOrigin: https://foreign.example\r\n")) {
            for (String method : List.of("POST", "PUT")) {
                for (String type : List.of("multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/json")) {
                    clients.put(method + " " + type + login, new RawConnection(port).send(method + " " + path
                            + " HTTP/1.1\r\nHost: localhost\r\n" + login + "Content-Type: " + type
                            + "\r\nContent-Length: 900000\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; "
                            + "filename=\"a.xlsx\"\r\n\r\n" + "x".repeat(3000)));
                }
            }
        }
        for (Map.Entry<String, RawConnection> client : clients.entrySet()) {
            assertThat(client.getValue().status(AT_ONCE)).as(client.getKey()).isBetween(200, 499);
        }
        assertThat(filesOfUploads()).isEmpty();
        for (RawConnection client : clients.values()) {
            client.close();
        }
        assertThat(sessions()).isEqualTo(sessions);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "99999999999999999999", "1\r\nContent-Length: 2"})
    void aLengthThatIsNoneIsRefusedWithoutATrace(String length, CapturedOutput log) throws IOException {
        for (String line : List.of("GET /", "POST /login", "POST /api/clues")) {
            try (RawConnection client = new RawConnection(port).send(line + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n")) {
                assertThat(client.status(AT_ONCE)).as(line).isEqualTo(400);
            }
        }
        assertThat(log.getAll()).doesNotContain(" ERROR ", "\tat ");
    }

    @Test
    void hundredsOfLoginsThatNeverComeKeepNobodyFromWorking() throws IOException {
        BrowserSession clerk = new BrowserSession(port);
        clerk.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD);
        List<RawConnection> clients = new ArrayList<>();
        try {
            for (int i = 0; i < MORE_THAN_ALL_THREADS; i++) {
                clients.add(new RawConnection(port).send("POST /login HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 4000\r\n\r\nusername=a"));
            }

            assertThat(clients.get(MORE_THAN_ALL_THREADS - 1).isClosed(AT_ONCE)).as("there is no place left to drip").isTrue();
            long begin = System.nanoTime();
            assertThat(clerk.get("/home").status()).isEqualTo(200);
            assertThat(new BrowserSession(port).signIn("township" + Shouwang.TOWNSHIP, Shouwang.PASSWORD).location()).isEqualTo("/home");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_ONCE);

            for (RawConnection client : clients) {
                assertThat(client.isClosed(Duration.ofSeconds(10))).isTrue();
            }
        } finally {
            for (RawConnection client : clients) {
                client.close();
            }
        }
    }

    @Test
    void aLoginIsSmall() {
        assertThat(shouwang.nobody().send("POST", "/login", "username=" + "x".repeat(9000),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html")).status()).isEqualTo(413);
        assertThat(new BrowserSession(port).signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD).location()).isEqualTo("/home");
    }

    private List<Path> filesOfUploads() throws IOException {
        File folder = (File) context.getAttribute(ServletContext.TEMPDIR);
        try (Stream<Path> files = Files.walk(folder.toPath())) {
            return files.filter(file -> file.getFileName().toString().startsWith("upload_")).toList();
        }
    }

    private long sessions() {
        return database.sql("select count(*) from shouwang.spring_session").query(Long.class).single();
    }
}
