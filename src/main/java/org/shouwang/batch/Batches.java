package org.shouwang.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.shouwang.batch.BatchDecisions.Item;
import org.shouwang.batch.BatchDecisions.Outcome;
import org.shouwang.batch.BatchDecisions.Result;
import org.shouwang.engine.BatchSteps;
import org.shouwang.engine.BatchSteps.BatchStep;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decisions on many cases that are on record before they are carried out, so that a batch that was broken off goes on where it
 * was, and one that is sent again gives the same answer.
 */
@Service
public class Batches {

    /** The most cases of one batch. */
    public static final int MOST = 500;
    /** The time for which a batch keeps what was to be decided on cases that were refused. */
    public static final Duration REMEMBERED = Duration.ofDays(30);

    private static final Duration STALLED = Duration.ofMinutes(1);

    private static final TypeReference<List<FieldError>> ERRORS = new TypeReference<>() {
    };

    private final JdbcClient jdbc;
    private final BatchSteps steps;
    private final BatchDecisions decisions;
    private final CurrentUsers users;
    private final PersonalData personal;
    private final JsonBodies bodies;
    private final ObjectMapper json;
    private final AdjustableClock clock;

    Batches(JdbcClient jdbc, BatchSteps steps, BatchDecisions decisions, CurrentUsers users,
            PersonalData personal, JsonBodies bodies, ObjectMapper json, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.steps = steps;
        this.decisions = decisions;
        this.users = users;
        this.personal = personal;
        this.bodies = bodies;
        this.json = json;
        this.clock = clock;
    }

    /**
     * A batch.
     *
     * @param id         its id
     * @param processKey the key of the process
     * @param elementId  the element id of the step
     * @param madeAt     when it was handed in
     * @param begunAt    when a batch from a page was confirmed; null before, and for all that come over REST
     * @param finishedAt when its last case was done or refused; null while it is carried out or if it was broken off
     */
    public record Batch(long id, String processKey, String elementId, Instant madeAt, Instant begunAt, Instant finishedAt) {
    }

    /** A batch that was broken off. */
    record Stalled(long id, String userId) {
    }

    private record Row(int position, String caseNo, String valuesCipher, String outcome, String errors) {
    }

    /**
     * Puts a batch on record. Nothing is decided yet.
     *
     * @param step  a step that is switched on
     * @param items the cases, each once
     * @return the batch's id
     */
    @Transactional
    public long store(BatchStep step, List<Item> items) {
        long id = jdbc.sql("insert into shouwang.batch (user_id, process_key, element_id, made_at) values (?, ?, ?, ?) returning id")
                .params(users.get().id(), step.processKey(), step.element(), Timestamp.from(clock.instant())).query(Long.class).single();
        for (int position = 0; position < items.size(); position++) {
            jdbc.sql("insert into shouwang.batch_item (batch_id, position, case_no, values_cipher) values (?, ?, ?, ?)")
                    .params(id, position, items.get(position).caseNo(),
                            personal.encrypt(bodies.write(items.get(position).values()), place(id, position))).update();
        }
        return id;
    }

    /**
     * @param id the id of a batch
     * @return the batch
     * @throws NotFoundException if the user who has signed in has handed in no such batch
     */
    public Batch get(long id) {
        return jdbc.sql("select id, process_key, element_id, made_at, begun_at, finished_at from shouwang.batch where id = ? and user_id = ?")
                .params(id, users.get().id()).query(Rows.as(Batch.class)).optional()
                .orElseThrow(() -> new NotFoundException("没有这次批量办理"));
    }

    /**
     * @param id the id of a batch of the user who has signed in
     * @return the cases that are not decided, with what was to be decided on them, in the order in which they were handed in
     * @throws NotFoundException if the user has handed in no such batch
     */
    public List<Item> undecided(long id) {
        Batch batch = get(id);
        return rows(id).stream().filter(row -> row.valuesCipher() != null).map(row -> item(batch, row)).toList();
    }

    /**
     * Puts on record that a batch from a page is to be carried out.
     *
     * @param id the id of a batch of the user who has signed in
     * @throws NotFoundException if the user has handed in no such batch
     */
    public void begin(long id) {
        get(id);
        jdbc.sql("update shouwang.batch set begun_at = :now, worked_at = :now where id = :id and begun_at is null")
                .param("now", Timestamp.from(clock.instant())).param("id", id).update();
    }

    /**
     * Decides the cases of a batch that are neither done nor refused yet. Two that carry out the same batch at once decide
     * nothing twice. The caller must not hold a transaction.
     *
     * @param id the id of a batch of the user who has signed in
     * @return what became of each case, in the order in which they were handed in
     * @throws NotFoundException if the user has handed in no such batch
     */
    public List<Result> run(long id) {
        run(id, () -> true);
        return results(id);
    }

