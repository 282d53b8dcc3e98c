package org.shouwang.elimination;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shouwang.casefile.Unmet;
import org.shouwang.household.AmountItem;
import org.shouwang.household.Guarantee;
import org.shouwang.household.Risk;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The checks whether recorded risks are gone. No check is ever changed. */
@Repository
public class RiskChecks {

    private final JdbcClient jdbc;
    private final AdjustableClock clock;

    RiskChecks(JdbcClient jdbc, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Records a check.
     *
     * @param caseNo     the number of the case in which it was made
     * @param check      the check with the result of the decision table
     * @param recordedBy the id of the user who records it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String caseNo, RiskCheck check, String recordedBy) {
        RiskCheckFacts facts = check.facts();
        long id = jdbc.sql("""
                        insert into shouwang.risk_check (case_no, outcome, elimination_kind, checked_on, member_count,
                            income_per_head, income_per_head_last_year, reference_line, reference_line_from, recorded_by,
                            recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                        """)
                .params(caseNo, facts.outcome().name(), facts.vanishedBy() == null ? null : facts.vanishedBy().name(),
                        facts.checkedOn(), facts.memberCount(), facts.incomePerHead(), facts.incomePerHeadLastYear(),
                        check.line(), check.lineFrom(), recordedBy, Timestamp.from(clock.instant()))
                .query(Long.class).single();
        facts.amounts().forEach((item, amount) -> jdbc
                .sql("insert into shouwang.risk_check_amount (check_id, item, amount) values (?, ?, ?)")
                .params(id, item.name(), amount).update());
        for (Guarantee guarantee : Guarantee.values()) {
            jdbc.sql("insert into shouwang.risk_check_guarantee (check_id, guarantee, met) values (?, ?, ?)")
                    .params(id, guarantee.name(), facts.guarantees().contains(guarantee)).update();
        }
        int position = 0;
        for (RiskAnswer answer : facts.answers()) {
            jdbc.sql("insert into shouwang.risk_check_answer (check_id, position, risk, gone, how) values (?, ?, ?, ?, ?)")
                    .params(id, position++, answer.risk().name(), answer.gone(), answer.how()).update();
        }
        facts.newRisks().forEach(risk -> jdbc
                .sql("insert into shouwang.risk_check_new_risk (check_id, risk) values (?, ?)").params(id, risk.name()).update());
        position = 0;
        for (Unmet unmet : check.unmet()) {
            jdbc.sql("insert into shouwang.risk_check_unmet (check_id, position, condition, reason) values (?, ?, ?, ?)")
                    .params(id, position++, unmet.condition(), unmet.reason()).update();
        }
    }

    /**
     * @param caseNo the number of a case
     * @return the latest check of the case; empty before the first check
     */
    public Optional<RiskCheck> latestOf(String caseNo) {
        return jdbc.sql("select * from shouwang.risk_check where case_no = ? order by id desc limit 1").param(caseNo)
                .query(this::check).optional();
    }

    /**
     * @param householdId the id of a household
     * @return the check by which the household's risks were last marked as gone; empty if this system has no such check
     */
    public Optional<RiskCheck> latestEliminationOf(long householdId) {
        return jdbc.sql("""
                        select k.* from shouwang.risk_check k join shouwang.case_file c on c.case_no = k.case_no
                        where c.household_id = ? and c.process_key = 'risk-elimination' and c.status in ('APPROVED', 'ELIMINATED')
                        order by k.id desc limit 1
                        """)
                .param(householdId).query(this::check).optional();
    }

    /**
     * @param householdId the id of a household
     * @param since       a day
     * @return the findings of the latest check on that day or later; empty if there is none
     */
    public Optional<RiskCheckFacts> latestOf(long householdId, LocalDate since) {
        return jdbc.sql("""
                        select k.* from shouwang.risk_check k join shouwang.case_file c on c.case_no = k.case_no
                        where c.household_id = ? and k.checked_on >= ? order by k.id desc limit 1
                        """)
                .params(householdId, since).query(this::check).optional().map(RiskCheck::facts);
    }

    private RiskCheck check(ResultSet row, int index) throws SQLException {
        long id = row.getLong("id");
        RiskCheckFacts facts = new RiskCheckFacts(CheckOutcome.valueOf(row.getString("outcome")),
                Rows.constant(row, "elimination_kind", VanishedBy.class), Rows.day(row, "checked_on"),
                row.getInt("member_count"), amounts(id), row.getBigDecimal("income_per_head_last_year"), guarantees(id),
                jdbc.sql("select risk, gone, how from shouwang.risk_check_answer where check_id = ? order by position")
                        .param(id).query(Rows.as(RiskAnswer.class)).list(),
                jdbc.sql("select risk from shouwang.risk_check_new_risk where check_id = ? order by risk").param(id)
                        .query(Risk.class).list());
        return new RiskCheck(facts, row.getBigDecimal("reference_line"), Rows.day(row, "reference_line_from"),
                jdbc.sql("select condition, reason from shouwang.risk_check_unmet where check_id = ? order by position")
                        .param(id).query(Rows.as(Unmet.class)).list());
    }

    private Map<AmountItem, BigDecimal> amounts(long id) {
        Map<AmountItem, BigDecimal> amounts = new EnumMap<>(AmountItem.class);
        jdbc.sql("select item, amount from shouwang.risk_check_amount where check_id = ?").param(id)
                .query(row -> {
                    amounts.put(AmountItem.valueOf(row.getString("item")), row.getBigDecimal("amount"));
                });
        return amounts;
    }

    private Set<Guarantee> guarantees(long id) {
        Set<Guarantee> met = EnumSet.noneOf(Guarantee.class);
        met.addAll(jdbc.sql("select guarantee from shouwang.risk_check_guarantee where check_id = ? and met").param(id)
                .query(Guarantee.class).list());
        return met;
    }
}
