package org.shouwang.engine;

import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.shouwang.shared.DatabaseLimits;

/** Answers 503 at the engine's REST interfaces if the database gave up a command, and not a fault in the engine's words. */
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
