package org.shouwang.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.PersonalData;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Knows the browsers in which a user has signed in before. A signed cookie names the user and the browser. The cookie gives no
 * access; but wrong passwords that come from elsewhere do not count against such a browser, so that nobody can be locked out
 * ({@link LoginThrottle}).
 */
@Component
public class Devices {

    private static final String COOKIE = "DEVICE";
    private static final int MOST_USERS = 5;
    private static final int ID_BYTES = 12;
    private static final int PARTS = 4;
    private static final Duration KEPT = Duration.ofDays(365);
    private static final String BETWEEN_USERS = "~";
    /** The beginning of every signed text. It keeps these signatures apart from the other fingerprints of the product. */
    private static final String PURPOSE = "device\n";

    private final PersonalData keys;
    private final AdjustableClock clock;
    private final SecureRandom random = new SecureRandom();

    Devices(PersonalData keys, AdjustableClock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Reads from a request who has signed in before in its browser.
     *
     * @param request the request
     * @return the browser's id for each of the last five users who have signed in there; the latest comes first
     */
    public Map<String, String> of(HttpServletRequest request) {
        Map<String, String> devices = new LinkedHashMap<>();
        entries(request).forEach(entry -> {
            String[] parts = entry.split("\\.");
            devices.putIfAbsent(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8), parts[1]);
        });
        return devices;
    }

    /**
     * Stores in the browser that a user has signed in there.
     *
     * @param request  the login
     * @param response the answer to the login, which sets the cookie
     * @param userId   the id of the user who has signed in
     */
    public void remember(HttpServletRequest request, HttpServletResponse response, String userId) {
        String user = text(userId.getBytes(StandardCharsets.UTF_8));
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        String content = user + "." + of(request).getOrDefault(userId, text(id)) + "." + clock.today().toEpochDay();
        List<String> entries = new ArrayList<>(List.of(content + "." + keys.fingerprint(PURPOSE + content)));
        entries(request).stream().filter(entry -> !entry.startsWith(user + ".")).limit(MOST_USERS - 1).forEach(entries::add);
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(COOKIE, String.join(BETWEEN_USERS, entries)).path("/")
                .maxAge(KEPT).httpOnly(true).sameSite("Lax").secure(request.isSecure()).build().toString());
    }

    /** Returns the cookie's entries that this product has signed within the last year. */
    private List<String> entries(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null ? List.of()
                : List.of(cookie.getValue().split(BETWEEN_USERS)).stream().limit(MOST_USERS).filter(this::isOurs).toList();
    }

    private boolean isOurs(String entry) {
        int end = entry.lastIndexOf('.');
        if (end < 0 || entry.split("\\.").length != PARTS
                || !keys.isFingerprintOf(PURPOSE + entry.substring(0, end), entry.substring(end + 1))) {
            return false;
        }
        return clock.today().toEpochDay() - Long.parseLong(entry.split("\\.")[2]) <= KEPT.toDays();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
