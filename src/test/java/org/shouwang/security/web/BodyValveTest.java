package org.shouwang.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shouwang.support.RawConnection;

/** Checks that a body has a time limit for all of it, whoever sends it and whoever reads it. */
class BodyValveTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path folder;
    private Tomcat tomcat;
    private ScheduledExecutorService drops;

    @BeforeEach
    void start() throws LifecycleException {
        tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "length", new HttpServlet() {
            @Override
            protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
                if (request.getHeader("X-Known") != null) {
                    BodyValve.known(request);
                }
                String name = request.getParameter("username");
                response.getWriter().print("name " + name + " " + request.getInputStream().readAllBytes().length);
            }
        });
        context.addServletMappingDecoded("/*", "length");
        tomcat.getEngine().getPipeline().addValve(new BodyValve(SHORT, SHORT));
        tomcat.getConnector();
        tomcat.start();
        drops = Executors.newSingleThreadScheduledExecutor();
    }

    @AfterEach
    void stop() throws LifecycleException {
        drops.shutdownNow();
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void aLoginThatComesTooSlowlyIsEnded() throws Exception {
        assertThat(statusOfDripping("/login", "")).isEqualTo(408);
    }

    @Test
    void aBodyOfAKnownUserThatComesTooSlowlyIsEndedToo() throws Exception {
        assertThat(statusOfDripping("/anything", "X-Known: yes\r\n")).isIn(400, 408);
    }

    @Test
    void theBodyOfAnUnknownSenderIsNotWaitedFor() throws Exception {
        assertThat(statusOfDripping("/anything", "")).isEqualTo(200);
    }

    @Test
    void aLoginInOnePieceOrTwoIsRead() throws Exception {
        for (String[] pieces : new String[][] {{"username=a", ""}, {"usern", "ame=a"}}) {
            try (RawConnection client = new RawConnection(tomcat.getConnector().getLocalPort())) {
                client.send("POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: 10\r\n\r\n" + pieces[0]).send(pieces[1]);
                assertThat(client.status(LONG)).isEqualTo(200);
                assertThat(client.rest(LONG)).contains("name a 0");
            }
        }
    }

    private int statusOfDripping(String path, String header) throws IOException {
        try (RawConnection client = new RawConnection(tomcat.getConnector().getLocalPort())) {
            client.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n" + header
                    + "Content-Length: 4000\r\n\r\nusername=a");
            drops.scheduleAtFixedRate(() -> {
                try {
                    client.send("a");
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }, 0, 50, TimeUnit.MILLISECONDS);
            int status = client.status(LONG);
            assertThat(client.isClosed(LONG)).isTrue();
            return status;
        }
    }
}
