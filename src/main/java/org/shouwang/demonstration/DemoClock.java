package org.shouwang.demonstration;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import org.joda.time.DateTimeUtils;
import org.shouwang.engine.EngineTimers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.InvalidInputException;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The demonstration's clock. It can be moved forward, for the product and the engine together, and stays moved after a
 * restart.
 */
@Service
@Profile("demo")
class DemoClock {

    /** The day that the clock cannot pass. The demonstration's years mean nothing beyond it. */
    private static final LocalDate LATEST = LocalDate.of(2100, 1, 1);

    private final JdbcClient jdbc;
    private final AdjustableClock clock;
    private final EngineTimers timers;

    DemoClock(JdbcClient jdbc, AdjustableClock clock, EngineTimers timers) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.timers = timers;
        apply(Duration.ZERO);
        jdbc.sql("select ahead_ms from shouwang.demo_clock").query(Long.class).optional()
                .ifPresent(ahead -> apply(Duration.ofMillis(ahead)));
    }

    /**
     * The time that the clock shows.
     *
     * @param now  the moment, with the offset of Asia/Shanghai
     * @param date the day in Asia/Shanghai
     */
    record Reading(ZonedDateTime now, LocalDate date) {
    }

    Reading read() {
        ZonedDateTime now = clock.instant().atZone(ChinaTime.ZONE);
        return new Reading(now, now.toLocalDate());
    }

    /**
     * Moves the clock forward.
     *
     * @param moment the new moment; not before the present one
     * @return the time that the clock then shows
     * @throws InvalidInputException if the moment is past or beyond the latest day
     */
    synchronized Reading moveTo(Instant moment) {
        Duration further = Duration.between(clock.instant(), moment);
        if (further.isNegative()) {
            throw new InvalidInputException("now", "时间", "只能向前调整，现在是 " + read().now().toOffsetDateTime());
        }
        if (!ChinaTime.dayOf(moment).isBefore(LATEST)) {
            throw new InvalidInputException("now", "时间", "不能晚于 " + LATEST);
        }
        Duration ahead = clock.offset().plus(further);
        jdbc.sql("""
                        insert into shouwang.demo_clock (ahead_ms) values (?)
                        on conflict (only_row) do update set ahead_ms = excluded.ahead_ms
                        """)
                .param(ahead.toMillis()).update();
        apply(ahead);
        return read();
    }

    private void apply(Duration ahead) {
        clock.setOffset(ahead);
        // The engine asks this library for the time. It thus follows the product's clock, even for a thread that has a time of
        // its own.
        DateTimeUtils.setCurrentMillisProvider(clock::millis);
        timers.wake();
    }
}
