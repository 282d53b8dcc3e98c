package org.shouwang.engine;

import java.sql.Timestamp;
import java.util.List;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The record of handovers of tasks of all processes. */
@Repository
public class TaskHandovers {

    private final JdbcClient jdbc;

    TaskHandovers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param caseNo the case's number
     * @return the handovers of the case's tasks, oldest first
     */
    public List<TaskHandover> of(String caseNo) {
        return jdbc.sql("""
                        select case_no, task_id, element_name, kind, from_user, from_name, by_user, by_name, post, done_at,
                            to_user, to_name, reason
                        from shouwang.task_handover where case_no = ? order by id
                        """)
                .param(caseNo).query(Rows.as(TaskHandover.class)).list();
    }

    void add(TaskHandover handover) {
        jdbc.sql("""
                        insert into shouwang.task_handover (case_no, task_id, element_name, kind, from_user, from_name,
                            by_user, by_name, post, done_at, to_user, to_name, reason)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(handover.caseNo(), handover.taskId(), handover.elementName(), handover.kind().name(),
                        handover.fromUser(), handover.fromName(), handover.byUser(), handover.byName(), handover.post(),
                        Timestamp.from(handover.doneAt()), handover.toUser(), handover.toName(), handover.reason())
                .update();
    }
}
