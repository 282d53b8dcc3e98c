package org.shouwang.security;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Counts the changes to users, groups and memberships on this node. What was remembered of an account before the last
 * change is not used any more.
 */
@Component
class AccountChanges {

    private final AtomicLong changes = new AtomicLong();

    /** To be read before what is remembered is read, so that a change in between is not missed. */
    long count() {
        return changes.get();
    }

    /** To be called when the change is committed. */
    void add() {
        changes.incrementAndGet();
    }
}
