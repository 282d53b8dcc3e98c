package org.shouwang.engine;

import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The record of completed tasks of all processes. */
@Repository
public class TaskDecisions {

    private static final String SELECT = """
            select case_no, process_key, element_id, element_name, outcome, outcome_text, opinion,
                   decided_by, decided_as, decided_at, return_to
            from shouwang.task_decision
            """;

    private final JdbcClient jdbc;

    TaskDecisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param caseNo the case's number
     * @return the completed tasks of the case, oldest first
     */
    public List<TaskDecision> of(String caseNo) {
        return jdbc.sql(SELECT + "where case_no = ? order by id").param(caseNo).query(Rows.as(TaskDecision.class)).list();
    }

    /**
     * @param taskId the engine's id of a task
     * @return the decision; empty if the task is not completed
     */
    public Optional<TaskDecision> ofTask(String taskId) {
        return jdbc.sql(SELECT + "where task_id = ?").param(taskId).query(Rows.as(TaskDecision.class)).optional();
    }

    void add(String taskId, TaskDecision decision) {
        jdbc.sql("""
                        insert into shouwang.task_decision (case_no, process_key, element_id, element_name, task_id,
                            outcome, outcome_text, opinion, decided_by, decided_as, decided_at, return_to)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(decision.caseNo(), decision.processKey(), decision.elementId(), decision.elementName(), taskId,
                        decision.outcome(), decision.outcomeText(), decision.opinion(), decision.decidedBy(),
                        decision.decidedAs(), Timestamp.from(decision.decidedAt()), decision.returnTo())
                .update();
    }
}
