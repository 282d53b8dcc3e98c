package org.shouwang.security.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;

/**
 * A filter behind each way of signing in. Once the user is known, the body may be read ({@link BodyValve}) and the request
 * gets its due place ({@link Crowd}).
 */
class KnownUserFilter implements Filter {

    private final CurrentUsers users;
    private final Crowd crowd;

    KnownUserFilter(CurrentUsers users, Crowd crowd) {
        this.users = users;
        this.crowd = crowd;
    }

    /** The filter behind the Basic login, after which nobody signs in any more. The outer class stands behind the session. */
    static final class Last extends KnownUserFilter {

        Last(CurrentUsers users, Crowd crowd) {
            super(users, crowd);
        }

        @Override
        boolean hasPlace(Crowd crowd, ServletRequest request, Optional<CurrentUser> user) {
            return user.isPresent() ? crowd.isProgram(request, user.get()) : crowd.isStranger(request);
        }
    }

    /** Corrects the request's place, and tells whether there is one. */
    boolean hasPlace(Crowd crowd, ServletRequest request, Optional<CurrentUser> user) {
        return user.isEmpty() || crowd.isStaff(request, user.get());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        Optional<CurrentUser> user = users.find();
        if (user.isPresent()) {
            BodyValve.known(request);
        }
        // The page of an error is made after the request has left its place, so it needs none.
        if (request.getDispatcherType() != DispatcherType.REQUEST || hasPlace(crowd, request, user)) {
            chain.doFilter(request, response);
        } else {
            crowd.refuse(request, (HttpServletResponse) response);
        }
    }
}
