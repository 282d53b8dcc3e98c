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
 * Runs jobs row by row, so that a row that fails holds up no other row. The failed row is logged and shown to the
 * administrator, and waits longer each time. A failure is recorded by its kind and place only, since its message could contain
 * personal data.
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
     * A row that is due.
     *
     * @param key     a text that distinguishes the row from the others of its job
     * @param subject the number of the row's case, loan or household, without personal data
     */
    public record Row(String key, String subject) {
    }

    /**
     * A row that waits after a failure.
     *
     * @param sweep         the job that failed
     * @param subject       the number of the row's case, loan or household
     * @param attempts      the number of failures
     * @param firstFailedAt the moment of the first failure
     * @param failedAt      the moment of the last failure
     * @param againAt       the moment of the next attempt
     * @param failure       the kinds of errors, and their place in the program
     */
    public record Held(Sweep sweep, String subject, int attempts, Instant firstFailedAt, Instant failedAt, Instant againAt,
                       String failure) {
    }

    /**
     * Runs one act for each row of a batch, each in a transaction of its own. Several nodes may run the same job at the same
     * time.
     *
     * @param sweep the job
     * @param due   returns a batch of due rows, oldest first, without those with the given keys
     * @param act   does the job for the row with this key; it checks under a lock whether the row is still due
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
     * Does the part of one row in the current transaction. If the part fails, only that part is rolled back.
     *
     * @param sweep the job
     * @param row   the row
     * @param act   does the part
     */
    public void apart(Sweep sweep, Row row, Runnable act) {
        try {
            apart.executeWithoutResult(status -> act.run());
        } catch (RuntimeException e) {
            hold(sweep, row, e);
        }
    }

    /**
     * Removes the failures of a job that has looked at every row.
     *
     * @param sweep the job
     * @param since the moment at which the job began; failures since then are kept
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

    /**
     * Removes rows that were to be tried again days ago and have not failed since. They are no longer due, since their cases
     * have ended.
     */
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
