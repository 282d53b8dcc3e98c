package org.shouwang.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** A login by the login page: somebody sits there, so that each is looked at and put on record by itself. */
public class PageLogin extends WebAuthenticationDetails {

    /**
     * @param request the posted login page
     */
    public PageLogin(HttpServletRequest request) {
        super(request);
    }
}
