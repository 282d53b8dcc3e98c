package org.shouwang.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** A login by the login page: somebody sits there, so that each is looked at and put on record by itself. */
public class PageLogin extends WebAuthenticationDetails {

    private final transient Map<String, String> devices;

    /**
     * @param request the posted login page
     * @param devices by user the id of the browser, for those who have signed in there before
     */
    public PageLogin(HttpServletRequest request, Map<String, String> devices) {
        super(request);
        this.devices = Map.copyOf(devices);
    }

    /** The browser if this user has signed in there before, or null; asked while signing in only. */
    String device(String userId) {
        return devices.get(userId);
    }
}