    /** Decides the cases of a batch as {@link #run(long)} does, until it is told to stop. */
    void run(long id, BooleanSupplier goOn) {
        Batch batch = get(id);
        if (batch.finishedAt() != null) {
            return;
        }
        BatchStep step = steps.require(batch.processKey(), batch.elementId());
        List<Row> left = rows(id).stream().filter(row -> row.outcome() == null).toList();
        Map<String, String> open = decisions.openTasks(step, left.stream().map(Row::caseNo).toList());
        for (Row row : left) {
            if (!goOn.getAsBoolean()) {
                return;
            }
            decide(batch, step, row, open);
        }
        jdbc.sql("update shouwang.batch set finished_at = ? where id = ? and finished_at is null")
                .params(Timestamp.from(clock.instant()), id).update();
    }

    /** Returns the batches from pages that were begun and on which nobody has worked for a while. */
    List<Stalled> stalled() {
        return jdbc.sql("""
                        select id, user_id from shouwang.batch
                        where begun_at is not null and finished_at is null and worked_at < ? order by id
                        """)
                .param(Timestamp.from(clock.instant().minus(STALLED))).query(Rows.as(Stalled.class)).list();
    }

    /** Ends a batch whose user is gone or locked: nothing more of it is decided. */
    @Transactional
    void giveUp(long id) {
        jdbc.sql("update shouwang.batch_item set outcome = 'REFUSED', errors = '[]' where batch_id = ? and outcome is null").param(id).update();
        jdbc.sql("update shouwang.batch set finished_at = ? where id = ?").params(Timestamp.from(clock.instant()), id).update();
    }

    /** Forgets what was to be decided on cases that were refused, or never confirmed, some weeks ago. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT12M")
    void forget() {
        jdbc.sql("""
                        update shouwang.batch_item i set values_cipher = null from shouwang.batch b
                        where b.id = i.batch_id and i.values_cipher is not null and b.made_at < ?
                        """)
                .param(Timestamp.from(clock.instant().minus(REMEMBERED))).update();
    }

    /**
     * @param id the id of a batch of the user who has signed in
     * @return what became of each case so far, in the order in which they were handed in
     */
    public List<Result> results(long id) {
        return rows(id).stream().filter(row -> row.outcome() != null)
                .map(row -> new Result(row.caseNo(), Outcome.valueOf(row.outcome()), errors(row))).toList();
    }

    /**
     * @param id the id of a batch
     * @return the number of its cases
     */
    public int size(long id) {
        return jdbc.sql("select count(*) from shouwang.batch_item where batch_id = ?").param(id).query(Integer.class).single();
    }

    private Item item(Batch batch, Row row) {
        return new Item(row.caseNo(), bodies.fields(personal.decrypt(row.valuesCipher(), place(batch.id(), row.position()))));
    }

    /** Decides a case. It is marked as done in the decision's transaction, so that a case without an outcome was never decided here. */
    private void decide(Batch batch, BatchStep step, Row row, Map<String, String> open) {
        Item item = item(batch, row);
        Result result = decisions.decide(step, item, decisions.taskOf(item, open), () -> {
            if (!conclude(batch, row, Result.done(row.caseNo()))) {
                throw new ConflictException("本案刚刚已经办理");
            }
        });
        if (result.outcome() == Outcome.REFUSED) {
            conclude(batch, row, result);
        }
        jdbc.sql("update shouwang.batch set worked_at = ? where id = ?").params(Timestamp.from(clock.instant()), batch.id()).update();
    }

    /** Puts on record what became of a case; returns false if another run of the batch was faster. */
    private boolean conclude(Batch batch, Row row, Result result) {
        return jdbc.sql("""
                        update shouwang.batch_item set outcome = :outcome, errors = :errors,
                            values_cipher = case when :outcome = 'DONE' then null else values_cipher end
                        where batch_id = :batch and position = :position and outcome is null
                        """)
                .param("outcome", result.outcome().name()).param("errors", bodies.write(result.errors()))
                .param("batch", batch.id()).param("position", row.position()).update() > 0;
    }

    private List<Row> rows(long id) {
        return jdbc.sql("""
                        select position, case_no, values_cipher, outcome, errors
                        from shouwang.batch_item where batch_id = ? order by position
                        """)
                .param(id).query(Rows.as(Row.class)).list();
    }

    private List<FieldError> errors(Row row) {
        try {
            return json.readValue(row.errors(), ERRORS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String place(long id, int position) {
        return EncryptedColumn.BATCH_ITEM.at(id + "/" + position);
    }
}
