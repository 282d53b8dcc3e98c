package org.shouwang.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The record of the messages about limits that came near or were missed. */
@Service
public class Escalations {

    private final JdbcClient jdbc;
    private final LimitRules rules;

    Escalations(JdbcClient jdbc, LimitRules rules) {
        this.jdbc = jdbc;
        this.rules = rules;
    }

    /**
     * A stage of a limit that was reported.
     *
     * @param stage  the Chinese name of the stage
     * @param rule   the rule that sets the limit
     * @param dueOn  the last day that the limit had then
     * @param groups the groups of the posts that got the message
     * @param at     the moment of the message
     */
    public record Told(String stage, LimitRule rule, LocalDate dueOn, List<String> groups, Instant at) {
    }

    /**
     * @param caseNo the case's number
     * @return the reported stages of the case's limits, oldest first
     */
    public List<Told> of(String caseNo) {
        return jdbc.sql("""
                        select e.stage, d.rule, e.due_on, e.told, e.at
                        from shouwang.deadline_escalation e join shouwang.deadline d on d.id = e.deadline_id
                        where d.case_no = ? order by e.id
                        """)
                .param(caseNo)
                .query((row, index) -> new Told(Escalation.Stage.valueOf(row.getString("stage")).title(),
                        rules.get(row.getString("rule")), Rows.day(row, "due_on"),
                        List.of(row.getString("told").split(",")), Rows.instant(row, "at")))
                .list();
    }
}
