package org.shouwang.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** A login by the login page. A person signs in there, so each login is checked and put on record by itself. */
public class PageLogin extends WebAuthenticationDetails {

    private final transient Map<String, String> devices;

    /**
     * @param request the request that posts the login page
     * @param devices the browser's id for each user who has signed in there before
     */
    public PageLogin(HttpServletRequest request, Map<String, String> devices) {
        super(request);
        this.devices = Map.copyOf(devices);
    }

    /**
     * Returns the browser's id if the user has signed in there before, otherwise null. It is known only while the login is
     * checked.
     */
    String device(String userId) {
        return devices.get(userId);
    }
}
