package org.shouwang.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The product's one clock. It shows the system's time plus an offset. The offset is zero everywhere except in the
 * demonstration and in tests. A thread that makes up the past for the demonstration has an offset of its own, which other
 * threads do not see.
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
     * @return today's day in Asia/Shanghai
     */
    public LocalDate today() {
        return ChinaTime.dayOf(instant());
    }

    /**
     * @return how far this clock is ahead of the system's clock for the calling thread
     */
    public Duration offset() {
        Duration own = travelling.get();
        return own == null ? offset.get() : own;
    }

    /**
     * Sets the clock for the calling thread alone, until {@link #comeBack} is called.
     *
     * @param moment the time that the clock shows to this thread now
     */
    public void travel(Instant moment) {
        travelling.set(Duration.between(Instant.now(), moment));
    }

    /** Gives the calling thread the time of all other threads again. */
    public void comeBack() {
        travelling.remove();
    }

    /** Sets how far this clock is ahead of the system's clock, for all threads without a time of their own. */
    public void setOffset(Duration newOffset) {
        offset.set(newOffset);
    }
}
