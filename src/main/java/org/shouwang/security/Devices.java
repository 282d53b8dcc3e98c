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
 * Browsers in which somebody has signed in before, by a signed cookie that names the user and the browser. It opens nothing;
 * wrong passwords from elsewhere do not count against it, so that nobody can be locked out ({@link LoginThrottle}).
 */
@Component
public class Devices {

    private static final String COOKIE = "DEVICE";
    private static final int MOST_USERS = 5;
    private static final int ID_BYTES = 12;
    private static final int PARTS = 4;
    private static final Duration KEPT = Duration.ofDays(365);
    private static final String BETWEEN_USERS = "~";
    /** So that no other fingerprint of the product is one of these. */
    private static final String PURPOSE = "device\n";

    private final PersonalData keys;
    private final AdjustableClock clock;
    private final SecureRandom random = new SecureRandom();

    Devices(PersonalData keys, AdjustableClock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * @param request a request
     * @return by user the id of the browser it comes from, for each of the few users who have signed in there; the latest first
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
     * Notes in the browser that a user has signed in there.
     *
     * @param request  the login
     * @param response its answer
     * @param userId   who has signed in
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

    /** What this product has signed within a year. */
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
