package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.shared.PlainAddressFilter;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;

/** Tests addresses that are written in unusual ways, ways out of a folder, and unusual methods and types. */
@ExtendWith(OutputCaptureExtension.class)
class AddressTest extends IntegrationTest {

    @LocalServerPort
    private int port;

    /** The addresses are sent as written, without a client that normalises them. */
    @ParameterizedTest
    @ValueSource(strings = {
        "/engine-rest;a/task", "/engine-rest;a=b/version", "/engine-rest/task;jsessionid=1", "/;/engine-rest/task",
        "/%65ngine-rest/task", "/engine-rest/%74ask", "/engine%2drest/task", "/%2565ngine-rest/task",
        "//engine-rest/task", "///engine-rest/task", "/engine-rest//task", "/engine-rest/task//",
        "/./engine-rest/task", "/engine-rest/./task", "/engine-rest/.", "/engine-rest/task/.", "/engine-rest/task/..",
        "/api/../engine-rest/task", "/assets/../engine-rest/process-instance", "/swagger-ui/../engine-rest/task",
        "/assets/..;/engine-rest/process-instance", "/camunda/..;/engine-rest/task",
        "/assets/%2e%2e/engine-rest/task", "/assets/.%2e/application.yaml", "/assets/%2e%2e%2fapplication.yaml",
        "/assets/..%2f..%2fapplication.yaml", "/assets/..%5c..%5capplication.yaml", "/assets/..\\..\\application.yaml",
        "/assets/....//application.yaml", "/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
        "/webjars/../application.yaml", "/camunda/lib/../../application.yaml", "/camunda/app/tasklist/%2e%2e/admin/",
        "/camunda/api//engine/engine/default/process-instance", "/camunda/api/engine/engine/default;x/process-instance",
        "/camunda/%61pi/engine/engine/default/process-instance", "/engine-rest/engine/default/../default/process-instance",
        "/engine-rest/task/%00", "/api/cases/%00", "/cases/a%00b", "/api/cases/%0d%0aX-A:1", "/api/cases/%E5%8D",
        "/api/cases/%zz", "/api/cases/%", "/actuator/;/health", "/actuator/%68ealth", "/camunda/app/admin/..;/x"})
    void anAddressWrittenOtherwiseDoesNotExist(String address, CapturedOutput log) throws IOException {
        for (String user : new String[] {null, "village411081101201", "admin"}) {
            String answer = raw("GET " + address + " HTTP/1.1", user);

            assertThat(answer).as(user).matches(text -> text.startsWith("HTTP/1.1 404") || text.startsWith("HTTP/1.1 400"))
                    .doesNotContain("processDefinitionId", "shouwang:", "root:", "Exception", "\tat ");
        }
        assertThat(log.getAll()).doesNotContain(" ERROR ", "\tat ");
    }

