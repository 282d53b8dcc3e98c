package org.shouwang.microloan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.microloan.LoanRecords.UseOutcome;
import org.shouwang.microloan.LoanSchedule.Payment;
import org.shouwang.microloan.LoanSchedule.Suspension;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The figures of the loans that the user who has signed in may see (LN-1, LN-3, LN-6). */
@Service
public class LoanFigures {

    private final JdbcClient jdbc;
    private final Loans loans;
    private final LoanRecords records;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    LoanFigures(JdbcClient jdbc, Loans loans, LoanRecords records, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.loans = loans;
        this.records = records;
        this.users = users;
        this.clock = clock;
    }

    /**
     * The loans of one county, or of all counties together. Amounts are in yuan.
     *
     * @param name          the county's name
     * @param balance       the principal that is owed
     * @param households    the number of households that owe something
     * @param newLoans      the number of loans disbursed since the first of January
     * @param newAmount     the amount disbursed since the first of January
     * @param overdueLoans  the number of overdue loans
     * @param overdueAmount the principal that is overdue
     */
    public record CountyLine(String name, BigDecimal balance, long households, long newLoans, BigDecimal newAmount,
                             long overdueLoans, BigDecimal overdueAmount) {
    }

    /**
     * The refusals of one bank for one reason.
     *
     * @param bankCode the bank's group
     * @param reason   the Chinese name of the ground, or of the rule that was not met
     * @param refused  the number of refusals
     * @param upheld   the number of refusals that the county confirmed; null for refusals that no county reviews
     * @param sentBack the number of refusals that the county sent back; null for refusals that no county reviews
     */
    public record RefusalLine(String bankCode, String reason, long refused, Long upheld, Long sentBack) {
    }

    /**
     * The interest subsidy of one loan for one quarter.
     *
     * @param loan   the loan
     * @param amount the subsidy in yuan
     */
    public record SubsidyLine(Loan loan, BigDecimal amount) {
    }

    /**
     * @return the figures of each county with a loan, most overdue first (LN-6)
     */
    public List<CountyLine> byCounty() {
        return lines("r.name", "group by r.name order by overdue_amount desc, balance desc, r.name");
    }

    /**
     * @return the figures of all counties together
     */
    public CountyLine total() {
        return lines("'合计'", "").get(0);
    }

    private List<CountyLine> lines(String name, String groupAndOrder) {
        Map<String, Object> params = new HashMap<>(Map.of("today", clock.today(), "year", clock.today().withDayOfYear(1)));
        String where = LoanSearch.reach(params, users.get());
        return jdbc.sql("""
                        select %s as name, coalesce(sum(owed), 0.00) as balance,
                            count(distinct household_id) filter (where owed > 0) as households,
                            count(*) filter (where disbursed_on >= :year) as new_loans,
                            coalesce(sum(principal) filter (where disbursed_on >= :year), 0.00) as new_amount,
                            count(*) filter (where owed > 0 and due_on < :today) as overdue_loans,
                            coalesce(sum(owed) filter (where due_on < :today), 0.00) as overdue_amount
                        from (select l.*, l.principal - l.repaid - l.compensated as owed from shouwang.micro_loan l
                              where l.disbursed_on is not null and %s) l
                        join shouwang.region r on r.code = l.county_code
                        """.formatted(name, where) + groupAndOrder)
                .params(params).query(Rows.as(CountyLine.class)).list();
    }

    /**
     * @return the refusals of applicants who met the conditions, by bank and ground; banks are ordered by code (LN-1)
     */
    public List<RefusalLine> refusals() {
        Map<String, Object> params = new HashMap<>();
        String where = LoanSearch.reach(params, users.get());
        return jdbc.sql("""
                        select f.bank_code, f.ground, count(*) as refused, count(*) filter (where f.review = 'UPHELD') as upheld,
                            count(*) filter (where f.review = 'SENT_BACK') as sent_back
                        from shouwang.loan_refusal f join shouwang.micro_loan l on l.id = f.loan_id
                        where %s group by f.bank_code, f.ground order by f.bank_code, count(*) desc, f.ground
                        """.formatted(where))
                .params(params)
                .query((row, index) -> new RefusalLine(row.getString("bank_code"),
                        RefusalGround.valueOf(row.getString("ground")).title(), row.getLong("refused"), row.getLong("upheld"), row.getLong("sent_back")))
                .list();
    }

    /**
     * @return the number of applications that did not meet the conditions, by bank and rule; users below the county see none,
     *     since only the county of such applications is kept
     */
    public List<RefusalLine> ineligible() {
        Map<String, Object> params = new HashMap<>();
        String where = LoanSearch.reach(params, users.get());
        return jdbc.sql("""
                        select l.bank_code, l.rule, sum(l.amount) as refused
                        from (select bank_code, rule, amount, county_code as village_code from shouwang.loan_ineligible) l
                        where %s group by l.bank_code, l.rule order by l.bank_code, l.rule
                        """.formatted(where))
                .params(params)
                .query((row, index) -> new RefusalLine(row.getString("bank_code"),
                        "不符合申请条件（规则 " + row.getString("rule") + "）", row.getLong("refused"), null, null))
                .list();
    }

    /**
     * Computes the interest subsidies of a quarter up to today (LN-3).
     *
     * @param from  the first day of the quarter
     * @param until the first day of the next quarter
     * @return the loans with a subsidy for the quarter, ordered by loan number
     */
    public List<SubsidyLine> subsidies(LocalDate from, LocalDate until) {
        LocalDate tomorrow = clock.today().plusDays(1);
        LocalDate end = until.isBefore(tomorrow) ? until : tomorrow;
        Map<String, Object> params = new HashMap<>(Map.of("from", from, "until", until));
        String where = LoanSearch.reach(params, users.get());
        return loans.select("where " + where + " and l.subsidised and l.disbursed_on < :until and l.due_on > :from "
                        + "and (l.closed_on is null or l.closed_on > :from) order by l.loan_no", params).stream()
                .map(loan -> new SubsidyLine(loan, subsidy(loan, from, end)))
                .filter(line -> line.amount().signum() > 0).toList();
    }

    private BigDecimal subsidy(Loan loan, LocalDate from, LocalDate until) {
        List<Payment> payments = records.repaymentsOf(loan).stream().map(each -> new Payment(each.paidOn(), each.amount())).toList();
        List<Suspension> suspensions = records.findingsOf(loan).stream().filter(finding -> finding.kind() == UseOutcome.MISUSED)
                .map(finding -> new Suspension(finding.openedOn(), finding.clearedOn())).toList();
        LocalDate end = Optional.ofNullable(loan.closedOn()).filter(closed -> closed.isBefore(until)).orElse(until);
        return LoanSchedule.subsidy(loan, payments, suspensions, from, end);
    }
}
