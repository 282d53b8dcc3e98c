package org.shouwang.deadline;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Notes in the limits' rows that their timers have fired. The timers of many cases may fire in one transaction, so its notes are
 * kept and written together: at its end, and before anything else in it reads or changes limits.
 */
@Component
class LimitNotes {

    /** What is noted, and of which limits it is true. */
    enum Note {

        /** A limit that is over already gets no warning, so that nobody is warned of an overdue limit. */
        WARNING("warned_at", "d.due_on >= :today and (d.warn_at <= :now or d.unreachable_from <= :today)"),
        OVERDUE("overdue_noted_at", "d.due_on < :today");

        private final String sql;

        Note(String column, String condition) {
            sql = """
                    update shouwang.deadline d set %1$s = :now
                    from unnest(:cases::varchar[], :rules::varchar[]) n (case_no, rule)
                    cross join lateral (select max(l.id) as id from shouwang.deadline l where l.case_no = n.case_no and l.rule = n.rule) latest
                    where d.id = latest.id and d.%1$s is null and not d.minimum and d.met_on is null and d.cancelled_on is null and %2$s
                    """.formatted(column, condition);
        }
    }

    private final JdbcClient jdbc;
    private final AdjustableClock clock;

    LimitNotes(JdbcClient jdbc, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Keeps a note about the latest limit of a case.
     *
     * @param note   the note, which is written only if it is true of the limit
     * @param caseNo the case's number
     * @param rule   the limit's rule
     */
    void add(Note note, String caseNo, LimitRule rule) {
        Kept kept = kept();
        if (kept == null) {
            kept = new Kept();
            TransactionSynchronizationManager.registerSynchronization(kept);
        }
        kept.notes.computeIfAbsent(note, any -> new LinkedHashSet<>()).add(new Of(caseNo, rule.name()));
    }

    /** Writes the notes that are kept, and returns whether there were some. */
    boolean write() {
        Kept kept = kept();
        boolean some = kept != null && !kept.notes.isEmpty();
        if (some) {
            kept.write();
        }
        return some;
    }

    private static Kept kept() {
        return !TransactionSynchronizationManager.isSynchronizationActive() ? null : TransactionSynchronizationManager.getSynchronizations()
                .stream().filter(Kept.class::isInstance).map(Kept.class::cast).findFirst().orElse(null);
    }

    private record Of(String caseNo, String rule) {
    }

    /** The notes of a transaction. */
    private final class Kept implements TransactionSynchronization {

        private final Map<Note, Set<Of>> notes = new EnumMap<>(Note.class);

        @Override
        public void beforeCommit(boolean readOnly) {
            write();
        }

        @Override
        public void savepoint(Object savepoint) {
            write();
        }

        @Override
        public void savepointRollback(Object savepoint) {
            notes.clear();
        }

        private void write() {
            Instant now = clock.instant();
            notes.forEach((note, limits) -> jdbc.sql(note.sql).param("now", Timestamp.from(now)).param("today", ChinaTime.dayOf(now))
                    .param("cases", limits.stream().map(Of::caseNo).toArray(String[]::new))
                    .param("rules", limits.stream().map(Of::rule).toArray(String[]::new)).update());
            notes.clear();
        }
    }
}
