package org.shouwang.engine;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shouwang.security.Acts;
import org.shouwang.shared.Rows;
import org.shouwang.shared.TransactionMemory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The record of completed tasks of all processes. */
@Repository
public class TaskDecisions {

    private static final String SELECT = """
            select case_no, process_key, element_id, element_name, outcome, outcome_text, opinion,
                   decided_by, decided_as, decided_at, return_to, acted_for,
                   taken_back_at, taken_back_reason
            from shouwang.task_decision
            """;

    /** What a transaction remembers of the decisions of cases. */
    private static final String DECISIONS = "decisions";

    private final JdbcClient jdbc;
    private final TransactionMemory memory;

    TaskDecisions(JdbcClient jdbc, TransactionMemory memory) {
        this.jdbc = jdbc;
        this.memory = memory;
    }

    /**
     * @param caseNo the case's number
     * @return the completed tasks of the case, oldest first, also those that were taken back
     */
    public List<TaskDecision> of(String caseNo) {
        return memory.get(DECISIONS, caseNo, () -> jdbc.sql(SELECT + "where case_no = ? order by id").param(caseNo)
                .query(Rows.as(TaskDecision.class)).list());
    }

    /**
     * @param caseNos the numbers of cases
     * @return the completed tasks of each case that were not taken back, oldest first; without cases that have none
     */
    public Map<String, List<TaskDecision>> standingOf(Collection<String> caseNos) {
        return caseNos.isEmpty() ? Map.of()
                : jdbc.sql(SELECT + "where case_no = any(:caseNos) and taken_back_at is null order by id").param("caseNos", caseNos.toArray(String[]::new))
                        .query(Rows.as(TaskDecision.class)).list().stream().collect(Collectors.groupingBy(TaskDecision::caseNo));
    }

    /**
     * @param taskId the engine's id of a task
     * @return the decision; empty if the task is not completed
     */
    public Optional<TaskDecision> ofTask(String taskId) {
        return jdbc.sql(SELECT + "where task_id = ?").param(taskId).query(Rows.as(TaskDecision.class)).optional();
    }

    /**
     * @param caseNo the case's number
     * @return the latest decision of the case that was not taken back; empty if there is none
     */
    public Optional<TaskDecision> latestOf(String caseNo) {
        return jdbc.sql(SELECT + "where case_no = ? and taken_back_at is null order by id desc limit 1").param(caseNo)
                .query(Rows.as(TaskDecision.class)).optional();
    }

    /**
     * Marks the latest decision of a case as taken back.
     *
     * @param caseNo the case's number; the caller has locked the case
     * @param reason the reason
     * @param at     the moment
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBackLatest(String caseNo, String reason, Instant at) {
        jdbc.sql("""
                        update shouwang.task_decision set taken_back_at = :at, taken_back_reason = :reason
                        where id = (select max(id) from shouwang.task_decision where case_no = :caseNo and taken_back_at is null)
                        """)
                .param("at", Timestamp.from(at)).param("reason", reason).param("caseNo", caseNo).update();
        memory.forget(DECISIONS);
    }

    /** Returns what records the decision of a task, of which no draft is kept any longer; the caller lets it happen at once. */
    Acts.Change adding(String taskId, TaskDecision decision) {
        memory.add(DECISIONS, decision.caseNo(), decision);
        return new Acts.Change("""
                draft as (delete from shouwang.task_draft where task_id = ?),
                decision as (insert into shouwang.task_decision (case_no, process_key, element_id, element_name, task_id,
                        outcome, outcome_text, opinion, decided_by, decided_as, decided_at, return_to, acted_for)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))
                """, Arrays.asList(taskId, decision.caseNo(), decision.processKey(), decision.elementId(), decision.elementName(), taskId,
                decision.outcome(), decision.outcomeText(), decision.opinion(), decision.decidedBy(),
                decision.decidedAs(), Timestamp.from(decision.decidedAt()), decision.returnTo(), decision.actedFor()));
    }
}
