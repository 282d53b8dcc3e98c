package org.shouwang.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Knows what was told of limits that came near or were missed, and to whom. */
@Service
public class Escalations {

    private final JdbcClient jdbc;

    Escalations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What was told once.
     *
     * @param stage  how far it had come, as people read it
     * @param rule   the rule of the limit
     * @param dueOn  the last day it had then
     * @param groups the groups of the posts that were told
     * @param at     when
     */
    public record Told(String stage, LimitRule rule, LocalDate dueOn, List<String> groups, Instant at) {
    }

    /**
     * @param caseNo a case
     * @return what was told of its limits, oldest first
     */
    public List<Told> of(String caseNo) {
        return jdbc.sql("""
                        select e.stage, d.rule, e.due_on, e.told, e.at
                        from shouwang.deadline_escalation e join shouwang.deadline d on d.id = e.deadline_id
                        where d.case_no = ? order by e.id
                        """)
                .param(caseNo)
                .query((row, index) -> new Told(Escalation.Stage.valueOf(row.getString("stage")).title(),
                        LimitRule.valueOf(row.getString("rule")), Rows.day(row, "due_on"),
                        List.of(row.getString("told").split(",")), Rows.instant(row, "at")))
                .list();
    }
}
