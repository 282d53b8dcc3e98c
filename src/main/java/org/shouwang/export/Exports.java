package org.shouwang.export;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.NotFoundException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps exports that take long, and their files, in the database: any node writes them, any node hands them out, only to
 * whoever asked for them, for some hours.
 */
@Service
public class Exports {

    /** How long a file is kept. */
    public static final Duration KEPT = Duration.ofHours(6);

    /** After so long without a sign of life another node begins anew. */
    private static final Duration SILENT = Duration.ofMinutes(2);
    private static final int CHUNK = 256 * 1024;
    private static final String COLUMNS = "id, kind, filter, format, status, run, rows_done, rows_all, made_by, made_at";

    private final JdbcClient jdbc;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Exports(JdbcClient jdbc, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.clock = clock;
    }

    /** The export was cancelled, or another node has taken it over: nobody waits for this run any more. */
    public static final class StoppedException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /**
     * Asks for an export on behalf of the user who has signed in.
     *
     * @param kind   what kind of table it is
     * @param filter which rows; nobody's name in clear
     * @param format in which form
     * @return its id
     * @throws ConflictException if the user waits for another one
     */
    @Transactional
    public long add(String kind, String filter, TableFormat format) {
        try {
            return jdbc.sql("""
                            insert into shouwang.export (kind, filter, format, made_by, made_at) values (?, ?, ?, ?, ?)
                            returning id
                            """)
                    .params(kind, filter, format.name(), users.get().id(), Timestamp.from(clock.instant()))
                    .query(Long.class).single();
        } catch (DuplicateKeyException e) {
            throw new ConflictException("您还有一份导出没有完成，请等它完成，或者先取消它");
        }
    }

    /**
     * @param id an id, may be anything a user typed
     * @return the export
     * @throws NotFoundException if the user who has signed in has no such one, or it is kept no longer
     */
    public Export own(long id) {
        return jdbc.sql("select " + COLUMNS + " from shouwang.export where id = ? and made_by = ? and made_at > ?")
                .params(id, users.get().id(), Timestamp.from(clock.instant().minus(KEPT))).query(Exports::export).optional()
                .orElseThrow(() -> new NotFoundException("没有这份导出"));
    }

