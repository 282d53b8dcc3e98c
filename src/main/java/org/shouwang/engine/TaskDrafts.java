package org.shouwang.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what a user has filled in of a task's form and not yet sent, encrypted and for this user only. A draft ends when the
 * task is completed, by whomever, or after thirty days.
 */
@Repository
public class TaskDrafts {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() { };

    private final JdbcClient jdbc;
    private final PersonalData personal;
    private final CurrentUsers users;
    private final AdjustableClock clock;
    private final ObjectMapper json;

    TaskDrafts(JdbcClient jdbc, PersonalData personal, CurrentUsers users, AdjustableClock clock, ObjectMapper json) {
        this.jdbc = jdbc;
        this.personal = personal;
        this.users = users;
        this.clock = clock;
        this.json = json;
    }

    /**
     * What was filled in.
     *
     * @param values  the values by the keys of the form as it then was
     * @param savedAt the moment at which it was last kept
     */
    public record Draft(Map<String, Object> values, Instant savedAt) {
    }

    /**
     * @param taskId the engine's id of a task
     * @return the draft of the user who has signed in; empty if there is none
     */
    public Optional<Draft> find(String taskId) {
        String userId = users.get().id();
        return jdbc.sql("select content_cipher, saved_at from shouwang.task_draft where task_id = ? and user_id = ? and saved_at > ?")
                .params(taskId, userId, oldest())
                .query((row, index) -> new Draft(read(personal.decrypt(row.getString("content_cipher"),
                        EncryptedColumn.draft(taskId, userId))), row.getTimestamp("saved_at").toInstant()))
                .optional();
    }

    /**
     * Keeps what the user who has signed in has filled in, in place of what was kept before.
     *
     * @param taskId the engine's id of an open task that the user may see
     * @param values the values by the form's keys
     * @return the moment
     */
    @Transactional
    public Instant keep(String taskId, Map<String, Object> values) {
        String userId = users.get().id();
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into shouwang.task_draft (task_id, user_id, content_cipher, saved_at) values (?, ?, ?, ?)
                        on conflict (task_id, user_id) do update set content_cipher = excluded.content_cipher, saved_at = excluded.saved_at
                        """)
                .params(taskId, userId, personal.encrypt(write(values), EncryptedColumn.draft(taskId, userId)), Timestamp.from(now))
                .update();
        return now;
    }

    /**
     * Drops the draft of the user who has signed in.
     *
     * @param taskId the engine's id of the task
     */
    @Transactional
    public void dropMine(String taskId) {
        jdbc.sql("delete from shouwang.task_draft where task_id = ? and user_id = ?").params(taskId, users.get().id()).update();
    }

    /** Drops the drafts that are too old, and those of tasks that ended without being completed. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    @Transactional
    public void forget() {
        jdbc.sql("""
                        delete from shouwang.task_draft d
                        where saved_at <= ? or not exists (select 1 from public.act_ru_task t where t.id_ = d.task_id)
                        """)
                .param(oldest()).update();
    }

    private Timestamp oldest() {
        return Timestamp.from(clock.instant().minus(KEPT));
    }

    private String write(Map<String, Object> values) {
        try {
            return json.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> read(String content) {
        try {
            return json.readerFor(VALUES).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).readValue(content);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
