package org.shouwang.microloan;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.region.Village;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.Page;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The table of loans. A caller that changes a loan has to lock its case first, so that acts on one loan follow one another.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Loans {

    private static final String SELECT = """
            select l.*, h.household_no, (select count(*) from shouwang.loan_extension e where e.loan_id = l.id) as extensions
            from shouwang.micro_loan l join shouwang.household h on h.id = l.household_id
            """;

    private final JdbcClient jdbc;
    private final LoanParameters parameters;
    private final PersonalData personal;
    private final AdjustableClock clock;

    Loans(JdbcClient jdbc, LoanParameters parameters, PersonalData personal, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.parameters = parameters;
        this.personal = personal;
        this.clock = clock;
    }

    /**
     * Returns the debts and applications of a household.
     *
     * @param householdId the household's id; the household has to be locked if the answer has to hold until something is
     *     stored
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Standing standingOf(long householdId) {
        LocalDate today = clock.today();
        List<Loan> open = ofHousehold(householdId).stream().filter(Loans::counts).toList();
        return new Standing(open.size(), sum(open.stream().map(Loans::owed).toList()),
                sum(open.stream().map(loan -> owed(loan).min(loan.covered().subtract(loan.compensated()))).toList()),
                (int) open.stream().filter(loan -> loan.status(today) == LoanStatus.OVERDUE).count(),
                (int) open.stream().filter(loan -> loan.stored() == LoanStatus.COMPENSATED).count());
    }

    private static boolean counts(Loan loan) {
        return switch (loan.stored()) {
            case APPLIED, APPROVED -> true;
            case DISBURSED, COMPENSATED -> loan.outstanding().signum() > 0;
            default -> false;
        };
    }

    private static BigDecimal owed(Loan loan) {
        return loan.disbursedOn() == null ? loan.principal() : loan.outstanding();
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.valueOf(0, 2), BigDecimal::add);
    }

    /**
     * Stores an application. It gets the part of the subsidised limit that the household's other loans leave (LN-3).
     *
     * @param loanNo      the number of the loan's case
     * @param application the application
     * @param village     the household's village
     */
    public void add(String loanNo, Application application, Village village) {
        BigDecimal left = parameters.on(clock.today()).subsidisedLimit()
                .subtract(standingOf(application.household().id()).covered()).max(BigDecimal.ZERO);
        jdbc.sql("""
                        insert into shouwang.micro_loan (loan_no, household_id, village_code, township_code, county_code,
                            bank_code, borrower_name, borrower_id_cipher, purpose, term_months, applied_on, status, principal,
                            covered_principal)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'APPLIED', ?, ?)
                        """)
                .params(loanNo, application.household().id(), village.code(), village.townshipCode(), village.countyCode(),
                        application.bankCode(), application.borrower().name(),
                        personal.encrypt(application.borrower().idNumber(), EncryptedColumn.BORROWER.at(loanNo)), application.purpose().name(),
                        application.termMonths(), clock.today(), application.amount(), application.amount().min(left))
                .update();
    }

    /**
     * Finds a loan, whoever asks; for a number that a user typed, {@link LoanRights} has to be used instead.
     *
     * @param loanNo the loan's number
     * @return the loan, or empty if there is none
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Loan> find(String loanNo) {
        return jdbc.sql(SELECT + "where l.loan_no = ?").param(loanNo).query(this::loan).optional();
    }

    /**
     * @return the loan with the number of an existing loan
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Loan get(String loanNo) {
        return find(loanNo).orElseThrow();
    }

    /**
     * @return the loans and applications of a household, newest first
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Loan> ofHousehold(long householdId) {
        return jdbc.sql(SELECT + "where l.household_id = ? order by l.id desc").param(householdId).query(this::loan).list();
    }

    /** Returns the loans that a where clause and its parameters select; {@code l} stands for the loan. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Loan> select(String where, Map<String, Object> params) {
        return jdbc.sql(SELECT + where).params(params).query(this::loan).list();
    }

    /** Counts the loans that a where clause and its parameters select, as {@link Page#counting}. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public long count(String where, Map<String, Object> params) {
        return jdbc.sql(Page.counting(SELECT + where)).params(params).query(Long.class).single();
    }

    /** Changes the status of a loan that is not disbursed. */
    public void changeStatus(String loanNo, LoanStatus status) {
        jdbc.sql("update shouwang.micro_loan set status = ? where loan_no = ?").params(status.name(), loanNo).update();
    }

    /** Records whether the county confirms the subsidy of a loan. */
    public void confirmSubsidy(String loanNo, boolean subsidised) {
        jdbc.sql("update shouwang.micro_loan set subsidised = ? where loan_no = ?").params(subsidised, loanNo).update();
    }

    /**
     * Disburses an approved loan.
     *
     * @param loanNo the loan's number
     * @param amount the disbursed amount in yuan; at most the amount applied for
     * @param rate   the rate in percent a year
     * @param day    the day of the disbursement
     */
    public void disburse(String loanNo, BigDecimal amount, BigDecimal rate, LocalDate day) {
        jdbc.sql("""
                        update shouwang.micro_loan set status = 'DISBURSED', principal = :amount,
                            covered_principal = least(covered_principal, :amount), annual_rate = :rate, disbursed_on = :day,
                            due_on = :due, look_on = :day
                        where loan_no = :loan
                        """)
                .param("amount", amount).param("rate", rate).param("day", day)
                .param("due", day.plusMonths(get(loanNo).termMonths())).param("loan", loanNo).update();
    }

    /**
     * Adds a repayment to a loan.
     *
     * @param loanNo the loan's number
     * @param amount the repaid principal in yuan
     * @param day    the day on which the loan was repaid in full, or null if principal is still owed
     */
    public void addRepaid(String loanNo, BigDecimal amount, LocalDate day) {
        jdbc.sql("""
                        update shouwang.micro_loan set repaid = repaid + :amount, closed_on = coalesce(closed_on, :day),
                            status = case when :day::date is not null and status = 'DISBURSED' then 'REPAID' else status end
                        where loan_no = :loan
                        """)
                .param("amount", amount).param("day", day, java.sql.Types.DATE).param("loan", loanNo).update();
    }

    /**
     * Records that the risk compensation fund pays for a loan.
     *
     * @param loanNo the number of an overdue loan
     * @param amount the amount in yuan that the fund pays
     */
    public void compensate(String loanNo, BigDecimal amount) {
        jdbc.sql("""
                        update shouwang.micro_loan set compensated = compensated + ?, status = 'COMPENSATED', closed_on = ?
                        where loan_no = ?
                        """)
                .params(amount, clock.today(), loanNo).update();
    }

    /** Moves the due day of a loan. */
    public void moveDueDay(String loanNo, LocalDate dueOn) {
        jdbc.sql("update shouwang.micro_loan set due_on = ?, told_of_due_in = null, look_on = ? where loan_no = ?")
                .params(dueOn, clock.today(), loanNo).update();
    }

    /**
     * Records since when a loan is unused.
     *
     * @param loanNo the loan's number
     * @param since  the day since when the loan is known to be unused, or null if it is used
     */
    public void noteUnused(String loanNo, LocalDate since) {
        jdbc.sql("update shouwang.micro_loan set unused_since = :since, look_on = :today where loan_no = :loan")
                .param("since", since, java.sql.Types.DATE).param("today", clock.today()).param("loan", loanNo).update();
    }

    private Loan loan(ResultSet row, int index) throws SQLException {
        return new Loan(row.getLong("id"), row.getString("loan_no"), row.getLong("household_id"), row.getString("household_no"),
                row.getString("village_code"), row.getString("county_code"), row.getString("bank_code"),
                row.getString("borrower_name"), personal.decrypt(row.getString("borrower_id_cipher"),
                EncryptedColumn.BORROWER.at(row.getString("loan_no"))),
                Purpose.valueOf(row.getString("purpose")), row.getInt("term_months"),
                Rows.day(row, "applied_on"), LoanStatus.valueOf(row.getString("status")),
                row.getBigDecimal("principal"), row.getBigDecimal("covered_principal"),
                row.getObject("subsidised", Boolean.class), row.getBigDecimal("annual_rate"),
                Rows.day(row, "disbursed_on"), Rows.day(row, "due_on"),
                row.getBigDecimal("repaid"), row.getBigDecimal("compensated"), row.getInt("extensions"),
                Rows.day(row, "closed_on"), Rows.day(row, "unused_since"));
    }
}
