package org.shouwang.security;

import java.util.concurrent.atomic.AtomicLong;
import org.shouwang.shared.AdjustableClock;
import org.springframework.stereotype.Component;

/**
 * Counts the changes to users, groups, memberships and substitutions on this node. What this node remembers of an account is
 * no longer used once the count is another one. It is another one on each day, since substitutions begin and end at midnight.
 */
@Component
class AccountChanges {

    private static final int DAY = 32;

    private final AdjustableClock clock;
    private final AtomicLong changes = new AtomicLong();

    AccountChanges(AdjustableClock clock) {
        this.clock = clock;
    }

    /**
     * Returns the count. It has to be read before the data that are to be remembered, so that a change in between is not
     * missed.
     */
    long count() {
        return (clock.today().toEpochDay() << DAY) + changes.get();
    }

    /** Counts a change. It has to be called after the change is committed. */
    void add() {
        changes.incrementAndGet();
    }
}
