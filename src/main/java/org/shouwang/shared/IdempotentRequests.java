package org.shouwang.shared;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets a caller repeat a request without doing it twice: the same key gets the first answer again. */
@Service
public class IdempotentRequests {

    /** How long it is known that a form was carried out; a page that is older was closed or loaded again. */
    public static final Duration FORMS_KEPT = Duration.ofDays(2);

    private static final int MAX_KEY = 200;
    private static final String FORM = "form:";

    private final JdbcClient jdbc;
    private final PersonalData personal;
    private final AdjustableClock clock;

    IdempotentRequests(JdbcClient jdbc, PersonalData personal, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.personal = personal;
        this.clock = clock;
    }

    /**
     * An answer, and whether it was given before.
     *
     * @param body     the answer
     * @param repeated whether the request had been carried out before
     */
    public record Answer(String body, boolean repeated) {
    }

    /** The caller used a key again for something else. */
    public static class KeyReusedException extends RuntimeException {

        KeyReusedException() {
            super("该 Idempotency-Key 已用于内容不同的请求");
        }
    }

    /**
     * Carries a request out, or gives the answer it got before. Only successes are kept.
     *
     * @param userId  the caller
     * @param key     the caller's key for this request
     * @param request what is asked for, address and canonical body
     * @param action  carries it out and returns the answer
     * @return the answer
     * @throws InvalidInputException if the key is too long or empty
     * @throws KeyReusedException    if the key was used for another request
     */
    @Transactional
    public Answer once(String userId, String key, String request, Supplier<String> action) {
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw new InvalidInputException("Idempotency-Key", "Idempotency-Key", "须为1至" + MAX_KEY + "个字符");
        }
        String fingerprint = personal.fingerprint(request);
        // A second request with this key waits here until the first has ended.
        int inserted = jdbc.sql("""
                        insert into shouwang.idempotent_request (user_id, key, fingerprint, created_at)
                        values (?, ?, ?, ?) on conflict do nothing
                        """)
                .params(userId, key, fingerprint, Timestamp.from(clock.instant())).update();
        if (inserted == 1) {
            String body = action.get();
            jdbc.sql("update shouwang.idempotent_request set response = ? where user_id = ? and key = ?")
                    .params(body, userId, key).update();
            return new Answer(body, false);
        }
        return jdbc.sql("select fingerprint, response from shouwang.idempotent_request where user_id = ? and key = ?")
                .params(userId, key)
                .query((row, index) -> {
                    if (!personal.isFingerprintOf(request, row.getString(1))) {
                        throw new KeyReusedException();
                    }
                    return new Answer(row.getString(2), true);
                })
                .single();
    }

    /**
     * Claims a form for the one time it may be carried out. Holds at once and on every node; what is claimed stays so until
     * it is finished or released, also if the program dies meanwhile, so that nothing is ever carried out twice.
     *
     * @param userId  who sent it
     * @param token   the form's token
     * @param content what was filled in
     * @return whether it is to be carried out now
     */
    public boolean claimForm(String userId, String token, String content) {
        return jdbc.sql("""
                        insert into shouwang.idempotent_request (user_id, key, fingerprint, created_at)
                        values (?, ?, ?, ?) on conflict do nothing
                        """)
                .params(userId, FORM + token, personal.fingerprint(content), Timestamp.from(clock.instant())).update() == 1;
    }

    /**
     * @param userId  who sent a form
     * @param token   the form's token
     * @param content what was filled in
     * @return its result, an empty text while it is being carried out, or empty if nobody has claimed it
     * @throws KeyReusedException if something else was filled in then
     */
    public Optional<String> resultOfForm(String userId, String token, String content) {
        return jdbc.sql("select fingerprint, response from shouwang.idempotent_request where user_id = ? and key = ?")
                .params(userId, FORM + token)
                .query((row, index) -> {
                    if (!personal.isFingerprintOf(content, row.getString(1))) {
                        throw new KeyReusedException();
                    }
                    return row.getString(2).isEmpty() ? "" : personal.decrypt(row.getString(2), place(userId, token));
                })
                .optional();
    }

    /**
     * @param userId who sent a form and has claimed it
     * @param token  the form's token
     * @param result what came of it, not empty; kept encrypted
     */
    public void finishForm(String userId, String token, String result) {
        jdbc.sql("update shouwang.idempotent_request set response = ? where user_id = ? and key = ?")
                .params(personal.encrypt(result, place(userId, token)), userId, FORM + token).update();
    }

    private static String place(String userId, String token) {
        return "idempotent_request.response:" + userId + "/" + token;
    }

    /**
     * Nothing came of it: it may be sent again.
     *
     * @param userId who sent a form and has claimed it
     * @param token  the form's token
     */
    public void releaseForm(String userId, String token) {
        jdbc.sql("delete from shouwang.idempotent_request where user_id = ? and key = ?").params(userId, FORM + token).update();
    }

    /** Forgets the forms of days ago. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    public void forgetForms() {
        jdbc.sql("delete from shouwang.idempotent_request where key like 'form:%' and created_at < ?")
                .param(Timestamp.from(clock.instant().minus(FORMS_KEPT))).update();
    }
}
