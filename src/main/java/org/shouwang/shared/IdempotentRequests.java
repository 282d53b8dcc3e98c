package org.shouwang.shared;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets a caller repeat a request without carrying it out twice: a request with the same key gets the first answer again. */
@Service
public class IdempotentRequests {

    /** The time for which a form that was carried out is remembered. A page that is older has been closed or loaded again. */
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
     * The answer to a request.
     *
     * @param body     the answer's text
     * @param repeated whether the request was carried out before
     */
    public record Answer(String body, boolean repeated) {
    }

    /** The caller has used a key again for a different request. */
    public static class KeyReusedException extends RuntimeException {

        KeyReusedException() {
            super("该 Idempotency-Key 已用于内容不同的请求");
        }
    }

    /**
     * Carries a request out, or returns the answer that it got before. Only successful answers are kept.
     *
     * @param userId  the caller's id
     * @param key     the caller's key for this request, 1 to 200 characters
     * @param request the request: address and body in a canonical form
     * @param action  the work, which returns the answer
     * @return the answer
     * @throws InvalidInputException if the key is blank or too long, or begins as those of forms do, which are soon forgotten
     * @throws KeyReusedException    if the key was used for a different request
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Answer once(String userId, String key, String request, Supplier<String> action) {
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw new InvalidInputException("Idempotency-Key", "Idempotency-Key", "须为1至" + MAX_KEY + "个字符");
        }
        if (key.startsWith(FORM)) {
            throw new InvalidInputException("Idempotency-Key", "Idempotency-Key", "不能以 " + FORM + " 开头");
        }
        String fingerprint = personal.fingerprint(request);
        // A second request with the same key waits here until the first has ended.
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
                    if (!personal.isFingerprintOf(request, row.getString("fingerprint"))) {
                        throw new KeyReusedException();
                    }
                    return new Answer(row.getString("response"), true);
                })
                .single();
    }

    /**
     * Claims a form, which may be carried out only once. The claim holds at once and on every node. It lasts until the form is
     * finished or released, even if the program stops meanwhile, so that nothing is carried out twice.
     *
     * @param userId  the id of the user who sent the form
     * @param token   the form's token
     * @param content what was filled in
     * @return whether the caller has to carry the form out now; false if it was claimed before
     */
    public boolean claimForm(String userId, String token, String content) {
        return jdbc.sql("""
                        insert into shouwang.idempotent_request (user_id, key, fingerprint, created_at)
                        values (?, ?, ?, ?) on conflict do nothing
                        """)
                .params(userId, FORM + token, personal.fingerprint(content), Timestamp.from(clock.instant())).update() == 1;
    }

    /**
     * Returns the result of a form that was sent before.
     *
     * @param userId  the id of the user who sent the form
     * @param token   the form's token
     * @param content what was filled in
     * @return the result; an empty text while the form is being carried out; empty if nobody has claimed it
     * @throws KeyReusedException if the form was sent before with a different content
     */
    public Optional<String> resultOfForm(String userId, String token, String content) {
        return jdbc.sql("select fingerprint, response from shouwang.idempotent_request where user_id = ? and key = ?")
                .params(userId, FORM + token)
                .query((row, index) -> {
                    if (!personal.isFingerprintOf(content, row.getString("fingerprint"))) {
                        throw new KeyReusedException();
                    }
                    return row.getString("response").isEmpty() ? "" : personal.decrypt(row.getString("response"), place(userId, token));
                })
                .optional();
    }

    /**
     * Stores the result of a claimed form, encrypted.
     *
     * @param userId the id of the user who has claimed the form
     * @param token  the form's token
     * @param result the result, not empty
     */
    public void finishForm(String userId, String token, String result) {
        jdbc.sql("update shouwang.idempotent_request set response = ? where user_id = ? and key = ?")
                .params(personal.encrypt(result, place(userId, token)), userId, FORM + token).update();
    }

    private static String place(String userId, String token) {
        return "idempotent_request.response:" + userId + "/" + token;
    }

    /**
     * Gives up the claim of a form that was not carried out, so that it can be sent again.
     *
     * @param userId the id of the user who has claimed the form
     * @param token  the form's token
     */
    public void releaseForm(String userId, String token) {
        jdbc.sql("delete from shouwang.idempotent_request where user_id = ? and key = ?").params(userId, FORM + token).update();
    }

    /** Deletes the forms that need not be remembered any more. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    public void forgetForms() {
        jdbc.sql("delete from shouwang.idempotent_request where key like 'form:%' and created_at < ?")
                .param(Timestamp.from(clock.instant().minus(FORMS_KEPT))).update();
    }
}
