package org.shouwang.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.support.IntegrationTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class SessionGuardFilterTest extends IntegrationTest {

    private static final String USER = "village411081101202";

    @Autowired
    private CurrentUsers users;

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void aSessionThatHasLastedTooLongEnds() throws Exception {
        MockHttpSession session = new MockHttpSession();
        session.access();
        signIn(USER, List.of("village" + USER.substring(7)));

        guard(session, Duration.ofMillis(-1));

        assertThat(session.isInvalid()).isTrue();
        assertThat(users.find()).isEmpty();
    }

    @Test
    void aSessionHasTheRightsItsUserHasNow() throws Exception {
        signIn(USER, List.of("leader411081", "camunda-admin"));

        guard(new MockHttpSession(), Duration.ofHours(12));

        assertThat(users.get().groups()).containsExactlyInAnyOrder(USER, "village");
    }

    @Test
    void aSessionOfAUserWhoIsGoneEnds() throws Exception {
        MockHttpSession session = new MockHttpSession();
        signIn("nobody1", List.of("leader411081"));

        guard(session, Duration.ofHours(12));

        assertThat(session.isInvalid()).isTrue();
    }

    private void guard(MockHttpSession session, Duration longest) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSession(session);
        new SessionGuardFilter(users, longest).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
    }

    private static void signIn(String id, List<String> groups) {
        SecurityContextHolder.getContext().setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                new CurrentUser(id, null, groups), null, List.of()));
    }
}
