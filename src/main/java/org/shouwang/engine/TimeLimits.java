package org.shouwang.engine;

import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.shouwang.shared.DatabaseLimits;

/** Answers 503 at the engine's doors where the database gave a command up, instead of a fault with the engine's own words. */
final class TimeLimits extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (DoorRefusal e) {
            throw e;
        } catch (RuntimeException e) {
            throw DatabaseLimits.isReached(e) ? DoorRefusal.tookTooLong(e) : e;
        }
    }
}
