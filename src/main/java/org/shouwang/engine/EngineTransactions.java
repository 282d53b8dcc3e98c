package org.shouwang.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.shouwang.shared.ConflictException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.retry.support.RetryTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries an act out in one transaction, and again from the beginning where the engine was changed meanwhile: a timer
 * that fires at the same moment must not cost an official the work.
 */
@Component
public class EngineTransactions {

    private static final int ATTEMPTS = 4;
    private static final long FIRST_WAIT_MS = 50;
    private static final double LONGER = 2;
    private static final long LONGEST_WAIT_MS = 400;

    private final TransactionTemplate transactions;
    private final RetryTemplate retries = RetryTemplate.builder().maxAttempts(ATTEMPTS)
            .exponentialBackoff(FIRST_WAIT_MS, LONGER, LONGEST_WAIT_MS)
            .retryOn(OptimisticLockingException.class).retryOn(ConcurrencyFailureException.class).build();

    EngineTransactions(TransactionTemplate transactions) {
        this.transactions = transactions;
    }

    /**
     * @param act what is done; may be done several times, but takes effect once
     * @param <T> the result's type
     * @return its result
     * @throws ConflictException if others were faster every time
     */
    public <T> T run(Supplier<T> act) {
        try {
            return retries.execute(attempt -> transactions.execute(status -> act.get()));
        } catch (OptimisticLockingException | ConcurrencyFailureException e) {
            throw new ConflictException("该事项刚刚已被处理，请刷新后再看");
        }
    }
}
