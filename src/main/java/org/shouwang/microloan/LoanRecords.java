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

/** What is recorded of a loan in the course of its life: repayments, extension, use checks, findings and refusals. */
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
     * @param amount    yuan
     * @param paidOn    the day
     * @param receiptNo the number of the bank's receipt, or null
     */
    public record Repayment(BigDecimal amount, LocalDate paidOn, String receiptNo) {

        /**
         * @return the form in which receipts are compared: see {@link Texts#number}; null without a number
         */
        public String receiptKey() {
            return receiptNo == null ? null : Texts.number(receiptNo);
        }
    }

    /**
     * The one renewal or extension (LN-4).
     *
     * @param kind     which of the two
     * @param oldDueOn the due day before
     * @param dueOn    the due day since then
     * @param reason   why, or null
     */
    public record Extension(ExtensionKind kind, LocalDate oldDueOn, LocalDate dueOn, String reason) {
    }

    /** How a loan goes on beyond its term; once, whichever it is (LN-4). */
    public enum ExtensionKind {
        /** 展期 */
        EXTENSION("展期"),
        /** 续贷 */
        RENEWAL("续贷");

        private final String title;

        ExtensionKind(String title) {
            this.title = title;
        }

        /**
         * @return the value as people read it
         */
        public String title() {
            return title;
        }
    }

    /**
     * A look at where the money went (LN-5).
     *
     * @param dueOn     the day until which it has to be done
     * @param outcome   what was found, or null before
     * @param checkedOn when, or null
     * @param note      what was found in words, or null
     */
    public record UseCheck(LocalDate dueOn, UseOutcome outcome, LocalDate checkedOn, String note) {
    }

    /** What a use check finds (LN-5). */
    public enum UseOutcome {
        /** 按约定使用 */
        AS_AGREED("按约定使用"),
        /** 尚未使用 */
        UNUSED("尚未使用"),
        /** 挪作他用 */
        MISUSED("挪作他用");

        private final String title;

        UseOutcome(String title) {
            this.title = title;
        }

        /**
         * @return the value as people read it
         */
        public String title() {
            return title;
        }
    }

    /**
     * A finding; it stays until it is cleared (LN-5).
     *
     * @param id         its id
     * @param kind       UNUSED or MISUSED
     * @param misusedFor what the money went for, or null if it was not misused or nobody said
     * @param openedOn   the day on which it was found
     * @param note       what was found
     * @param clearedOn  the day on which the county cleared it, or null
     * @param clearance  how it was put right, or null
     */
    public record Finding(long id, UseOutcome kind, Purpose misusedFor, LocalDate openedOn, String note, LocalDate clearedOn,
                          String clearance) {

        /**
         * @return its kind as people read it
         */
        public String title() {
            return kind == UseOutcome.UNUSED ? "贷款闲置" : misusedFor == null ? "贷款挪用"
                    : "贷款挪用（" + misusedFor.title() + "）";
        }
    }

    /**
     * @param loan a loan
     * @return what was repaid, oldest first
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Repayment> repaymentsOf(Loan loan) {
        return jdbc.sql("select amount, paid_on, receipt_no from shouwang.loan_repayment where loan_id = ? order by id")
                .param(loan.id()).query(Rows.as(Repayment.class)).list();
    }

    /**
     * @param loan      a loan
     * @param repayment what was repaid
     */
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
     * @param loan a loan
     * @return its renewal or extension, or empty if it had none
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Extension> extensionOf(Loan loan) {
        return jdbc.sql("select kind, old_due_on, due_on, reason from shouwang.loan_extension where loan_id = ?")
                .param(loan.id()).query(Rows.as(Extension.class)).optional();
    }

    /**
     * @param loan      a loan
     * @param extension how it goes on
     * @return whether it was the first one; the database decides, nothing is stored otherwise
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
     * @param loan a loan
     * @return its use checks, oldest first; the last one is open while the loan is
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<UseCheck> useChecksOf(Loan loan) {
        return jdbc.sql("select due_on, outcome, checked_on, note from shouwang.loan_use_check where loan_id = ? order by id")
                .param(loan.id()).query(Rows.as(UseCheck.class)).list();
    }

    /**
     * @param loan  a loan without an open use check
     * @param dueOn the day until which the next one has to be done
     */
    public void addUseCheck(Loan loan, LocalDate dueOn) {
        jdbc.sql("insert into shouwang.loan_use_check (loan_id, due_on) values (?, ?)").params(loan.id(), dueOn).update();
    }

    /**
     * @param loan    a loan with an open use check
     * @param outcome what was found
     * @param day     when
     * @param note    what was found in words, or null
     */
    public void checked(Loan loan, UseOutcome outcome, LocalDate day, String note) {
        jdbc.sql("""
                        update shouwang.loan_use_check set outcome = ?, checked_on = ?, note = ?, checked_by = ?
                        where loan_id = ? and outcome is null
                        """)
                .params(outcome.name(), day, note, users.get().id(), loan.id()).update();
    }

    /**
     * @param loan a loan
     * @return its findings, oldest first
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
     * @param loan       a loan
     * @param kind       UNUSED or MISUSED
     * @param misusedFor what the money went for, or null
     * @param note       what was found
     * @return the finding's id, or empty if one of this kind is open already
     */
    public Optional<Long> open(Loan loan, UseOutcome kind, Purpose misusedFor, String note) {
        return jdbc.sql("""
                        insert into shouwang.loan_finding (loan_id, kind, misused_for, opened_on, note) values (?, ?, ?, ?, ?)
                        on conflict do nothing returning id
                        """)
                .params(loan.id(), kind.name(), misusedFor == null ? null : misusedFor.name(), clock.today(), note).query(Long.class).optional();
    }

    /**
     * @param findingId a finding that is open
     * @param clearance how it was put right
     */
    public void clear(long findingId, String clearance) {
        jdbc.sql("""
                        update shouwang.loan_finding set cleared_on = ?, clearance = ?, cleared_by = ?
                        where id = ? and cleared_on is null
                        """)
                .params(clock.today(), clearance, users.get().id(), findingId).update();
    }

    /**
     * @param loan   a loan that the bank does not want to give
     * @param ground the kind of reason
     * @param reason the reason
     */
    public void refused(Loan loan, RefusalGround ground, String reason) {
        jdbc.sql("""
                        insert into shouwang.loan_refusal (loan_id, bank_code, county_code, ground, reason, refused_on)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(loan.id(), loan.bankCode(), loan.countyCode(), ground.name(), reason, clock.today()).update();
    }

    /**
     * @param loan   a loan that the bank does not want to give
     * @param review the county's view of it: UPHELD or SENT_BACK
     */
    public void reviewed(Loan loan, String review) {
        jdbc.sql("update shouwang.loan_refusal set review = ? where loan_id = ? and review is null")
                .params(review, loan.id()).update();
    }

    /**
     * @param loan a loan
     * @return the reason of the bank's latest refusal, or empty if it did not refuse
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<String> refusalOf(Loan loan) {
        return jdbc.sql("select ground, reason from shouwang.loan_refusal where loan_id = ? order by id desc limit 1")
                .param(loan.id())
                .query((row, index) -> RefusalGround.valueOf(row.getString("ground")).title() + "：" + row.getString("reason"))
                .optional();
    }

    /**
     * Counts an application that the table refused; nothing else is kept of it.
     *
     * @param countyCode the household's county
     * @param bankCode   the bank
     * @param rule       the rule
     */
    public void countIneligible(String countyCode, String bankCode, String rule) {
        jdbc.sql("""
                        insert into shouwang.loan_ineligible as i (day, county_code, bank_code, rule, amount) values (?, ?, ?, ?, 1)
                        on conflict (day, county_code, bank_code, rule) do update set amount = i.amount + 1
                        """)
                .params(clock.today(), countyCode, bankCode, rule).update();
    }
}
