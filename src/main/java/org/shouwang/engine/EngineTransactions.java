package org.shouwang.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.shouwang.shared.ConflictException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.retry.support.RetryTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs an act in one transaction, and repeats it from the beginning if the engine's data was changed meanwhile, so that a
 * timer that fires at the same moment does not cost a user the work. An act inside another is part of it and repeated with it.
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
     * Runs an act.
     *
     * @param act the act; it may run several times but takes effect once
     * @param <T> the type of the result
     * @return the act's result
     * @throws ConflictException if others were faster every time
     */
    public <T> T run(Supplier<T> act) {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return transactions.execute(status -> act.get());
        }
        TransactionSynchronizationManager.bindResource(this, act);
        try {
            return retries.execute(attempt -> transactions.execute(status -> act.get()));
        } catch (OptimisticLockingException | ConcurrencyFailureException e) {
            throw new ConflictException("该事项刚刚已被处理，请刷新后再看");
        } finally {
            TransactionSynchronizationManager.unbindResource(this);
        }
    }
}
