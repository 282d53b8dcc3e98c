package org.shouwang.supervision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.SupervisorRights;
import org.shouwang.deadline.TimeLeft;
import org.shouwang.export.Export;
import org.shouwang.export.Exports;
import org.shouwang.export.TableFormat;
import org.shouwang.export.TableWriter;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.Page;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Exports lists of limits as files. A short list is written at once; a long one is written in the background while the user
 * waits.
 */
@Service
public class LimitExports {

    /** The name of the table, with which the names of its files begin. */
    public static final String NAME = "时限清单";
    /** The most rows of a file that is written at once. */
    public static final int MOST_AT_ONCE = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(LimitExports.class);
    private static final String KIND = "LIMITS";
    private static final int PAGE = 500;
    private static final List<String> HEADER = List.of("案件编号", "户主", "县", "乡镇", "村", "时限", "起算日", "截止日", "状态",
            "剩余天数", "完成日", "现在谁手里", "首个超期日", "剩余工作日");

    private final LimitFilters filters;
    private final LimitList list;
    private final LimitHolders holders;
    private final Deadlines deadlines;
    private final Exports exports;
    private final CurrentUsers users;
    private final Acts acts;
    private final ObjectMapper json;
    private final AdjustableClock clock;

    LimitExports(LimitFilters filters, LimitList list, LimitHolders holders, Deadlines deadlines, Exports exports, CurrentUsers users, Acts acts,
                 ObjectMapper json, AdjustableClock clock) {
        this.filters = filters;
        this.list = list;
        this.holders = holders;
        this.deadlines = deadlines;
        this.exports = exports;
        this.users = users;
        this.acts = acts;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Writes a list at once, on behalf of the user who has signed in.
     *
     * @param query  the limits to export
     * @param format the format of the file
     * @return the content of the file
     * @throws ConflictException if the list has more than {@link #MOST_AT_ONCE} rows
     */
    public byte[] now(LimitQuery query, TableFormat format) {
        LimitFilter filter = filters.of(query);
        if (list.count(filter) > MOST_AT_ONCE) {
            throw new ConflictException("超过 " + MOST_AT_ONCE + " 条，请在清单上使用后台导出");
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            record(users.get(), filter, format, write(filter, format, file, done -> { }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /**
     * Orders the export of a list that may be long, on behalf of the user who has signed in.
     *
     * @param query  the limits to export
     * @param format the format of the file
     * @return the id of the export
     * @throws ConflictException if the user is still waiting for another export
     */
    public long later(LimitQuery query, TableFormat format) {
        filters.of(query);
        try {
            return exports.add(KIND, json.writeValueAsString(query), format);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the exports for which users are waiting. The rights that a user has now apply. */
    @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT5S")
    void writeAll() {
        for (Optional<Export> next = exports.take(KIND); next.isPresent(); next = exports.take(KIND)) {
            Export export = next.get();
            Optional<CurrentUser> maker = users.current(export.madeBy()).filter(SupervisorRights::has);
            if (maker.isEmpty()) {
                exports.fail(export);
            } else {
                users.actAs(maker.get(), () -> write(export, maker.get()));
            }
        }
    }

    private void write(Export export, CurrentUser maker) {
        try {
            LimitFilter filter = filters.of(json.readValue(export.filter(), LimitQuery.class));
            long all = list.count(filter);
            long rows;
            try (OutputStream file = exports.file(export)) {
                rows = write(filter, export.format(), file, done -> exports.progress(export, done, all));
            }
            exports.finish(export, rows);
            record(maker, filter, export.format(), rows);
        } catch (Exports.StoppedException e) {
            LOG.info("Export {} was stopped", export.id());
        } catch (IOException | RuntimeException e) {
            LOG.warn("Export {} failed", export.id(), e);
            exports.fail(export);
        }
    }

    private long write(LimitFilter filter, TableFormat format, OutputStream target, LongConsumer progress) throws IOException {
        long rows = 0;
        try (TableWriter table = new TableWriter(format, target, NAME, HEADER)) {
            progress.accept(0);
            Page<LimitRow> page = list.page(filter, null, PAGE);
            while (!page.items().isEmpty()) {
                Map<Long, List<String>> held = holders.of(page.items());
                for (LimitRow row : page.items()) {
                    table.add(cells(row, held.get(row.limit().id())));
                }
                rows += page.items().size();
                progress.accept(rows);
                if (page.nextCursor() == null) {
                    break;
                }
                page = list.page(filter, page.nextCursor(), PAGE);
            }
        }
        return rows;
    }

    private List<?> cells(LimitRow row, List<String> held) {
        Limit limit = row.limit();
        Long left = held.isEmpty() ? null : limit.daysLeft(clock.today());
        TimeLeft counted = held.isEmpty() ? null : deadlines.timeLeft(limit);
        return Arrays.asList(limit.caseNo(), row.headName(), row.county(), row.township(), row.village(), limit.rule().title(),
                limit.startOn(), limit.dueOn(), limit.state(clock.instant()).title(), left, limit.metOn(),
                String.join("；", held), limit.overdueSince(clock.instant()), counted != null && counted.working() ? counted.days() : null);
    }

    private void record(CurrentUser user, LimitFilter filter, TableFormat format, long rows) {
        acts.add(Act.Kind.EXPORT, user.id(), NAME, "DONE", "地区：%s，状态：%s，时限：%s%s，%d行，%s".formatted(filter.scope().name(),
                filter.states().title(), filter.rules().title(),
                filter.text().isEmpty() ? "" : "，按文字查找", rows, format.extension()));
    }
}
