package org.shouwang.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.demonstration.DemoMaking.Progress;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Tests that people can sign in and read the progress, but do nothing else, before the demonstration is complete. */
class DemoGateTest {

    private final DemoMaking making = new DemoMaking(null, null, null, null, null, null, null, null, null);
    private final ObjectMapper json = Jackson2ObjectMapperBuilder.json().build();
    private final DemoGate gate = new DemoGate(making, json);
    private final MockFilterChain chain = new MockFilterChain();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @ParameterizedTest
    @ValueSource(strings = {"/api/demo/clock", "/api/cases", "/engine-rest/task", "/camunda/api/engine/engine/default/task"})
    void whileItIsMadeEverythingAnswers503WithTheProgress(String path) throws Exception {
        making.show(new Progress(42));

        gate.doFilter(new MockHttpServletRequest("GET", path), response, chain);

        assertThat(chain.getRequest()).isNull();
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isNotNull();
        JsonNode problem = json.readTree(response.getContentAsString());
        assertThat(problem.path("progress").asInt()).isEqualTo(42);
        assertThat(problem.path("detail").asText()).contains("42%", "正在准备演示数据");
    }

    @Test
    void theClockCannotBeMovedEither() throws Exception {
        making.show(new Progress(0));

        gate.doFilter(new MockHttpServletRequest("POST", "/api/demo/clock"), response, chain);

        assertThat(response.getStatus()).isEqualTo(503);
    }

    @Test
    void aPageLeadsToTheStartPageThatShowsTheProgress() throws Exception {
        making.show(new Progress(42));
        MockHttpServletRequest page = new MockHttpServletRequest("GET", "/home");
        page.addHeader("Accept", "text/html,application/xhtml+xml");

        gate.doFilter(page, response, chain);

        assertThat(response.getRedirectedUrl()).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/login", "/assets/style.css", "/actuator/health"})
    void peopleCanSignInAlready(String path) throws Exception {
        making.show(new Progress(42));

        gate.doFilter(new MockHttpServletRequest("GET", path), response, chain);

        assertThat(chain.getRequest()).isNotNull();
    }

    @Test
    void onceItIsCompleteNothingIsHeldBack() throws Exception {
        making.show(null);

        gate.doFilter(new MockHttpServletRequest("GET", "/api/demo/clock"), response, chain);

        assertThat(chain.getRequest()).isNotNull();
    }
}
