package org.shouwang.security.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.shouwang.security.Devices;
import org.shouwang.security.TooManyTriesException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AccountStatusException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/**
 * Answers a posted login page. A right login leads to the page that was asked for and makes the browser a known one; a wrong
 * login shows the login page again.
 */
class LoginAnswers extends SavedRequestAwareAuthenticationSuccessHandler implements AuthenticationFailureHandler {

    private final Devices devices;

    LoginAnswers(Devices devices, PageCookie pages) {
        this.devices = devices;
        setDefaultTargetUrl("/home");
        setRequestCache(pages);
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication login)
            throws ServletException, IOException {
        devices.remember(request, response, login.getName());
        super.onAuthenticationSuccess(request, response, login);
    }

    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, ServletException {
        if (!(failure instanceof AccountStatusException)) {
            getRedirectStrategy().sendRedirect(request, response, BodyValve.LOGIN + "?error");
            return;
        }
        response.setStatus(HttpStatus.FORBIDDEN.value());
        if (failure instanceof TooManyTriesException tries) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(tries.rest().toSeconds()));
        }
        request.setAttribute(LoginPage.ERROR, failure.getMessage());
        request.getRequestDispatcher(BodyValve.LOGIN).forward(new HttpServletRequestWrapper(request) {
            @Override
            public String getMethod() {
                return HttpMethod.GET.name();
            }
        }, response);
    }
}
