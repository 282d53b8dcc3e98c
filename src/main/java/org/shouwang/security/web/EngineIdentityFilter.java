package org.shouwang.security.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.camunda.bpm.engine.IdentityService;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells the engine who has signed in, for the length of one request. */
class EngineIdentityFilter extends OncePerRequestFilter {

    private final IdentityService identityService;
    private final CurrentUsers users;

    EngineIdentityFilter(IdentityService identityService, CurrentUsers users) {
        this.identityService = identityService;
        this.users = users;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CurrentUser user = users.find().orElse(null);
        if (user == null) {
            chain.doFilter(request, response);
            return;
        }
        identityService.setAuthentication(user.id(), user.groups(), user.tenants());
        try {
            chain.doFilter(request, response);
        } finally {
            identityService.clearAuthentication();
        }
    }
}
