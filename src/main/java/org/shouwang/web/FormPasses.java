package org.shouwang.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.IdempotentRequests;
import org.shouwang.shared.PersonalData;
import org.springframework.stereotype.Component;

/**
 * The tokens of forms, of which each may be carried out once. They are signed for the user and the moment, so that every node
 * knows without a look into the database whether this program gave one out, and nobody can make one up.
 */
@Component
class FormPasses {

    private static final Pattern PASS = Pattern.compile("([0-9a-f-]{36})\\.(\\d{1,12})\\.([0-9a-f]{64})");
    /** Another node's clock may be a little behind the one that gave it out. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final PersonalData keys;
    private final AdjustableClock clock;

    FormPasses(PersonalData keys, AdjustableClock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** A new token for a form that is shown to this user. */
    String give(String userId) {
        String unique = UUID.randomUUID().toString();
        long second = clock.instant().getEpochSecond();
        return unique + "." + second + "." + keys.fingerprint(signed(userId, unique, second));
    }

    /**
     * @param userId who sends a form
     * @param pass   the token that came with it, or null
     * @return what is unique in it; empty if it was not given to this user, or so long ago that its use would be forgotten
     */
    Optional<String> read(String userId, String pass) {
        Matcher parts = PASS.matcher(pass == null ? "" : pass);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long second = Long.parseLong(parts.group(2));
        Instant given = Instant.ofEpochSecond(second);
        Instant now = clock.instant();
        boolean holds = given.isBefore(now.plus(AHEAD)) && given.plus(IdempotentRequests.FORMS_KEPT).isAfter(now)
                && keys.isFingerprintOf(signed(userId, parts.group(1), second), parts.group(3));
        return holds ? Optional.of(parts.group(1)) : Optional.empty();
    }

    private static String signed(String userId, String unique, long second) {
        return "form\n" + userId + "\n" + unique + "\n" + second;
    }
}
