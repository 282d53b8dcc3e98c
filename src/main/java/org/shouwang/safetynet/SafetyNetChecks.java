package org.shouwang.safetynet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shouwang.casefile.Unmet;
import org.shouwang.household.Labour;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The checks whether households are without any labour, each kept as it was made, and the county's filings. */
@Repository
public class SafetyNetChecks {

    private final JdbcClient jdbc;
    private final AdjustableClock clock;

    SafetyNetChecks(JdbcClient jdbc, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The county's filing of a case.
     *
     * @param filingNo   the county's own filing number, or null
     * @param recordedOn the day of the filing
     */
    public record Filing(String filingNo, LocalDate recordedOn) {
    }

    /**
     * Records a check.
     *
     * @param caseNo     the number of the case in which the check was made
     * @param check      the facts, and the conditions that the decision table found not met
     * @param recordedBy the id of the user who records the check
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String caseNo, SafetyNetCheck check, String recordedBy) {
        SafetyNetFacts facts = check.facts();
        long id = jdbc.sql("""
                        insert into shouwang.safety_net_check (case_no, outcome, checked_on, support_kind,
                            lives_on_social_security, recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?) returning id
                        """)
                .params(caseNo, facts.outcome().name(), facts.checkedOn(), facts.support().name(),
                        facts.livesOnSocialSecurity(), recordedBy, Timestamp.from(clock.instant()))
                .query(Long.class).single();
        facts.labour().forEach((memberNo, labour) -> jdbc
                .sql("insert into shouwang.safety_net_check_member (check_id, position, labour) values (?, ?, ?)")
                .params(id, memberNo - 1, labour.name()).update());
        int position = 0;
        for (Unmet unmet : check.unmet()) {
            jdbc.sql("insert into shouwang.safety_net_check_unmet (check_id, position, condition, reason) values (?, ?, ?, ?)")
                    .params(id, position++, unmet.condition(), unmet.reason()).update();
        }
    }

    /**
     * @return the latest check of a case, or empty if there is none yet
     */
    public Optional<SafetyNetCheck> latestOf(String caseNo) {
        return jdbc.sql("select * from shouwang.safety_net_check where case_no = ? order by id desc limit 1").param(caseNo)
                .query(this::check).optional();
    }

    /**
     * Records the county's filing of a case.
     *
     * @param caseNo     the number of a case that the township has decided
     * @param filingNo   the county's own filing number, or null
     * @param recordedOn the day of the filing
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void file(String caseNo, String filingNo, LocalDate recordedOn) {
        jdbc.sql("insert into shouwang.safety_net_filing (case_no, filing_no, recorded_on) values (?, ?, ?)")
                .params(caseNo, filingNo, recordedOn).update();
    }

    /**
     * @return the county's filing of a case, or empty if there is none yet
     */
    public Optional<Filing> filingOf(String caseNo) {
        return jdbc.sql("select filing_no, recorded_on from shouwang.safety_net_filing where case_no = ?").param(caseNo)
                .query(Rows.as(Filing.class)).optional();
    }

    private SafetyNetCheck check(ResultSet row, int index) throws SQLException {
        long id = row.getLong("id");
        SortedMap<Integer, Labour> labour = new TreeMap<>();
        jdbc.sql("select position, labour from shouwang.safety_net_check_member where check_id = ?").param(id)
                .query(member -> {
                    labour.put(member.getInt("position") + 1, Labour.valueOf(member.getString("labour")));
                });
        SafetyNetFacts facts = new SafetyNetFacts(CheckOutcome.valueOf(row.getString("outcome")),
                Rows.day(row, "checked_on"), labour, SupportKind.valueOf(row.getString("support_kind")),
                row.getBoolean("lives_on_social_security"));
        return new SafetyNetCheck(facts,
                jdbc.sql("select condition, reason from shouwang.safety_net_check_unmet where check_id = ? order by position")
                        .param(id).query(Rows.as(Unmet.class)).list());
    }
}
