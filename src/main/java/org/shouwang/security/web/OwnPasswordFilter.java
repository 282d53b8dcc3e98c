package org.shouwang.security.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets users whose password somebody else has set do nothing until they have chosen their own. */
class OwnPasswordFilter extends OncePerRequestFilter {

    private static final String MUST_CHANGE = "您的密码由他人设置，须先修改密码：请用浏览器打开 " + PasswordPage.ADDRESS;

    private final CurrentUsers users;
    private final RequestMatcher open;
    private final RequestMatcher browser;
    private final AccessDeniedHandler refusal;

    /**
     * @param open    matches the requests that are open to such users all the same
     * @param browser matches the requests that are sent on to the password page
     * @param refusal answers all other requests
     */
    OwnPasswordFilter(CurrentUsers users, RequestMatcher open, RequestMatcher browser, AccessDeniedHandler refusal) {
        this.users = users;
        this.open = open;
        this.browser = browser;
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (users.find().filter(CurrentUser::mustChangePassword).isEmpty() || open.matches(request)) {
            chain.doFilter(request, response);
        } else if (browser.matches(request)) {
            response.sendRedirect(PasswordPage.ADDRESS);
        } else {
            refusal.handle(request, response, new AccessDeniedException(MUST_CHANGE));
        }
    }
}
