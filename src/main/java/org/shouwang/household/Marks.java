package org.shouwang.household;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The marks of households in the national system. A mark that is taken back stays on record with its end. */
@Service
public class Marks {

    private final JdbcClient jdbc;

    Marks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A mark of a household.
     *
     * @param kind      the kind of the mark
     * @param caseNo    the number of the case in which the mark was given
     * @param since     the day on which the mark was entered
     * @param endedOn   the day on which the mark was taken back; null while it is valid
     * @param endReason the Chinese reason for which the mark was taken back; null while it is valid or if a case ended it
     */
    public record Mark(MarkKind kind, String caseNo, LocalDate since, LocalDate endedOn, String endReason) {
    }

    /** Returns all marks of a household, oldest first. */
    public List<Mark> of(long householdId) {
        return jdbc.sql("""
                        select kind, case_no, since, ended_on, end_reason from shouwang.household_mark
                        where household_id = ? order by id
                        """)
                .param(householdId).query(Rows.as(Mark.class)).list();
    }

    /** Returns the valid mark of a kind; empty if the household has none. */
    public Optional<Mark> current(long householdId, MarkKind kind) {
        return of(householdId).stream().filter(mark -> mark.kind() == kind && mark.endedOn() == null).findFirst();
    }

    /**
     * Adds a mark to a household.
     *
     * @param householdId the household's id
     * @param kind        the kind of the mark
     * @param caseNo      the number of the case in which the mark is given
     * @param since       the day on which the mark was entered
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(long householdId, MarkKind kind, String caseNo, LocalDate since) {
        jdbc.sql("insert into shouwang.household_mark (household_id, kind, case_no, since) values (?, ?, ?, ?)")
                .params(householdId, kind.name(), caseNo, since).update();
    }

    /**
     * Ends a mark because of a case. Nothing happens if the household has no valid mark of the kind.
     *
     * @param householdId the household's id
     * @param kind        the kind of the mark
     * @param day         the day on which the mark was taken back
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(long householdId, MarkKind kind, LocalDate day) {
        end(householdId, kind, day, null);
    }

    /**
     * Ends a mark. Nothing happens if the household has no valid mark of the kind.
     *
     * @param householdId the household's id
     * @param kind        the kind of the mark
     * @param day         the day on which the mark was taken back
     * @param reason      the reason in Chinese, or null if a case gives it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(long householdId, MarkKind kind, LocalDate day, String reason) {
        jdbc.sql("""
                        update shouwang.household_mark set ended_on = ?, end_reason = ?
                        where household_id = ? and kind = ? and ended_on is null
                        """)
                .params(day, reason, householdId, kind.name()).update();
    }
}
