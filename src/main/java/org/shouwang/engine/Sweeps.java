package org.shouwang.engine;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what the product does by itself row by row, so that a row that fails holds up no other: it is named in the log and to
 * the administrator, and waits longer each time. A failure is told by its kind and place, as its message could hold personal
 * data.
 */
@Component
public class Sweeps {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeps.class);
    private static final String OURS = "org.shouwang.";
    private static final Duration KEPT = Duration.ofDays(2);

    private final JdbcClient jdbc;
    private final EngineTransactions transactions;
    private final TransactionTemplate apart;
    private final AdjustableClock clock;

    Sweeps(JdbcClient jdbc, EngineTransactions transactions, PlatformTransactionManager manager, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.apart = new TransactionTemplate(manager);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.clock = clock;
    }

    /**
     * A row whose turn has come.
     *
     * @param key     tells it from the others of its sweep
     * @param subject what people call it: the number of a case, a loan, a household; nothing personal
     */
    public record Row(String key, String subject) {
    }

    /**
     * A row that waits after a failure.
     *
     * @param sweep         what failed
     * @param subject       what people call the row
     * @param attempts      how often it has failed
     * @param firstFailedAt when it failed first
     * @param failedAt      when it failed last
     * @param againAt       when it is tried again
     * @param failure       the kinds of errors, and where in the program
     */
    public record Held(Sweep sweep, String subject, int attempts, Instant firstFailedAt, Instant failedAt, Instant againAt,
                       String failure) {
    }

    /**
     * Does one act for each row of one batch, in a transaction of its own. Nodes may sweep at the same time.
     *
     * @param sweep what is done
     * @param due   gives a batch of rows whose turn has come, oldest first, without those with the given keys
     * @param act   does it for the row with this key; it looks itself, under a lock, whether the turn is still the row's
     */
    public void each(Sweep sweep, Function<Collection<String>, List<Row>> due, Consumer<String> act) {
        List<Row> rows = due.apply(Set.of());
        if (rows.isEmpty()) {
            return;
        }
        Map<String, Instant> failed = failed(sweep);
        Set<String> waiting = failed.entrySet().stream().filter(row -> row.getValue().isAfter(clock.instant())).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        for (Row row : waiting.isEmpty() ? rows : due.apply(waiting)) {
            try {
                transactions.run(() -> {
                    act.accept(row.key());
                    return null;
                });
                if (failed.containsKey(row.key())) {
                    jdbc.sql("delete from shouwang.held_row where sweep = ? and row_key = ?").params(sweep.name(), row.key()).update();
                }
            } catch (RuntimeException e) {
                hold(sweep, row, e);
            }
        }
    }

    private Map<String, Instant> failed(Sweep sweep) {
        Map<String, Instant> failed = new HashMap<>();
        jdbc.sql("select row_key, again_at from shouwang.held_row where sweep = ?").param(sweep.name())
                .query(row -> {
                    failed.put(row.getString("row_key"), Rows.instant(row, "again_at"));
                });
        return failed;
    }

    /**
     * Does one row's part of the transaction that is under way; where it fails, that part alone is undone.
     *
     * @param sweep what is done
     * @param row   the row
     * @param act   does it
     */
    public void apart(Sweep sweep, Row row, Runnable act) {
        try {
            apart.executeWithoutResult(status -> act.run());
        } catch (RuntimeException e) {
            hold(sweep, row, e);
        }
    }

    /**
     * Forgets the failures of a sweep that has looked at every row.
     *
     * @param sweep a sweep
     * @param since when it began; what failed since is kept
     */
    public void forgetBefore(Sweep sweep, Instant since) {
        jdbc.sql("delete from shouwang.held_row where sweep = ? and failed_at < ?").params(sweep.name(), Timestamp.from(since)).update();
    }

    /**
     * @return the rows that wait after a failure, the oldest failure first
     */
    public List<Held> held() {
        return jdbc.sql("""
                        select sweep, subject, attempts, first_failed_at, failed_at, again_at, failure
                        from shouwang.held_row order by first_failed_at, sweep, row_key
                        """)
                .query(Rows.as(Held.class)).list();
    }

    /** A row whose turn came days ago and that has not failed again has no turn any more, as its case has ended meanwhile. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    @Transactional
    public void forgetOld() {
        jdbc.sql("delete from shouwang.held_row where again_at < ?").param(Timestamp.from(clock.instant().minus(KEPT))).update();
    }

    private void hold(Sweep sweep, Row row, RuntimeException failure) {
        int attempts = 1 + jdbc.sql("select attempts from shouwang.held_row where sweep = ? and row_key = ?")
                .params(sweep.name(), row.key()).query(Integer.class).optional().orElse(0);
        Instant now = clock.instant();
        Instant again = now.plus(sweep.pauseAfter(attempts));
        String reason = reason(failure);
        jdbc.sql("""
                        insert into shouwang.held_row (sweep, row_key, subject, attempts, first_failed_at, failed_at, again_at, failure)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (sweep, row_key) do update set attempts = excluded.attempts, failed_at = excluded.failed_at,
                            again_at = excluded.again_at, failure = excluded.failure
                        """)
                .params(sweep.name(), row.key(), row.subject(), attempts, Timestamp.from(now), Timestamp.from(now),
                        Timestamp.from(again), reason)
                .update();
        LOG.warn("{} failed for {} ({} times) and waits until {}: {}", sweep, row.subject(), attempts, again, reason);
    }

    private static String reason(Throwable failure) {
        List<String> kinds = new ArrayList<>();
        String place = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            kinds.add(cause.getClass().getSimpleName());
            place = Stream.of(cause.getStackTrace()).filter(frame -> frame.getClassName().startsWith(OURS)).findFirst()
                    .map(frame -> frame.getClassName().substring(OURS.length()) + ":" + frame.getLineNumber()).orElse(place);
        }
        return String.join(" < ", kinds) + (place == null ? "" : " @ " + place);
    }
}
