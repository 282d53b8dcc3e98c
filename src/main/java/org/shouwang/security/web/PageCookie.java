package org.shouwang.security.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.WebUtils;

/**
 * Keeps in the browser which page was asked for before the login, so that nobody has a session without having signed in. It
 * leads only to addresses of this product.
 */
class PageCookie implements RequestCache {

    private static final String COOKIE = "RETURN-TO";
    private static final int MAX_LENGTH = 1000;
    private static final Duration KEPT = Duration.ofMinutes(30);

    private final RequestMatcher pages;

    /**
     * @param pages matches the requests that may go on after the login
     */
    PageCookie(RequestMatcher pages) {
        this.pages = pages;
    }

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        String query = request.getQueryString();
        String address = request.getRequestURI() + (query == null ? "" : "?" + query);
        if (pages.matches(request) && address.length() <= MAX_LENGTH) {
            set(request, response, Base64.getUrlEncoder().withoutPadding().encodeToString(address.getBytes(StandardCharsets.UTF_8)), KEPT);
        }
    }

    @Override
    public SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie == null) {
            return null;
        }
        try {
            String address = new String(Base64.getUrlDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8);
            return address.matches("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*") ? new SimpleSavedRequest(address) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Returns null, since the page is opened anew after the login and nothing of the first request is used. */
    @Override
    public HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        return null;
    }

    @Override
    public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
        set(request, response, "", Duration.ZERO);
    }

    private static void set(HttpServletRequest request, HttpServletResponse response, String value, Duration kept) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(COOKIE, value).path(BodyValve.LOGIN).maxAge(kept)
                .httpOnly(true).sameSite("Lax").secure(request.isSecure()).build().toString());
    }
}
