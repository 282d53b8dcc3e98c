package org.shouwang.engine;

import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.errorcode.BuiltinExceptionCode;
import org.shouwang.shared.ConflictException;
import org.springframework.context.annotation.Lazy;
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

    private static final Set<Integer> CLASHES = Set.of(BuiltinExceptionCode.DEADLOCK.getCode(),
            BuiltinExceptionCode.FOREIGN_KEY_CONSTRAINT_VIOLATION.getCode(), DatabaseRefusals.CLASH);
    private static final int ATTEMPTS = 4;
    private static final long FIRST_WAIT_MS = 50;
    private static final double LONGER = 2;
    private static final long LONGEST_WAIT_MS = 400;

    private final TransactionTemplate transactions;
    private final ProcessEngine engine;
    private final RetryTemplate retries = RetryTemplate.builder().maxAttempts(ATTEMPTS)
            .exponentialBackoff(FIRST_WAIT_MS, LONGER, LONGEST_WAIT_MS).retryOn(EngineTransactions::isCollision).build();

    EngineTransactions(TransactionTemplate transactions, @Lazy ProcessEngine engine) {
        this.transactions = transactions;
        this.engine = engine;
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
        } catch (RuntimeException e) {
            throw isCollision(e) ? new ConflictException("该事项刚刚已被处理，请刷新后再看") : e;
        } finally {
            TransactionSynchronizationManager.unbindResource(this);
        }
    }

    /**
     * Runs an act as {@link #run} does, as one command of the engine. Whatever the act asks the engine for is loaded once, and what
     * the engine changes is written when the act is over: until then no statement of the product's own sees it.
     *
     * @param act the act; it may run several times but takes effect once
     * @param <T> the type of the result
     * @return the act's result
     * @throws ConflictException if others were faster every time
     */
    <T> T runAsOneCommand(Supplier<T> act) {
        return run(() -> {
            try {
                return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getCommandExecutorTxRequired()
                        .execute(inside -> get(act));
            } catch (Passed passed) {
                throw (RuntimeException) passed.getCause();
            }
        });
    }

    private static <T> T get(Supplier<T> act) {
        try {
            return act.get();
        } catch (ProcessEngineException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Passed(e);
        }
    }

    /** An exception of the product on its way through the engine, which would log another one as a fault of its own. */
    private static final class Passed extends BadUserRequestException {

        private static final long serialVersionUID = 1L;

        private Passed(RuntimeException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * Tells whether somebody else has changed the data. The engine deletes rows in batches and looks at the number of deleted
     * rows only afterwards, so that the database may first refuse to delete a row to which one that was changed still refers.
     * The engine reports that, and a deadlock, as a fault of the database.
     */
    private static boolean isCollision(Throwable e) {
        return e instanceof OptimisticLockingException || e instanceof ConcurrencyFailureException
                || e instanceof ProcessEngineException fault && CLASHES.contains(fault.getCode());
    }
}
