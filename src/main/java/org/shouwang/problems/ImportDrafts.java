package org.shouwang.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.NotFoundException;
import org.shouwang.table.Table;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the rows of an uploaded file for a day while the user looks at the preview. Only the last file of each user is kept,
 * as a table and not as a file, and only for this user.
 */
@Repository
public class ImportDrafts {

    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final CurrentUsers users;
    private final AdjustableClock clock;
    private final ObjectMapper json;

    ImportDrafts(JdbcClient jdbc, CurrentUsers users, AdjustableClock clock, ObjectMapper json) {
        this.json = json;
        this.jdbc = jdbc;
        this.users = users;
        this.clock = clock;
    }

    /**
     * The rows of a file and the answers about them.
     *
     * @param round       the round's code
     * @param county      the county's code
     * @param region      the township's or village's code, or null
     * @param startsOn    the first day of the round as yyyy-MM-dd, or null
     * @param endsOn      the last day of the round as yyyy-MM-dd, or null
     * @param corrections the rows that correct problems, as in {@link ProblemImport.Decision}
     * @param table       the rows
     */
    public record Draft(String round, String county, String region, String startsOn, String endsOn, List<String> corrections, Table table) {
    }

    /**
     * Keeps a file in place of the user's last one.
     *
     * @param draft a file that could be read
     * @return the id of the kept file
     */
    @Transactional
    public long add(Draft draft) {
        return jdbc.sql("""
                        insert into shouwang.problem_import_draft (round, county_code, region_code, starts_on, ends_on, content,
                            uploaded_by, uploaded_at)
                        values (?, ?, ?, cast(? as date), cast(? as date), ?, ?, ?)
                        on conflict (uploaded_by) do update set id = default, round = excluded.round, county_code = excluded.county_code,
                            region_code = excluded.region_code, starts_on = excluded.starts_on, ends_on = excluded.ends_on,
                            corrections = default, content = excluded.content, uploaded_at = excluded.uploaded_at
                        returning id
                        """)
                .params(draft.round(), draft.county(), draft.region(), draft.startsOn(), draft.endsOn(), write(draft.table()),
                        users.get().id(), Timestamp.from(clock.instant()))
                .query(Long.class).single();
    }

    /**
     * @param id the id of a kept file; may be anything that a user typed
     * @return the rows of the file
     * @throws NotFoundException if the user who has signed in has uploaded no such file within a day, or a later file took its
     *     place
     */
    public Draft get(long id) {
        return jdbc.sql("""
                        select round, county_code, region_code, starts_on::text as starts_on, ends_on::text as ends_on, corrections, content
                        from shouwang.problem_import_draft where id = ? and uploaded_by = ? and uploaded_at >= ?
                        """)
                .params(id, users.get().id(), oldest())
                .query((row, index) -> new Draft(row.getString("round"), row.getString("county_code"),
                        row.getString("region_code"), row.getString("starts_on"), row.getString("ends_on"),
                        row.getString("corrections").isEmpty() ? List.of() : List.of(row.getString("corrections").split(" ")),
                        read(row.getString("content"))))
                .optional().orElseThrow(() -> new NotFoundException("没有这份待导入的文件，请重新上传"));
    }

    /**
     * Records the answer about a row that is similar to an existing problem.
     *
     * @param id        the id of a file that the user who has signed in has uploaded
     * @param row       the row's line in the file
     * @param problemNo the number of the problem that the row corrects, or {@code NEW}
     */
    @Transactional
    public void decide(long id, long row, String problemNo) {
        List<String> corrections = Stream.concat(get(id).corrections().stream().filter(each -> !each.startsWith(row + ":")),
                Stream.of(row + ":" + problemNo)).toList();
        jdbc.sql("update shouwang.problem_import_draft set corrections = ? where id = ? and uploaded_by = ?")
                .params(String.join(" ", corrections), id, users.get().id()).update();
    }

    /**
     * Removes a file that was imported or is not wanted any more.
     *
     * @param id the file's id
     */
    @Transactional
    public void remove(long id) {
        jdbc.sql("delete from shouwang.problem_import_draft where id = ? and uploaded_by = ?").params(id, users.get().id()).update();
    }

    /** Removes the files that nobody has confirmed within a day. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    public void forget() {
        jdbc.sql("delete from shouwang.problem_import_draft where uploaded_at < ?").param(oldest()).update();
    }

    private Timestamp oldest() {
        return Timestamp.from(clock.instant().minus(KEPT));
    }

    private String write(Table table) {
        try {
            return json.writeValueAsString(table);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Table read(String content) {
        try {
            return json.readValue(content, Table.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
