package org.shouwang.elimination;

import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.shouwang.household.Risk;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The checks of look-back cases, and the cases that follow from them (EL-4). */
@Service
public class LookBackChecks {

    private final JdbcClient jdbc;
    private final AdjustableClock clock;

    LookBackChecks(JdbcClient jdbc, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Records a check.
     *
     * @param caseNo     the number of a look-back case
     * @param check      the check
     * @param recordedBy the id of the user who records it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String caseNo, LookBackCheck check, String recordedBy) {
        long id = jdbc.sql("""
                        insert into shouwang.look_back_check (case_no, outcome, checked_on, statement, recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?) returning id
                        """)
                .params(caseNo, check.outcome().name(), check.checkedOn(), check.statement(), recordedBy,
                        Timestamp.from(clock.instant()))
                .query(Long.class).single();
        check.newRisks().forEach(risk -> jdbc.sql("insert into shouwang.look_back_check_new_risk (check_id, risk) values (?, ?)")
                .params(id, risk.name()).update());
    }

    /**
     * @param caseNo the number of a look-back case
     * @return the last check; empty before the first visit
     */
    public Optional<LookBackCheck> latestOf(String caseNo) {
        return jdbc.sql("select id, outcome, checked_on, statement from shouwang.look_back_check where case_no = ? order by id desc limit 1")
                .param(caseNo)
                .query((row, index) -> new LookBackCheck(LookBackOutcome.valueOf(row.getString("outcome")),
                        Rows.day(row, "checked_on"), row.getString("statement"),
                        jdbc.sql("select risk from shouwang.look_back_check_new_risk where check_id = ? order by risk")
                                .param(row.getLong("id")).query(Risk.class).list()))
                .optional();
    }

    /**
     * Records that a case follows from a look-back case.
     *
     * @param caseNo      the number of the look-back case
     * @param followingNo the number of the case that follows from it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void follow(String caseNo, String followingNo) {
        jdbc.sql("insert into shouwang.look_back_following (case_no, following_no) values (?, ?) on conflict do nothing")
                .params(caseNo, followingNo).update();
    }

    /**
     * @param caseNo the number of a look-back case
     * @return the numbers of the cases that follow from it
     */
    public List<String> followingOf(String caseNo) {
        return jdbc.sql("select following_no from shouwang.look_back_following where case_no = ? order by following_no")
                .param(caseNo).query(String.class).list();
    }
}
