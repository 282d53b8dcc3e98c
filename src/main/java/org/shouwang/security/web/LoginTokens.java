package org.shouwang.security.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.shouwang.security.CurrentUsers;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;

/**
 * Keeps the tokens against forged requests: in the session of a user who has signed in, and in a cookie for the login page.
 */
class LoginTokens implements CsrfTokenRepository {

    private final CsrfTokenRepository signedIn = new HttpSessionCsrfTokenRepository();
    private final CookieCsrfTokenRepository nobody = new CookieCsrfTokenRepository();
    private final CurrentUsers users;

    LoginTokens(CurrentUsers users) {
        this.users = users;
        nobody.setCookieName("LOGIN-TOKEN");
        nobody.setCookiePath(BodyValve.LOGIN);
        nobody.setCookieCustomizer(cookie -> cookie.sameSite("Lax").httpOnly(true));
    }

    private CsrfTokenRepository tokens() {
        return users.find().isPresent() ? signedIn : nobody;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return tokens().generateToken(request);
    }

    @Override
    public void saveToken(CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        tokens().saveToken(token, request, response);
    }

    @Override
    public CsrfToken loadToken(HttpServletRequest request) {
        return tokens().loadToken(request);
    }
}
