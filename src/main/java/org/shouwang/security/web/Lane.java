package org.shouwang.security.web;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The places for requests of one sort: some are worked on at once, some wait behind them. */
final class Lane {

    private final Semaphore places;
    private final Semaphore work;
    private final Duration patience;

    /**
     * @param atWork   the most requests that are worked on at once
     * @param waiting  the most requests that wait behind them, first come first served
     * @param patience the longest time that a request waits
     */
    Lane(int atWork, int waiting, Duration patience) {
        this.places = new Semaphore(atWork + waiting);
        this.work = new Semaphore(atWork, true);
        this.patience = patience;
    }

    /**
     * Takes a place to wait. The caller then has to call either {@link #leave} or {@link #work}.
     *
     * @return whether there was a place
     */
    boolean queue() {
        return places.tryAcquire();
    }

    /**
     * Waits until it is this request's turn. If that takes too long, the place is given back.
     *
     * @return whether the request may be worked on; the caller then has to call {@link #done}
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

    /** Gives a place back without having worked. */
    void leave() {
        places.release();
    }

    /** Gives the places back after the work. */
    void done() {
        work.release();
        places.release();
    }
}
