package org.shouwang.engine;

import java.util.function.Function;
import java.util.function.Supplier;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.IdempotentRequests;
import org.shouwang.shared.InvalidInputException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Carries a REST request out once, although it is sent again with the same key. The request and what it does are one act: if
 * others change the engine's data meanwhile, both are repeated together ({@link EngineTransactions}).
 */
@Component
public class RepeatedRequests {

    private final IdempotentRequests requests;
    private final EngineTransactions transactions;
    private final CurrentUsers users;

    RepeatedRequests(IdempotentRequests requests, EngineTransactions transactions, CurrentUsers users) {
        this.requests = requests;
        this.transactions = transactions;
        this.users = users;
    }

    /**
     * Carries a request of the user who has signed in out, or returns the answer that it got before.
     *
     * @param key     the sender's key for this request; null if the request is to be carried out each time it comes
     * @param request the request: address and body in a canonical form
     * @param act     the work, which returns the answer
     * @return the answer
     * @throws InvalidInputException                 if the key is blank or too long
     * @throws IdempotentRequests.KeyReusedException if the key was used for a different request
     */
    public IdempotentRequests.Answer once(String key, String request, Supplier<String> act) {
        return key == null ? new IdempotentRequests.Answer(act.get(), false)
                : transactions.run(() -> requests.once(users.get().id(), key, request, act));
    }

    /**
     * Carries a request out that makes something, as {@link #once} does.
     *
     * @param key     the sender's key for this request, or null
     * @param request the request: address and body in a canonical form
     * @param act     the work, which returns the answer
     * @return the answer with 201, or with 200 if the request came before
     */
    public ResponseEntity<String> created(String key, String request, Supplier<String> act) {
        IdempotentRequests.Answer answer = once(key, request, act);
        return ResponseEntity.status(answer.repeated() ? HttpStatus.OK : HttpStatus.CREATED).body(answer.body());
    }

    /**
     * Carries a request out that makes something, as {@link #once} does, but remembers only what identifies the thing, so that
     * the answer tells of it as it is now.
     *
     * @param key     the sender's key for this request, or null
     * @param request the request: address and body in a canonical form
     * @param act     the work, which returns what identifies the thing, such as its number
     * @param answer  makes the answer from what identifies the thing
     * @param <T>     the type of the answer
     * @return the answer with 201, or with 200 if the request came before
     */
    public <T> ResponseEntity<T> created(String key, String request, Supplier<?> act, Function<String, T> answer) {
        IdempotentRequests.Answer made = once(key, request, () -> String.valueOf(act.get()));
        return ResponseEntity.status(made.repeated() ? HttpStatus.OK : HttpStatus.CREATED).body(answer.apply(made.body()));
    }

    /**
     * Carries a request out that changes something and whose answer need not be remembered, as {@link #once} does.
     *
     * @param key     the sender's key for this request, or null
     * @param request the request: address and body in a canonical form
     * @param act     the work
     */
    public void done(String key, String request, Runnable act) {
        once(key, request, () -> {
            act.run();
            return "";
        });
    }
}
