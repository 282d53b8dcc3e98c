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
 * The tokens of forms, each of which may be carried out once. A token is signed for a user and a moment, so that every node
 * knows without the database whether this program has given it out, and nobody can make one up.
 */
@Component
class FormPasses {

    private static final Pattern PASS = Pattern.compile("([0-9a-f-]{36})\\.(\\d{1,12})\\.([0-9a-f]{64})");
    /** The most that the clock of another node may be behind the clock of the node that gave the token out. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final PersonalData keys;
    private final AdjustableClock clock;

    FormPasses(PersonalData keys, AdjustableClock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Returns a new token for a form that is shown to a user. */
    String give(String userId) {
        String unique = UUID.randomUUID().toString();
        long second = clock.instant().getEpochSecond();
        return unique + "." + second + "." + keys.fingerprint(signed(userId, unique, second));
    }

    /**
     * Reads the token of a form.
     *
     * @param userId the id of the user who sends the form
     * @param pass   the token that came with the form, or null
     * @return the unique part of the token; empty if the token was not given to this user, or is so old that its use may be
     *     forgotten
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
