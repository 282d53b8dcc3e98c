package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.RawConnection;
import org.shouwang.support.Shouwang;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests what a visitor can learn about the machine, make the product say about other hosts, or leave behind. */
class InstallationTest extends IntegrationTest {

    @LocalServerPort
    private int port;

    @Test
    void nobodyIsToldWhereOnTheMachineTheProgramLies() {
        List<String> answers = new ArrayList<>();
        for (String user : List.of("village" + Shouwang.VILLAGE, "admin")) {
            for (String path : List.of("/engine-rest/process-definition", "/engine-rest/process-definition/key/monitoring-identification",
                    "/engine-rest/decision-definition", "/engine-rest/deployment", "/engine-rest/nothing", "/nothing", "/cases/nothing",
                    "/actuator/prometheus", "/actuator/info", "/actuator/health", "/actuator", "/v3/api-docs", "/error")) {
                answers.add(path + " " + shouwang.as(user).get(path).text());
            }
        }
        shouwang.as("admin").get("/engine-rest/deployment").body().findValuesAsText("id").stream().limit(3).forEach(id ->
                answers.add(shouwang.as("admin").get("/engine-rest/deployment/" + id + "/resources").text()));

        assertThat(answers).allSatisfy(answer -> assertThat(answer).doesNotContain(System.getProperty("user.dir"))
                .doesNotContain("target/classes").doesNotContain(".jar!"));
        assertThat(shouwang.village().get("/engine-rest/process-definition/key/monitoring-identification").get("resource"))
                .isEqualTo("monitoring-identification.bpmn");
    }

    @Test
    void nothingThatTheEngineSaysIsKept() {
        for (String path : List.of("/engine-rest/task", "/engine-rest/task/count", "/engine-rest/process-definition",
                "/engine-rest/nothing", "/camunda/api/engine/engine/default/task")) {
            assertThat(shouwang.village().download(path).headers().allValues("Cache-Control")).as(path)
                    .isNotEmpty().allMatch(value -> value.contains("no-store"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/login", "/login?error", "/home", "/cases?status=x", "/nothing", "/error", "/camunda/app/tasklist/default/",
        "/camunda/app/admin/default/setup/", "/camunda/api/engine/engine/", "/engine-rest/task", "/api/cases", "/actuator/health", "/assets/shouwang.css"})
    void whoHasNotSignedInHasNoSession(String path) {
        long before = sessions();
        BrowserSession visitor = new BrowserSession(port);
        visitor.get(path);
        visitor.post(path, Map.of("username", "x"));
        visitor.signIn("nobody", "wrong");
        visitor.get("/login?error");

        assertThat(visitor.cookies()).doesNotContainKeys("SESSION", "JSESSIONID");
        assertThat(sessions()).isEqualTo(before);
    }

    @Test
    void theLoginLeadsToThePageThatWasAskedForAndNowhereElse() {
        BrowserSession visitor = new BrowserSession(port);
        visitor.get("/cases?page=1");
        assertThat(visitor.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD).location()).isEqualTo("/cases?page=1");
        for (String address : List.of("https://foreign.example/", "//foreign.example/", "/\\foreign.example/", "javascript:alert(1)", "/a\r\nX: y")) {
            BrowserSession misled = new BrowserSession(port);
            misled.cookies().put("RETURN-TO", Base64.getUrlEncoder().withoutPadding().encodeToString(address.getBytes()));
            assertThat(misled.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD).location()).as(address).isEqualTo("/home");
        }
    }

    @Test
    void aMadeUpHostIsNamedNowhere() throws Exception {
        for (String path : List.of("/home", "/camunda/app/tasklist", "/logout", "/swagger-ui.html")) {
            try (RawConnection client = new RawConnection(port)) {
                client.send("GET " + path + " HTTP/1.1\r\nHost: foreign.example\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
                assertThat(client.rest(Duration.ofSeconds(20))).as(path).doesNotContain("foreign.example");
            }
        }
    }

    private long sessions() {
        return database.sql("select count(*) from shouwang.spring_session").query(Long.class).single();
    }
}