    /** Tomcat refuses these before any filter of the product sees them. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/cases/%00", "/api/cases/a%2fb", "/api/cases/a%5cb", "/engine-rest/task/%00", "/cases/a%00b", "/cases/a%2fb", "/cases?q=[",
        "/api/cases?q=["})
    void whatTheServerItselfRefusesIsAnsweredInChinese(String address) throws IOException {
        String answer = raw("GET " + address + " HTTP/1.1", "village411081101201");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("地址").doesNotContain("Bad Request", "Tomcat", "Invalid", "\tat ");
        if (!address.startsWith("/cases") && !address.contains("[")) {
            assertThat(answer).contains("application/problem+json", "\"status\":400");
        }
    }

    @Test
    void whatIsPlainIsTold() {
        assertThat(PlainAddressFilter.isPlain(request("/engine-rest/task", "/engine-rest", "/task"))).isTrue();
        assertThat(PlainAddressFilter.isPlain(request("/home", "/home", null))).isTrue();
        assertThat(PlainAddressFilter.isPlain(request("/engine-rest/t%61sk", "/engine-rest", "/task"))).as("encoded").isFalse();
        assertThat(PlainAddressFilter.isPlain(request("/engine-rest;a/task", "/engine-rest", "/task"))).as("parameter").isFalse();
        assertThat(PlainAddressFilter.isPlain(request("/x/../engine-rest/task", "/engine-rest", "/task"))).as("dots").isFalse();
        assertThat(PlainAddressFilter.isPlain(request("/camunda/api/tasklist/engine-rest/user", "/engine-rest", "/user")))
                .as("a prefix from a header").isFalse();
        assertThat(PlainAddressFilter.isPlain(request("/engine-rest//task", "/engine-rest", "//task"))).as("empty part").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/tasks?search=%zz", "/api/cases?limit=5&search=%", "/api/messages?x=%4"})
    void aBrokenCodeDoesNotDropTheFilter(String address) throws IOException {
        assertThat(raw("GET " + address + " HTTP/1.1", "village411081101201")).startsWith("HTTP/1.1 400").contains("参数编码有误");
        assertThat(raw("GET /api/tasks?search=%E5%BC%A0 HTTP/1.1", "village411081101201")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "TRACK", "CONNECT", "PROPFIND", "MKCOL", "COPY", "FOO", "get", "G\u0000ET"})
    void anOddMethodIsRefused(String method, CapturedOutput log) throws IOException {
        for (String path : List.of("/engine-rest/task", "/api/cases", "/cases", "/camunda/api/engine/engine/default/task")) {
            String answer = raw(method + " " + path + " HTTP/1.1", "village411081101201");

            assertThat(answer).as(path).matches("(?s)HTTP/1.1 (400|403|405|501) .*").doesNotContain("X-Attack", "\tat ");
        }
        assertThat(log.getAll()).doesNotContain(" ERROR ", "\tat ");
    }

    /** OPTIONS at the engine's addresses would describe the whole interface; Tasklist needs it for filters only. */
    @Test
    void whatTheEngineOffersIsNotTold() {
        for (String user : List.of("village411081101201", "county411082", "partner")) {
            for (String path : List.of("", "/task", "/process-instance", "/user", "/authorization", "/deployment", "/filter")) {
                Answer answer = shouwang.as(user).send("OPTIONS", "/engine-rest" + path, null, Map.of());

                assertThat(answer.text()).as(user + path).doesNotContain("wadl", "\"method\":\"POST\"", "\"method\":\"PUT\"");
                assertThat(answer.status()).as(user + path).isEqualTo("/filter".equals(path) && !"partner".equals(user) ? 200 : 403);
            }
        }
    }

    @Test
    void wrongMethodsAndTypesAreAnsweredInChinese() {
        Shouwang.Session village = shouwang.village();
        Answer method = village.send("DELETE", "/api/cases", null, Map.of());
        Answer type = shouwang.county().send("POST", "/api/comparison/datasets/vehicles?asOf=" + TODAY, "<x/>",
                Map.of("Content-Type", "application/xml"));
        Answer accept = village.send("GET", "/api/cases", null, Map.of("Accept", "application/xml"));
        Answer number = village.get("/api/cases?limit=99999999999");

        assertProblem(method, 405);
        assertProblem(type, 415);
        assertProblem(accept, 406);
        assertProblem(number, 400);
        assertThat(number.wrongFields()).containsExactly("limit");
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.get("title") + answer.get("detail")).as(answer.text()).doesNotContainPattern("[A-Za-z]{3,} [A-Za-z]{2,} ")
                .containsPattern("[一-龥]{4}");
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    }

    private static MockHttpServletRequest request(String uri, String servletPath, String pathInfo) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", uri);
        request.setServletPath(servletPath);
        request.setPathInfo(pathInfo);
        return request;
    }

    private String raw(String line, String user) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            String login = user == null ? "" : "Authorization: Basic " + Base64.getEncoder()
                    .encodeToString((user + ":" + Shouwang.PASSWORD).getBytes(StandardCharsets.UTF_8)) + "\r\n";
            socket.getOutputStream().write((line + "\r\nHost: localhost\r\nX-Attack: 1\r\n" + login
                    + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
