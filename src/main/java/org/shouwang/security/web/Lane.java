package org.shouwang.security.web;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How many requests of one sort may be worked on at once, and how many may wait for that. */
final class Lane {

    private final Semaphore places;
    private final Semaphore work;
    private final Duration patience;

    /**
     * @param atWork   how many are worked on at once
     * @param waiting  how many wait behind them, first come first served
     * @param patience how long they wait
     */
    Lane(int atWork, int waiting, Duration patience) {
        this.places = new Semaphore(atWork + waiting);
        this.work = new Semaphore(atWork, true);
        this.patience = patience;
    }

    /**
     * Takes a place to wait; whoever gets one has to {@link #leave} it, or to {@link #work}.
     *
     * @return whether there was one
     */
    boolean queue() {
        return places.tryAcquire();
    }

    /**
     * Waits in a place until it is this one's turn; the place is left if that takes too long.
     *
     * @return whether it is; then {@link #done} has to be called
     */
    boolean work() {
        try {
            if (work.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        leave();
        return false;
    }

    /** Leaves a place without having worked. */
    void leave() {
        places.release();
    }

    /** Makes room for the next. */
    void done() {
        work.release();
        places.release();
    }
}
