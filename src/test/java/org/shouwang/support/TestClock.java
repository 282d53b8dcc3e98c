package org.shouwang.support;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.shouwang.shared.AdjustableClock;

/** Moves the product's clock and the engine's clock together. */
public class TestClock {

    /** The zone is not taken from the product's constant on purpose. */
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final AdjustableClock clock;
    private final ProcessEngine engine;

    TestClock(AdjustableClock clock, ProcessEngine engine) {
        this.clock = clock;
        this.engine = engine;
    }

    /** Sets the clocks to a moment in Asia/Shanghai. */
    public void setTo(LocalDateTime moment) {
        apply(Duration.between(Instant.now(), moment.atZone(CHINA).toInstant()));
    }

    /** Sets the clocks to a moment in Asia/Shanghai, such as {@code 2026-03-02T09:00}. */
    public void setTo(String moment) {
        setTo(LocalDateTime.parse(moment));
    }

    /** Moves the clocks on by days, to the same time of day. */
    public void advanceDays(int days) {
        apply(clock.offset().plusDays(days));
    }

    /**
     * @return the present moment of the clocks
     */
    public Instant now() {
        return clock.instant();
    }

    /**
     * @return the present day in Asia/Shanghai
     */
    public LocalDate today() {
        return clock.today();
    }

    void reset() {
        apply(Duration.ZERO);
    }

    private void apply(Duration offset) {
        clock.setOffset(offset);
        ClockUtil.offset(offset.toMillis());
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor().jobWasAdded();
    }
}
