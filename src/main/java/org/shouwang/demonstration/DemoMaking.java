package org.shouwang.demonstration;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.shouwang.demonstration.DemoHistory.Part;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Locks;
import org.shouwang.shared.LongWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the history of an empty demonstration while the product already runs. The history of each county is made in one
 * transaction, so that it is complete or absent: none of its timers fires before it is complete, and an interrupted history is
 * made anew at the next start. {@link DemoGate} lets nobody in before all counties are complete.
 */
@Component
@Profile("demo")
public class DemoMaking {

    private static final Logger LOG = LoggerFactory.getLogger(DemoMaking.class);
    private static final long PATIENCE_SECONDS = 10;
    private static final long PERCENT = 100;

    private final DemoStaff staff;
    private final DemoHistory history;
    private final Regions regions;
    private final DemoProperties properties;
    private final JdbcClient jdbc;
    private final Locks locks;
    private final TransactionTemplate transactions;
    private final AdjustableClock clock;
    private final LongWork longWork;
    private final AtomicReference<Progress> progress = new AtomicReference<>();
    private final AtomicReference<ExecutorService> makers = new AtomicReference<>();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final CountDownLatch deployed = new CountDownLatch(1);

    DemoMaking(DemoStaff staff, DemoHistory history, Regions regions, DemoProperties properties, JdbcClient jdbc, Locks locks,
               TransactionTemplate transactions, AdjustableClock clock, LongWork longWork) {
        this.longWork = longWork;
        this.staff = staff;
        this.history = history;
        this.regions = regions;
        this.properties = properties;
        this.jdbc = jdbc;
        this.locks = locks;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The progress of the making.
     *
     * @param percent the completed share in percent, from 0 to 99
     */
    public record Progress(int percent) {

        /**
         * @return the Chinese text about the progress that people are shown
         */
        public String text() {
            return "正在准备演示数据，已完成 " + percent + "%。现在可以登录，准备完成后才能办理和查看，请稍候";
        }
    }

    /**
     * @return the progress; empty if the demonstration is complete
     */
    public Optional<Progress> progress() {
        return Optional.ofNullable(progress.get());
    }

    /**
     * Records the progress.
     *
     * @param made the progress, or null if the demonstration is complete
     */
    void show(Progress made) {
        progress.set(made);
    }

    /** Begins to make the history of the counties that have neither a case nor a household, and does not wait for the end. */
    public void begin() {
        List<String> missing = properties.households() == 0 ? List.of()
                : regions.ofLevel(RegionLevel.COUNTY).stream().map(Region::code).filter(staff::seesNothing).toList();
        if (missing.isEmpty()) {
            return;
        }
        show(new Progress(0));
        List<Part> parts = history.parts(properties.households()).stream().filter(part -> missing.contains(part.countyCode())).toList();
        Work work = new Work(clock.instant(), parts.stream().mapToInt(Part::steps).sum(), new AtomicInteger(),
                new AtomicInteger(parts.size()));
        // A maker waits for the database half of the time: all of them at once leave no processor idle.
        makers.set(Executors.newFixedThreadPool(parts.size(), task -> {
            Thread maker = new Thread(task, "demonstration");
            maker.setDaemon(true);
            return maker;
        }));
        parts.forEach(part -> makers.get().execute(() -> make(part, work)));
        makers.get().shutdown();
    }

    /** Lets the making go on: the procedures, whose cases belong to the history, are deployed last. */
    @EventListener(ApplicationReadyEvent.class)
    void goOn() {
        deployed.countDown();
    }

    private record Work(Instant begun, int steps, AtomicInteger done, AtomicInteger openParts) {
    }

    private void make(Part part, Work work) {
        try {
            deployed.await();
            transactions.executeWithoutResult(status -> {
                longWork.begin(LongWork.Kind.DEMONSTRATION);
                // The tables have so few rows that a plan made for each value costs more than it saves.
                jdbc.sql("set local plan_cache_mode = force_generic_plan").update();
                // If several nodes start together, one of them makes the history, and the others then find it.
                locks.lockDemonstration(part.countyCode());
                if (staff.seesNothing(part.countyCode())) {
                    history.make(part, () -> report(work));
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!ending.get()) {
                LOG.error("The demonstration has no made-up households in {}", part.countyCode(), e);
            }
        }
        if (work.openParts().decrementAndGet() == 0) {
            show(null);
            LOG.info("Demonstration filled with {} made-up households and {} steps of their cases in {} ms",
                    properties.households(), work.done(), Duration.between(work.begun(), clock.instant()).toMillis());
        }
    }

    private void report(Work work) {
        if (ending.get()) {
            throw new IllegalStateException("The program ends");
        }
        show(new Progress((int) (PERCENT * work.done().getAndIncrement() / work.steps())));
    }

    @PreDestroy
    void end() throws InterruptedException {
        ending.set(true);
        deployed.countDown();
        if (makers.get() != null) {
            makers.get().awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
