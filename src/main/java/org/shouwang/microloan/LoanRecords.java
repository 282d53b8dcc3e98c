package org.shouwang.microloan;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The records of a loan's life: repayments, extension, use checks, findings and refusals. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class LoanRecords {

    private final JdbcClient jdbc;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    LoanRecords(JdbcClient jdbc, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.clock = clock;
    }

    /**
     * A repayment of principal.
     *
     * @param amount    the amount in yuan
     * @param paidOn    the day of the repayment
     * @param receiptNo the number of the bank's receipt, or null
     */
    public record Repayment(BigDecimal amount, LocalDate paidOn, String receiptNo) {

        /**
         * @return the receipt number in the form in which receipts are compared, see {@link Texts#number}; null without a
         *     number
         */
        public String receiptKey() {
            return receiptNo == null ? null : Texts.number(receiptNo);
        }
    }

    /**
     * The only renewal or extension of a loan (LN-4).
     *
     * @param kind     renewal or extension
     * @param oldDueOn the due day before
     * @param dueOn    the new due day
     * @param reason   the reason, or null
     */
    public record Extension(ExtensionKind kind, LocalDate oldDueOn, LocalDate dueOn, String reason) {
    }

    /** The ways in which a loan can go on beyond its term, once in all (LN-4). */
    public enum ExtensionKind {
        /** An extension (展期). */
        EXTENSION("展期"),
        /** A renewal (续贷). */
        RENEWAL("续贷");

        private final String title;

        ExtensionKind(String title) {
            this.title = title;
        }

        /**
         * @return the kind's Chinese name
         */
        public String title() {
            return title;
        }
    }

    /**
     * A check of what the loan was used for (LN-5).
     *
     * @param dueOn     the day by which the check has to be done
     * @param outcome   the result, or null before the check
     * @param checkedOn the day of the check, or null
     * @param note      the checker's note, or null
     */
    public record UseCheck(LocalDate dueOn, UseOutcome outcome, LocalDate checkedOn, String note) {
    }

    /** The results of a use check (LN-5). */
    public enum UseOutcome {
        /** The loan is used as agreed (按约定使用). */
        AS_AGREED("按约定使用"),
        /** The loan is not used yet (尚未使用). */
        UNUSED("尚未使用"),
        /** The loan is misused (挪作他用). */
        MISUSED("挪作他用");

        private final String title;

        UseOutcome(String title) {
            this.title = title;
        }

        /**
         * @return the result's Chinese name
         */
        public String title() {
            return title;
        }
    }

    /**
     * A finding about the use of a loan; it stays until the county clears it (LN-5).
     *
     * @param id         the finding's id
     * @param kind       UNUSED or MISUSED
     * @param misusedFor the purpose for which the loan was misused; null if it was not misused or nobody named one
     * @param openedOn   the day of the finding
     * @param note       the note about it
     * @param clearedOn  the day on which the county cleared the finding, or null
     * @param clearance  the note that says how the use was put right, or null
     */
    public record Finding(long id, UseOutcome kind, Purpose misusedFor, LocalDate openedOn, String note, LocalDate clearedOn,
                          String clearance) {

        /**
         * @return the finding's Chinese name
         */
        public String title() {
            return kind == UseOutcome.UNUSED ? "贷款闲置" : misusedFor == null ? "贷款挪用"
                    : "贷款挪用（" + misusedFor.title() + "）";
        }
    }

    /**
     * @return the repayments of a loan, oldest first
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Repayment> repaymentsOf(Loan loan) {
        return jdbc.sql("select amount, paid_on, receipt_no from shouwang.loan_repayment where loan_id = ? order by id")
                .param(loan.id()).query(Rows.as(Repayment.class)).list();
    }

    /** Records a repayment. */
    public void add(Loan loan, Repayment repayment) {
        jdbc.sql("""
                        insert into shouwang.loan_repayment (loan_id, amount, paid_on, receipt_no, receipt_key, recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(loan.id(), repayment.amount(), repayment.paidOn(), repayment.receiptNo(), repayment.receiptKey(), users.get().id(),
                        Timestamp.from(clock.instant()))
                .update();
    }

    /**
     * @return the renewal or extension of a loan, or empty if it had none
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Extension> extensionOf(Loan loan) {
        return jdbc.sql("select kind, old_due_on, due_on, reason from shouwang.loan_extension where loan_id = ?")
                .param(loan.id()).query(Rows.as(Extension.class)).optional();
    }

    /**
     * Records a renewal or extension if it is the first of the loan, which the database decides.
     *
     * @return whether it was the first; otherwise nothing is stored
     */
    public boolean add(Loan loan, Extension extension) {
        return jdbc.sql("""
                        insert into shouwang.loan_extension (loan_id, kind, old_due_on, due_on, reason, recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(loan.id(), extension.kind().name(), extension.oldDueOn(), extension.dueOn(), extension.reason(),
                        users.get().id(), Timestamp.from(clock.instant()))
                .update() == 1;
    }

    /**
     * @return the use checks of a loan, oldest first; the last one is open as long as the loan is
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<UseCheck> useChecksOf(Loan loan) {
        return jdbc.sql("select due_on, outcome, checked_on, note from shouwang.loan_use_check where loan_id = ? order by id")
                .param(loan.id()).query(Rows.as(UseCheck.class)).list();
    }

    /**
     * Records that a use check has to be done.
     *
     * @param loan  a loan without an open use check
     * @param dueOn the day by which the check has to be done
     */
    public void addUseCheck(Loan loan, LocalDate dueOn) {
        jdbc.sql("insert into shouwang.loan_use_check (loan_id, due_on) values (?, ?)").params(loan.id(), dueOn).update();
    }

    /**
     * Records the result of the open use check.
     *
     * @param loan    a loan with an open use check
     * @param outcome the result
     * @param day     the day of the check
     * @param note    the checker's note, or null
     */
    public void checked(Loan loan, UseOutcome outcome, LocalDate day, String note) {
        jdbc.sql("""
                        update shouwang.loan_use_check set outcome = ?, checked_on = ?, note = ?, checked_by = ?
                        where loan_id = ? and outcome is null
                        """)
                .params(outcome.name(), day, note, users.get().id(), loan.id()).update();
    }

    /**
     * @return the findings about a loan, oldest first
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Finding> findingsOf(Loan loan) {
        return jdbc.sql("""
                        select id, kind, misused_for, opened_on, note, cleared_on, clearance from shouwang.loan_finding
                        where loan_id = ? order by id
                        """)
                .param(loan.id()).query(Rows.as(Finding.class)).list();
    }

    /**
     * Records a finding, unless one of the same kind is open.
     *
     * @param loan       the loan
     * @param kind       UNUSED or MISUSED
     * @param misusedFor the purpose for which the loan was misused, or null
     * @param note       the note about it
     * @return the finding's id, or empty if a finding of this kind is open already
     */
    public Optional<Long> open(Loan loan, UseOutcome kind, Purpose misusedFor, String note) {
        return jdbc.sql("""
                        insert into shouwang.loan_finding (loan_id, kind, misused_for, opened_on, note) values (?, ?, ?, ?, ?)
                        on conflict do nothing returning id
                        """)
                .params(loan.id(), kind.name(), misusedFor == null ? null : misusedFor.name(), clock.today(), note).query(Long.class).optional();
    }

    /**
     * Clears a finding.
     *
     * @param findingId the id of an open finding
     * @param clearance the note that says how the use was put right
     */
    public void clear(long findingId, String clearance) {
        jdbc.sql("""
                        update shouwang.loan_finding set cleared_on = ?, clearance = ?, cleared_by = ?
                        where id = ? and cleared_on is null
                        """)
                .params(clock.today(), clearance, users.get().id(), findingId).update();
    }

    /** Records that the bank refuses a loan. */
    public void refused(Loan loan, RefusalGround ground, String reason) {
        jdbc.sql("""
                        insert into shouwang.loan_refusal (loan_id, bank_code, county_code, ground, reason, refused_on)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(loan.id(), loan.bankCode(), loan.countyCode(), ground.name(), reason, clock.today()).update();
    }

    /**
     * Records the county's view of the bank's refusal.
     *
     * @param loan   the loan
     * @param review the view: UPHELD or SENT_BACK
     */
    public void reviewed(Loan loan, String review) {
        jdbc.sql("update shouwang.loan_refusal set review = ? where loan_id = ? and review is null")
                .params(review, loan.id()).update();
    }

    /**
     * @return the ground and the reason of the bank's latest refusal, or empty if the bank did not refuse
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<String> refusalOf(Loan loan) {
        return jdbc.sql("select ground, reason from shouwang.loan_refusal where loan_id = ? order by id desc limit 1")
                .param(loan.id())
                .query((row, index) -> RefusalGround.valueOf(row.getString("ground")).title() + "：" + row.getString("reason"))
                .optional();
    }

    /**
     * Counts an application that the decision table refused; nothing else about it is kept.
     *
     * @param countyCode the code of the household's county
     * @param bankCode   the bank's group
     * @param rule       the rule that was not met
     */
    public void countIneligible(String countyCode, String bankCode, String rule) {
        jdbc.sql("""
                        insert into shouwang.loan_ineligible as i (day, county_code, bank_code, rule, amount) values (?, ?, ?, ?, 1)
                        on conflict (day, county_code, bank_code, rule) do update set amount = i.amount + 1
                        """)
                .params(clock.today(), countyCode, bankCode, rule).update();
    }
}
