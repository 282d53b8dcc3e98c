package org.shouwang.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shouwang.engine.Deployments;
import org.shouwang.engine.EngineProperties;
import org.shouwang.engine.EngineTasks;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.support.IntegrationTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Tests what administrators, and nobody else, may do when an operator has allowed repairs, and that it is recorded;
 * attack/EngineDoorRepairsTest tests the usual state.
 */
class EngineRepairsTest extends IntegrationTest {

    private static final String VARIABLE = "/process-instance/repaired/variables/caseStatus";

    @Autowired
    private EngineTasks tasks;
    @Autowired
    private Deployments deployments;
    @Autowired
    private ProcessDoor door;
    @Autowired
    private CurrentUsers users;
    @Autowired
    private Acts acts;
    @Autowired
    private ObjectMapper json;

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void whereAnOperatorHasAllowedItAnAdministratorRepairsAndThatIsOnRecord() throws Exception {
        assertThat(reachesTheEngine("admin", VARIABLE, "{\"value\":\"x\"}")).isTrue();
        assertThat(database.sql("select outcome || ' ' || user_id from shouwang.act where subject = ? and user_id = 'admin' order by id").param(VARIABLE)
                .query(String.class).list()).containsExactly("REQUESTED admin", "DONE admin");
    }

    @Test
    void nobodyElseDoesAndNobodyGetsRoundAForm() throws Exception {
        for (String user : List.of("village411081101201", "county411081", "leader411081", "city411000", "partner")) {
            assertThat(reachesTheEngine(user, VARIABLE, "{\"value\":\"x\"}")).as(user).isFalse();
        }
        assertThat(reachesTheEngine("admin", "/task/x/resolve", "{}")).isFalse();
    }

    private boolean reachesTheEngine(String userId, String path, String body) throws Exception {
        CurrentUser user = users.current(userId).orElseThrow();
        SecurityContextHolder.getContext().setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(user, null, user.authorities()));
        MockHttpServletRequest request = new MockHttpServletRequest("PUT", "/engine-rest" + path);
        request.setServletPath("/engine-rest" + path);
        request.setContentType("application/json");
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        MockFilterChain chain = new MockFilterChain();
        MockHttpServletResponse response = new MockHttpServletResponse();
        new EngineDoorFilter(tasks, deployments, door, users, acts, json, new EngineProperties(true)).doFilter(request, response, chain);
        assertThat(response.getStatus()).isEqualTo(chain.getRequest() == null ? 403 : 200);
        return chain.getRequest() != null;
    }
}
