package org.shouwang.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The product's one clock. It runs with the system's time plus an offset, which is zero everywhere but in the demo
 * profile and in tests.
 */
public final class AdjustableClock extends Clock {

    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    @Override
    public ZoneId getZone() {
        return ChinaTime.ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), offset.get());
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset.get());
    }

    /**
     * @return today in Asia/Shanghai
     */
    public LocalDate today() {
        return ChinaTime.dayOf(instant());
    }

    /**
     * @return how far this clock is ahead of the system's
     */
    public Duration offset() {
        return offset.get();
    }

    /**
     * @param newOffset how far this clock is to be ahead of the system's
     */
    public void setOffset(Duration newOffset) {
        offset.set(newOffset);
    }
}
