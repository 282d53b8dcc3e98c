package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.RawConnection;
import org.shouwang.support.Shouwang;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** Tests more requests than a node can answer, and clients that disconnect. */
@ExtendWith(OutputCaptureExtension.class)
class CrowdTest extends IntegrationTest {

    private static final int MANY = 200;

    @LocalServerPort
    private int port;
    @Autowired
    private TransactionTemplate transactions;

    @Test
    void whoFindsNoPlaceIsToldSoAtOnceAndSignedInPeopleWorkOn() throws Exception {
        BrowserSession clerk = new BrowserSession(port);
        clerk.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD);
        clerk.get("/home");
        ExecutorService crowd = Executors.newFixedThreadPool(MANY);
        try (Locked locked = new Locked()) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                String user = "crowd" + i;
                // Each request waits for the locked table. The names differ, since requests with the same login wait for the
                // first of them.
                answers.add(crowd.submit(() -> shouwang.as(user).withPassword("x").get("/api/cases")));
            }
            Answer refused = first(answers, 503);
            assertThat(refused.text()).contains("现在使用的人太多");
            for (int i = 0; i < 10; i++) {
                long begin = System.nanoTime();
                assertThat(clerk.get("/home").status()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
            }
            assertThat(shouwang.nobody().get("/actuator/health/readiness").status()).as("probes").isEqualTo(200);
            locked.release();
            for (Future<Answer> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS).status()).isIn(401, 429, 503);
            }
        } finally {
            crowd.shutdownNow();
        }
        clock.setTo(NOW.plusMinutes(10));
        assertThat(shouwang.village().get("/api/cases").status()).as("places are free again").isEqualTo(200);
    }

    @Test
    void theRefusalSaysWhenToTryAgain() throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(MANY);
        try (Locked locked = new Locked()) {
            List<Future<Map.Entry<Integer, String>>> answers = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                String user = "throng" + i;
                answers.add(crowd.submit(() -> {
                    var answer = shouwang.as(user).withPassword("x").download("/engine-rest/task");
                    return Map.entry(answer.statusCode(), answer.headers().firstValue("Retry-After").orElse(""));
                }));
            }
            locked.release();
            List<Map.Entry<Integer, String>> all = new ArrayList<>();
            for (Future<Map.Entry<Integer, String>> answer : answers) {
                all.add(answer.get(60, TimeUnit.SECONDS));
            }
            assertThat(all).contains(Map.entry(503, "5"));
        } finally {
            crowd.shutdownNow();
        }
    }

    @Test
    void clientsThatGoAwayLeaveNoTraces(CapturedOutput log) throws IOException {
        BrowserSession clerk = new BrowserSession(port);
        clerk.signIn("county" + Shouwang.COUNTY, Shouwang.PASSWORD);
        int before = log.getAll().length();
        for (String path : List.of("/home", "/assets/shouwang.css", "/v3/api-docs", "/engine-rest/process-definition", "/camunda/app/tasklist/")) {
            for (int i = 0; i < 10; i++) {
                try (RawConnection client = new RawConnection(port)) {
                    client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nCookie: SESSION="
                            + clerk.cookies().get("SESSION") + "\r\n\r\n").reset();
                }
            }
        }
        assertThat(clerk.get("/home").status()).isEqualTo(200);

        assertThat(log.getAll().substring(before)).doesNotContain("Broken pipe").doesNotContain("ClientAbort").doesNotContain("\tat ");
    }

    private static Answer first(List<Future<Answer>> answers, int status) throws Exception {
        return await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(30))
                .until(() -> answered(answers, status), Optional::isPresent).orElseThrow();
    }

    private static Optional<Answer> answered(List<Future<Answer>> answers, int status) throws Exception {
        for (Future<Answer> answer : answers) {
            if (answer.isDone() && answer.get().status() == status) {
                return Optional.of(answer.get());
            }
        }
        return Optional.empty();
    }

    /** A lock on the table of failed logins. It holds up every request with a wrong password until it is released. */
    private final class Locked implements AutoCloseable {

        private final ExecutorService holder = Executors.newSingleThreadExecutor();
        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);

        private Locked() throws InterruptedException {
            holder.submit(() -> transactions.execute(status -> {
                database.sql("lock table shouwang.login_attempt in access exclusive mode").update();
                held.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return null;
            }));
            held.await();
        }

        private void release() {
            end.countDown();
        }

        @Override
        public void close() {
            release();
            holder.shutdown();
        }
    }
}
