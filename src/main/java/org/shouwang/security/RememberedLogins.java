package org.shouwang.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.shouwang.shared.Sha256;
import org.springframework.stereotype.Component;

/**
 * Remembers Basic logins that were right. For a short while, until any account changes, such a login is not checked again, so
 * that programs do not pay for the slow hash at every request. For a day it does not count as a guess. The passwords cannot be
 * found from what is kept: the key of the hash is made anew at every start.
 */
@Component
public class RememberedLogins {

    private static final int MAX_REMEMBERED = 10_000;
    private static final Duration NO_GUESS_FOR = Duration.ofDays(1);
    private static final String BASIC = "Basic ";

    private final AccountChanges changes;
    private final Cache<String, Remembered> verified;
    private final Cache<String, Boolean> right = Caffeine.newBuilder().maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(NO_GUESS_FOR).build();
    private final byte[] secret = new byte[32];

    RememberedLogins(AccountChanges changes, SecurityProperties properties) {
        this.changes = changes;
        this.verified = Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).expireAfterWrite(properties.rememberBasicFor()).build();
        new SecureRandom().nextBytes(secret);
    }

    private record Remembered(CurrentUser user, long since) {
    }

    /**
     * Returns the user of a login that is remembered, or signs in. When several requests of a program come at once, the others
     * wait for the first one, so that they count as one attempt.
     */
    CurrentUser get(String userId, String password, String address, Supplier<CurrentUser> signIn) {
        String key = fingerprint(userId, password, address);
        Remembered known = verified.getIfPresent(key);
        if (known != null && known.since() != changes.count()) {
            verified.asMap().remove(key, known);
        }
        return verified.get(key, unknown -> {
            long before = changes.count();
            Remembered remembered = new Remembered(signIn.get(), before);
            right.put(key, Boolean.TRUE);
            return remembered;
        }).user();
    }

    /** Tells whether the same login was right from the same address within a day. */
    boolean wasRight(String userId, String password, String address) {
        return right.getIfPresent(fingerprint(userId, password, address)) != null;
    }

    /** Forgets a login that is now wrong; further tries count as guesses. */
    void forget(String userId, String password, String address) {
        right.invalidate(fingerprint(userId, password, address));
    }

    /**
     * Returns the user of a Basic login that is remembered as right.
     *
     * @param authorization the request's {@code Authorization} header
     * @param address       the network address from which the request came
     * @return the user's id; null if the login is not remembered
     */
    public String userOf(String authorization, String address) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return null;
        }
        try {
            String login = new String(Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
            int end = login.indexOf(':');
            Remembered known = end < 0 ? null : verified.getIfPresent(
                    fingerprint(login.substring(0, end), login.substring(end + 1), address));
            return known == null || known.since() != changes.count() ? null : known.user().id();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private String fingerprint(String userId, String password, String address) {
        MessageDigest digest = Sha256.digest();
        digest.update(secret);
        digest.update((userId + "\n" + address + "\n" + password).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }
}
