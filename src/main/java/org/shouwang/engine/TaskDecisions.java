package org.shouwang.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The record of completed tasks, of every process. */
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
     * @param caseNo a case number
     * @return its completed tasks, oldest first
     */
    public List<TaskDecision> of(String caseNo) {
        return jdbc.sql(SELECT + "where case_no = ? order by id").param(caseNo).query(TaskDecisions::toDecision).list();
    }

    /**
     * @param taskId the engine's id of a task
     * @return how it was completed, or empty if it was not
     */
    public Optional<TaskDecision> ofTask(String taskId) {
        return jdbc.sql(SELECT + "where task_id = ?").param(taskId).query(TaskDecisions::toDecision).optional();
    }

    private static TaskDecision toDecision(ResultSet row, int index) throws SQLException {
        return new TaskDecision(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                row.getString(6), row.getString(7), row.getString(8), row.getString(9), row.getTimestamp(10).toInstant(),
                row.getString(11));
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
