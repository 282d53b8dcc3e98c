package org.shouwang.household;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The marks of households in the national system; one that is taken back stays on record with its end. */
@Service
public class Marks {

    private final JdbcClient jdbc;

    Marks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A mark of a household.
     *
     * @param kind      what it says
     * @param caseNo    the case that brought it
     * @param since     the day it was entered
     * @param endedOn   the day it was taken back, or null while it holds
     * @param endReason why it was taken back where no case did so, or null
     */
    public record Mark(MarkKind kind, String caseNo, LocalDate since, LocalDate endedOn, String endReason) {
    }

    /**
     * @param householdId a household
     * @return its marks, oldest first
     */
    public List<Mark> of(long householdId) {
        return jdbc.sql("""
                        select kind, case_no, since, ended_on, end_reason from shouwang.household_mark
                        where household_id = ? order by id
                        """)
                .param(householdId).query(Mark.class).list();
    }

    /**
     * @param householdId a household
     * @param kind        a kind of mark
     * @return the mark of this kind that holds now, or empty if there is none
     */
    public Optional<Mark> current(long householdId, MarkKind kind) {
        return of(householdId).stream().filter(mark -> mark.kind() == kind && mark.endedOn() == null).findFirst();
    }

    /**
     * @param householdId a household
     * @param kind        what it is marked with
     * @param caseNo      the case that brings it
     * @param since       the day it was entered
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(long householdId, MarkKind kind, String caseNo, LocalDate since) {
        jdbc.sql("insert into shouwang.household_mark (household_id, kind, case_no, since) values (?, ?, ?, ?)")
                .params(householdId, kind.name(), caseNo, since).update();
    }

    /**
     * @param householdId a household
     * @param kind        the mark that holds no more; nothing happens if there is none
     * @param day         the day it was taken back
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(long householdId, MarkKind kind, LocalDate day) {
        end(householdId, kind, day, null);
    }

    /**
     * @param householdId a household
     * @param kind        the mark that holds no more; nothing happens if there is none
     * @param day         the day it was taken back
     * @param reason      why, as people read it, or null if a case says so
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
