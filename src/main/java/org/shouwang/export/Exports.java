package org.shouwang.export;

import java.io.IOException;
import java.io.OutputStream;
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
import org.shouwang.shared.Rows;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the exports that take long, and their files, in the database for some hours. Any node can write a file and any node
 * can hand it out, but only to the user who asked for it.
 */
@Service
public class Exports {

    /** The time for which an export is kept, from the request on. */
    public static final Duration KEPT = Duration.ofHours(6);

    /** The longest time without a sign of life from a node, before another node begins its export anew. */
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

    /** The export was cancelled, or another node has taken it over, so that nobody waits for this run any more. */
    public static final class StoppedException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /**
     * Asks for an export on behalf of the user who has signed in.
     *
     * @param kind   the kind of table
     * @param filter the rows that are wanted; it may not contain names in clear
     * @param format the file's format
     * @return the export's id
     * @throws ConflictException if the user still waits for another export
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
     * Returns an export of the user who has signed in.
     *
     * @param id the export's id; any number that somebody typed is allowed
     * @throws NotFoundException if the user has no such export, or it is not kept any more
     */
    public Export own(long id) {
        return jdbc.sql("select " + COLUMNS + " from shouwang.export where id = ? and made_by = ? and made_at > ?")
                .params(id, users.get().id(), Timestamp.from(clock.instant().minus(KEPT))).query(Rows.as(Export.class)).optional()
                .orElseThrow(() -> new NotFoundException("没有这份导出"));
    }

    /**
     * Returns a page of the exports of the user who has signed in, newest first.
     *
     * @param before the id before which the page begins
     * @param limit  the most exports of the page
     */
    public List<Export> own(long before, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                         from shouwang.export
                        where made_by = ? and made_at > ? and id < ? order by id desc limit ?
                        """)
                .params(users.get().id(), Timestamp.from(clock.instant().minus(KEPT)), before, limit)
                .query(Rows.as(Export.class)).list();
    }

    /**
     * Cancels an export of the user who has signed in. An export that is finished stays as it is.
     *
     * @param id the export's id
     * @throws NotFoundException if the user has no such export
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
     * Takes the oldest export that waits, or one whose node has given no sign of life.
     *
     * @param kind the kind of table
     * @return the export, which is running now; empty if none waits
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
                .params(Timestamp.from(now), kind, Timestamp.from(now.minus(SILENT))).query(Rows.as(Export.class)).optional();
        taken.ifPresent(export -> jdbc.sql("delete from shouwang.export_chunk where export_id = ?").param(export.id()).update());
        return taken;
    }

    /**
     * Stores how far an export is, which also is a sign of life of its node.
     *
     * @param export   the export that this node writes
     * @param rowsDone the number of rows that are written
     * @param rowsAll  the number of all rows
     * @throws StoppedException if the export was cancelled or taken over
     */
    public void progress(Export export, long rowsDone, long rowsAll) {
        requireMine(jdbc.sql("""
                        update shouwang.export set rows_done = ?, rows_all = ?, alive_at = ?
                        where id = ? and run = ? and status = 'RUNNING'
                        """)
                .params(rowsDone, rowsAll, Timestamp.from(clock.instant()), export.id(), export.run()).update());
    }

    /**
     * Returns the stream into which this node writes the file of an export. The stream has to be closed.
     *
     * @param export the export that this node writes
     */
    public OutputStream file(Export export) {
        return new Chunks(export);
    }

    /**
     * Marks an export as done.
     *
     * @param export   the export that this node has written
     * @param rowsDone the number of its rows
     * @throws StoppedException if the export was cancelled or taken over
     */
    public void finish(Export export, long rowsDone) {
        requireMine(jdbc.sql("""
                        update shouwang.export set status = 'DONE', rows_done = ?, rows_all = ?
                        where id = ? and run = ? and status = 'RUNNING'
                        """)
                .params(rowsDone, rowsDone, export.id(), export.run()).update());
    }

    /**
     * Marks an export as failed and deletes what was written of its file.
     *
     * @param export the export that this node could not write
     */
    @Transactional
    public void fail(Export export) {
        if (jdbc.sql("update shouwang.export set status = 'FAILED' where id = ? and run = ? and status = 'RUNNING'")
                .params(export.id(), export.run()).update() == 1) {
            jdbc.sql("delete from shouwang.export_chunk where export_id = ?").param(export.id()).update();
        }
    }

    /**
     * Copies the file of an export.
     *
     * @param export an export that is done
     * @param target the stream to which the file is written
     * @throws IOException if the stream cannot be written
     */
    public void copy(Export export, OutputStream target) throws IOException {
        Optional<byte[]> chunk = chunk(export, 0);
        for (int position = 1; chunk.isPresent(); position++) {
            target.write(chunk.get());
            chunk = chunk(export, position);
        }
    }

    /** Deletes the exports that are not kept any more. */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    @Transactional
    public void dropOld() {
        jdbc.sql("delete from shouwang.export where made_at <= ?").param(Timestamp.from(clock.instant().minus(KEPT))).update();
    }

    private Optional<byte[]> chunk(Export export, int position) {
        return jdbc.sql("select bytes from shouwang.export_chunk where export_id = ? and run = ? and position = ?")
                .params(export.id(), export.run(), position).query(byte[].class).optional();
    }

    private static void requireMine(int updated) {
        if (updated == 0) {
            throw new StoppedException();
        }
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

        /**
         * Stores the buffer, but only while this run is not cancelled or taken over, so that nothing of such a run stays
         * behind.
         */
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
