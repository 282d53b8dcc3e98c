package org.shouwang.security;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Counts the changes to users, groups and memberships on this node. What this node remembers of an account is no longer used
 * once the count has grown.
 */
@Component
class AccountChanges {

    private final AtomicLong changes = new AtomicLong();

    /**
     * Returns the count. It has to be read before the data that are to be remembered, so that a change in between is not
     * missed.
     */
    long count() {
        return changes.get();
    }

    /** Counts a change. It has to be called after the change is committed. */
    void add() {
        changes.incrementAndGet();
    }
}
