package org.shouwang.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.shouwang.shared.Unavailable;
import org.shouwang.shared.DatabaseLimits;
import org.shouwang.support.TestDatabase;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Checks that every request gets its answer at once while the database is paused or gone. */
class DatabaseWatchTest {

    private static final DatabaseLimits LIMITS = new DatabaseLimits(Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(60),
            Map.of());
    private static final Duration PROMPT = Duration.ofSeconds(2);

    @Test
    void aServerThatAcceptsConnectionsAndIsSilentIsNoticedWithinTwoSeconds() throws IOException {
        try (ServerSocket paused = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            DatabaseWatch watch = watch(paused.getLocalPort());
            AtomicBoolean answers = new AtomicBoolean(true);

            await().atMost(PROMPT).pollDelay(Duration.ZERO).untilAsserted(() -> {
                answers.set(watch.answers());
                assertThat(answers).isFalse();
            });

            await().atMost(Duration.ofSeconds(10)).until(watch::isGone);
            watch.destroy();
        }
    }

    @Test
    void pagesAndProgramsGetAnAnswerInsteadOfWaiting() throws Exception {
        DatabaseWatch watch = watch(closedPort());
        await().atMost(Duration.ofSeconds(10)).until(watch::isGone);
        DatabaseGuard guard = new DatabaseGuard(watch, new Unavailable(new ObjectMapper()));

        MockHttpServletResponse page = answered(guard, "/home", "text/html");
        MockHttpServletResponse program = answered(guard, "/api/cases", "application/json");
        MockHttpServletResponse engine = answered(guard, "/engine-rest/task", "application/json");

        assertThat(page.getStatus()).isEqualTo(503);
        assertThat(page.getContentType()).startsWith("text/html");
        assertThat(page.getContentAsString()).contains("暂时不能办理", "没有应答");
        assertThat(program.getStatus()).isEqualTo(503);
        assertThat(program.getContentType()).startsWith("application/problem+json");
        assertThat(program.getContentAsString()).contains("\"status\":503");
        assertThat(engine.getStatus()).isEqualTo(503);
        watch.destroy();
    }

    @Test
    void healthIsAnsweredWithoutLookingForASession() throws Exception {
        DatabaseWatch watch = watch(closedPort());
        await().atMost(Duration.ofSeconds(10)).until(watch::isGone);
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/actuator/health/readiness");
        request.setCookies(new Cookie("SESSION", "somebody"));
        request.addHeader("Accept", "text/html");
        MockFilterChain chain = new MockFilterChain();

        new DatabaseGuard(watch, new Unavailable(new ObjectMapper())).doFilter(request, new MockHttpServletResponse(), chain);

        HttpServletRequest passed = (HttpServletRequest) chain.getRequest();
        assertThat(passed.getCookies()).isNull();
        assertThat(passed.getHeader("accept")).as("there is one form of answer").isNull();
        watch.destroy();
    }

    @Test
    void requestsThatWaitForADatabaseThatIsGoneAreFreedWithinSeconds() throws Exception {
        PoolConnections pool = new PoolConnections(LIMITS);
        try (Connection waiting = pool.known(new DriverManagerDataSource(TestDatabase.empty("watch_gone"))).getConnection();
             Statement statement = waiting.createStatement()) {
            CompletableFuture<String> page = CompletableFuture.supplyAsync(() -> {
                try {
                    return String.valueOf(statement.execute("select pg_sleep(60)"));
                } catch (SQLException e) {
                    return e.getSQLState();
                }
            });

            DatabaseWatch watch = new DatabaseWatch("jdbc:postgresql://localhost:" + closedPort() + "/nothing", "nobody", "nothing",
                    pool, Duration.ofSeconds(1));

            assertThat(page.get(10, TimeUnit.SECONDS)).as("state of a broken connection").startsWith("08");
            assertThatThrownBy(pool.prompt(new DriverManagerDataSource(TestDatabase.empty("watch_prompt")))::getConnection)
                    .as("nobody waits for another one").isInstanceOf(SQLTransientConnectionException.class);
            watch.destroy();
        }
    }

    @Test
    void aShortPauseEndsNobodysWork() throws Exception {
        PoolConnections pool = new PoolConnections(LIMITS);
        try (Connection working = pool.known(new DriverManagerDataSource(TestDatabase.empty("watch_paused"))).getConnection()) {
            DatabaseWatch watch = new DatabaseWatch("jdbc:postgresql://localhost:" + closedPort() + "/nothing", "nobody", "nothing",
                    pool, Duration.ofMinutes(1));
            await().atMost(Duration.ofSeconds(10)).until(watch::isGone);

            assertThat(working.isValid(5)).isTrue();
            watch.destroy();
        }
    }

    private static MockHttpServletResponse answered(DatabaseGuard guard, String path, String accepted) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.addHeader("Accept", accepted);
        MockHttpServletResponse response = new MockHttpServletResponse();
        guard.doFilter(request, response, new MockFilterChain());
        return response;
    }

    private static DatabaseWatch watch(int port) {
        return new DatabaseWatch("jdbc:postgresql://localhost:" + port + "/nothing", "nobody", "nothing", new PoolConnections(LIMITS), Duration.ofSeconds(1));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
