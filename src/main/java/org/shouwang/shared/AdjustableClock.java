package org.shouwang.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The product's one clock. It runs with the system's time plus an offset, which is zero everywhere but in the demo
 * profile and in tests. While a thread tells a story of the past, it has a time of its own and nobody else is moved.
 */
public final class AdjustableClock extends Clock {

    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
    private final ThreadLocal<Duration> travelling = new ThreadLocal<>();

    @Override
    public ZoneId getZone() {
        return ChinaTime.ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), offset());
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset());
    }

    /**
     * @return today in Asia/Shanghai
     */
    public LocalDate today() {
        return ChinaTime.dayOf(instant());
    }

    /**
     * @return how far this clock is ahead of the system's, for the thread that asks
     */
    public Duration offset() {
        Duration own = travelling.get();
        return own == null ? offset.get() : own;
    }

    /**
     * Sets the clock for the calling thread alone, until it comes back.
     *
     * @param moment the moment it is to be for this thread
     */
    public void travel(Instant moment) {
        travelling.set(Duration.between(Instant.now(), moment));
    }

    /** Gives the calling thread the time that everybody has. */
    public void comeBack() {
        travelling.remove();
    }

    /**
     * @param newOffset how far this clock is to be ahead of the system's
     */
    public void setOffset(Duration newOffset) {
        offset.set(newOffset);
    }
}
