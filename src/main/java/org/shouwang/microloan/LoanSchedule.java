package org.shouwang.microloan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.shouwang.shared.Decimals;

/**
 * Computes what a loan costs and when it is due. Interest is due on the 20th of the last month of each quarter and on the due
 * day, the principal on the due day (按季结息、到期还本), unless it is repaid before. Principal that is not repaid on the due day stays
 * owed, with interest, until it is repaid. Interest is counted by the day; a year has 360 days, the day of the disbursement
 * counts, and the day of the repayment does not. No floating-point numbers are used.
 */
public final class LoanSchedule {

    private static final int SETTLEMENT_DAY = 20;
    private static final int MONTHS_OF_A_QUARTER = 3;
    private static final BigDecimal DAYS_TIMES_HUNDRED = BigDecimal.valueOf(36_000);

    private LoanSchedule() {
    }

    /**
     * A payment that lessens the debt.
     *
     * @param on     the day
     * @param amount the principal that was paid, in yuan
     */
    public record Payment(LocalDate on, BigDecimal amount) {
    }

    /**
     * One line of the schedule.
     *
     * @param on        the day on which something is due or was paid
     * @param interest  the interest in yuan for the days since the line before
     * @param principal the principal in yuan that is due or was repaid on that day
     * @param balance   the principal in yuan that is owed afterwards
     */
    public record Instalment(LocalDate on, BigDecimal interest, BigDecimal principal, BigDecimal balance) {
    }

    /**
     * Computes the schedule of a loan.
     *
     * @param principal   the disbursed amount in yuan
     * @param annualRate  the rate in percent a year
     * @param disbursedOn the day of the disbursement
     * @param dueOn       the due day
     * @param payments    the repayments and compensations up to now, in any order; together at most the principal
     * @param today       the present day; up to the due day, the line of the due day shows what has to be repaid, later what
     *     was repaid that day
     * @return the lines, oldest first; the principal of all lines and the balance of the last line add up to the disbursed
     *     amount
     */
    public static List<Instalment> of(BigDecimal principal, BigDecimal annualRate, LocalDate disbursedOn, LocalDate dueOn,
                                      List<Payment> payments, LocalDate today) {
        TreeMap<LocalDate, BigDecimal> paid = new TreeMap<>();
        payments.forEach(payment -> paid.merge(payment.on(), payment.amount(), BigDecimal::add));
        TreeMap<LocalDate, BigDecimal> days = new TreeMap<>(paid);
        settlementDays(disbursedOn, dueOn).forEach(day -> days.putIfAbsent(day, BigDecimal.ZERO));
        days.putIfAbsent(dueOn, BigDecimal.ZERO);
        List<Instalment> lines = new ArrayList<>();
        BigDecimal balance = principal;
        LocalDate before = disbursedOn;
        for (LocalDate day : days.keySet()) {
            BigDecimal interest = interest(balance, annualRate, before, day);
            BigDecimal due = day.equals(dueOn) && !today.isAfter(dueOn) ? balance : days.get(day);
            balance = balance.subtract(due);
            lines.add(new Instalment(day, interest, Decimals.exact(due, 2), Decimals.exact(balance, 2)));
            before = day;
            if (balance.signum() == 0) {
                break;
            }
        }
        return lines;
    }

    /**
     * Computes interest.
     *
     * @param balance    the principal that is owed, in yuan
     * @param annualRate the rate in percent a year
     * @param from       the first day that counts
     * @param until      the first day that no longer counts
     * @return the interest in yuan, rounded to the nearest fen
     */
    public static BigDecimal interest(BigDecimal balance, BigDecimal annualRate, LocalDate from, LocalDate until) {
        long days = Math.max(0, ChronoUnit.DAYS.between(from, until));
        return balance.multiply(annualRate).multiply(BigDecimal.valueOf(days))
                .divide(DAYS_TIMES_HUNDRED, 2, RoundingMode.HALF_UP);
    }

    /**
     * A time without subsidy.
     *
     * @param from  the first day without subsidy
     * @param until the first day with subsidy again, or null if there is none yet
     */
    public record Suspension(LocalDate from, LocalDate until) {
    }

    /**
     * Computes the interest on the subsidised part of a loan. Repayments count first towards the other part. There is no
     * subsidy for principal that is overdue, nor while the loan is misused (LN-3, LN-5).
     *
     * @param loan        a disbursed loan
     * @param payments    the repayments, ordered by day
     * @param suspensions the times without subsidy
     * @param from        the first day that counts
     * @param until       the first day that no longer counts
     * @return the subsidy in yuan, rounded to the nearest fen
     */
    public static BigDecimal subsidy(Loan loan, List<Payment> payments, List<Suspension> suspensions, LocalDate from,
                                     LocalDate until) {
        LocalDate begin = later(from, loan.disbursedOn());
        LocalDate end = until.isBefore(loan.dueOn()) ? until : loan.dueOn();
        BigDecimal balanceDays = BigDecimal.ZERO;
        for (LocalDate day = begin; day.isBefore(end); day = day.plusDays(1)) {
            LocalDate counted = day;
            boolean suspended = suspensions.stream().anyMatch(each -> !counted.isBefore(each.from())
                    && (each.until() == null || counted.isBefore(each.until())));
            if (!suspended) {
                BigDecimal owed = payments.stream().filter(payment -> !payment.on().isAfter(counted)).map(Payment::amount)
                        .reduce(loan.principal(), BigDecimal::subtract);
                balanceDays = balanceDays.add(owed.min(loan.subsidisedPrincipal()));
            }
        }
        return balanceDays.multiply(loan.annualRate()).divide(DAYS_TIMES_HUNDRED, 2, RoundingMode.HALF_UP);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static List<LocalDate> settlementDays(LocalDate disbursedOn, LocalDate dueOn) {
        List<LocalDate> days = new ArrayList<>();
        LocalDate day = LocalDate.of(disbursedOn.getYear(), MONTHS_OF_A_QUARTER, SETTLEMENT_DAY);
        while (day.isBefore(dueOn)) {
            if (day.isAfter(disbursedOn)) {
                days.add(day);
            }
            day = day.plusMonths(MONTHS_OF_A_QUARTER);
        }
        return days;
    }
}
