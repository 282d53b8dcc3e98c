package org.shouwang.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Basic logins that were right: for a short while, until something about any account changes, so that programs do not pay for
 * the slow hash at every request; and for a day as such that are no guesses. Nothing that is kept lets anybody find a
 * password: the key of the hash is made anew at every start.
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

    /** Requests of one program that come at once wait for the first of them, so that they are one attempt. */
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

    /** Whether this very login has been right from there within a day. */
    boolean wasRight(String userId, String password, String address) {
        return right.getIfPresent(fingerprint(userId, password, address)) != null;
    }

    /** This login is wrong by now: whoever tries it again is counted. */
    void forget(String userId, String password, String address) {
        right.invalidate(fingerprint(userId, password, address));
    }

    /**
     * @param authorization the header as it came
     * @param address       from where
     * @return whose it is if it is remembered as right at this moment, otherwise null
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
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(secret);
            digest.update((userId + "\n" + address + "\n" + password).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