    /**
     * @param before the id before which the page begins, null for the newest
     * @param limit  how many at most
     * @return one page of the exports of the user who has signed in, newest first
     */
    public List<Export> own(Long before, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                         from shouwang.export
                        where made_by = ? and made_at > ? and id < ? order by id desc limit ?
                        """)
                .params(users.get().id(), Timestamp.from(clock.instant().minus(KEPT)), before == null ? Long.MAX_VALUE : before,
                        limit)
                .query(Exports::export).list();
    }

    /**
     * @param id an export of the user who has signed in that is still to come; one that is finished stays as it is
     * @throws NotFoundException if the user has no such one
     */
    @Transactional
    public void cancel(long id) {
        own(id);
        jdbc.sql("update shouwang.export set status = 'CANCELLED' where id = ? and status in ('QUEUED', 'RUNNING')").param(id)
                .update();
        jdbc.sql("delete from shouwang.export_chunk where export_id = ? and export_id in "
                + "(select id from shouwang.export where status = 'CANCELLED')").param(id).update();
    }

    /**
     * Takes the oldest export that waits, or one whose node has fallen silent.
     *
     * @param kind of this kind
     * @return the export, now running, or empty if none waits
     */
    @Transactional
    public Optional<Export> take(String kind) {
        Instant now = clock.instant();
        Optional<Export> taken = jdbc.sql("""
                        update shouwang.export set status = 'RUNNING', run = run + 1, rows_done = 0, rows_all = null, alive_at = ?
                        where id = (select id from shouwang.export
                                    where kind = ? and (status = 'QUEUED' or status = 'RUNNING' and alive_at < ?)
                                    order by id limit 1 for update skip locked)
                        returning\s""" + COLUMNS)
                .params(Timestamp.from(now), kind, Timestamp.from(now.minus(SILENT))).query(Exports::export).optional();
        taken.ifPresent(export -> jdbc.sql("delete from shouwang.export_chunk where export_id = ?").param(export.id()).update());
        return taken;
    }

    /**
     * @param export   what this node writes
     * @param rowsDone how many rows are written
     * @param rowsAll  how many there are
     * @throws StoppedException if it need not go on
     */
    public void progress(Export export, long rowsDone, long rowsAll) {
        requireMine(jdbc.sql("""
                        update shouwang.export set rows_done = ?, rows_all = ?, alive_at = ?
                        where id = ? and run = ? and status = 'RUNNING'
                        """)
                .params(rowsDone, rowsAll, Timestamp.from(clock.instant()), export.id(), export.run()).update());
    }

    /**
     * @param export what this node writes
     * @return where its file goes; has to be closed
     */
    public OutputStream file(Export export) {
        return new Chunks(export);
    }

    /**
     * @param export   what this node wrote
     * @param rowsDone how many rows it has
     * @throws StoppedException if nobody waits for it any more
     */
    public void finish(Export export, long rowsDone) {
        requireMine(jdbc.sql("""
                        update shouwang.export set status = 'DONE', rows_done = ?, rows_all = ?
                        where id = ? and run = ? and status = 'RUNNING'
                        """)
                .params(rowsDone, rowsDone, export.id(), export.run()).update());
    }

    /**
     * @param export what this node could not write
     */
    @Transactional
    public void fail(Export export) {
        if (jdbc.sql("update shouwang.export set status = 'FAILED' where id = ? and run = ? and status = 'RUNNING'")
                .params(export.id(), export.run()).update() == 1) {
            jdbc.sql("delete from shouwang.export_chunk where export_id = ?").param(export.id()).update();
        }
    }

    /**
     * @param export an export that is done
     * @param target where its file goes
     * @throws IOException if it cannot be written
     */
    public void copy(Export export, OutputStream target) throws IOException {
        Optional<byte[]> chunk = chunk(export, 0);
        for (int position = 1; chunk.isPresent(); position++) {
            target.write(chunk.get());
            chunk = chunk(export, position);
        }
    }

    /** Drops what is kept no longer. */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    @Transactional
    public void dropOld() {
        jdbc.sql("delete from shouwang.export where made_at <= ?").param(Timestamp.from(clock.instant().minus(KEPT))).update();
    }

    private Optional<byte[]> chunk(Export export, int position) {
        return jdbc.sql("select bytes from shouwang.export_chunk where export_id = ? and run = ? and position = ?")
                .params(export.id(), export.run(), position).query((row, index) -> row.getBytes(1)).optional();
    }

    private static void requireMine(int updated) {
        if (updated == 0) {
            throw new StoppedException();
        }
    }

    private static Export export(ResultSet row, int index) throws SQLException {
        return new Export(row.getLong(1), row.getString(2), row.getString(3), TableFormat.valueOf(row.getString(4)),
                Export.Status.valueOf(row.getString(5)), row.getInt(6), row.getLong(7), row.getObject(8, Long.class),
                row.getString(9), row.getTimestamp(10).toInstant());
    }

    private final class Chunks extends OutputStream {

        private final Export export;
        private final byte[] buffer = new byte[CHUNK];
        private int filled;
        private int position;

        private Chunks(Export export) {
            this.export = export;
        }

        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            int from = offset;
            int left = length;
            while (left > 0) {
                int copied = Math.min(left, CHUNK - filled);
                System.arraycopy(bytes, from, buffer, filled, copied);
                filled += copied;
                from += copied;
                left -= copied;
                if (filled == CHUNK) {
                    store();
                }
            }
        }

        @Override
        public void close() {
            if (filled > 0) {
                store();
            }
        }

        /** Only while this run counts, so that nothing of a cancelled one stays behind. */
        private void store() {
            requireMine(jdbc.sql("""
                            insert into shouwang.export_chunk (export_id, run, position, bytes)
                            select id, run, ?, ? from shouwang.export where id = ? and run = ? and status = 'RUNNING' for share
                            """)
                    .params(position++, Arrays.copyOf(buffer, filled), export.id(), export.run()).update());
            filled = 0;
        }
    }
}
