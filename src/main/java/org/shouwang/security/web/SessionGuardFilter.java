package org.shouwang.security.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends sessions that have lasted too long, and gives each session the rights that its user has now instead of those at the
 * login.
 */
class SessionGuardFilter extends OncePerRequestFilter {

    private final CurrentUsers users;
    private final Duration longest;

    SessionGuardFilter(CurrentUsers users, Duration longest) {
        this.users = users;
        this.longest = longest;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null && session.getLastAccessedTime() - session.getCreationTime() > longest.toMillis()) {
            end(session);
        } else if (session != null) {
            users.find().ifPresent(user -> users.current(user.id()).ifPresentOrElse(now -> renew(user, now), () -> end(session)));
        }
        chain.doFilter(request, response);
    }

    private static void end(HttpSession session) {
        session.invalidate();
        SecurityContextHolder.clearContext();
    }

    private static void renew(CurrentUser user, CurrentUser now) {
        if (!now.equals(user)) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(now, null, now.authorities()));
            SecurityContextHolder.setContext(context);
        }
    }
}
