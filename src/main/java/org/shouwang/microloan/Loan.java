package org.shouwang.microloan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * One loan, from the application on. Amounts in yuan with two decimals.
 *
 * @param id             its place in lists
 * @param loanNo         its number, the number of its case
 * @param householdId    the household
 * @param householdNo    its number
 * @param villageCode    its village, 12 digits
 * @param countyCode     its county, 6 digits
 * @param bankCode       the group of the bank
 * @param borrowerName   the member of the household who borrows
 * @param borrowerId     the borrower's identity number
 * @param purpose        what it is for
 * @param termMonths     the term agreed at first, months
 * @param appliedOn      the day of the application
 * @param stored         the status without regard to the day
 * @param principal      what was applied for, from the disbursement on what was disbursed
 * @param covered        the part of it within the limit of subsidy and risk compensation (LN-3)
 * @param subsidised     whether the county confirmed the subsidy; null before it decided
 * @param annualRate     per cent a year, null before the disbursement
 * @param disbursedOn    the day of the disbursement, or null
 * @param dueOn          the last day of the term, the extension included, or null before the disbursement
 * @param repaid         what was repaid of the principal
 * @param compensated    what the risk compensation fund has paid
 * @param extensions     how often it was renewed or extended, 0 or 1 (LN-4)
 * @param closedOn       the day on which it was repaid or compensated, or null
 * @param unusedSince    the day since when it is known to be unused, or null
 */
public record Loan(long id, String loanNo, long householdId, String householdNo, String villageCode, String countyCode,
                   String bankCode, String borrowerName, String borrowerId, Purpose purpose, int termMonths,
                   LocalDate appliedOn, LoanStatus stored, BigDecimal principal, BigDecimal covered, Boolean subsidised,
                   BigDecimal annualRate, LocalDate disbursedOn, LocalDate dueOn, BigDecimal repaid, BigDecimal compensated,
                   int extensions, LocalDate closedOn, LocalDate unusedSince) {

    /**
     * @param today a day
     * @return how it stands on that day, whatever runs or does not run in the background
     */
    public LoanStatus status(LocalDate today) {
        return stored == LoanStatus.DISBURSED && overdueDays(today) > 0 ? LoanStatus.OVERDUE : stored;
    }

    /**
     * @return what is still owed of the principal; nothing before the disbursement
     */
    public BigDecimal outstanding() {
        return disbursedOn == null ? BigDecimal.valueOf(0, 2) : principal.subtract(repaid).subtract(compensated);
    }

    /**
     * @param today a day
     * @return for how many days something has been owed beyond the due day, 0 if nothing is
     */
    public long overdueDays(LocalDate today) {
        return outstanding().signum() == 0 || !today.isAfter(dueOn) ? 0 : ChronoUnit.DAYS.between(dueOn, today);
    }

    /**
     * @param today a day
     * @return what is owed beyond the due day
     */
    public BigDecimal overdueAmount(LocalDate today) {
        return overdueDays(today) > 0 ? outstanding() : BigDecimal.valueOf(0, 2);
    }

    /**
     * @return the part of the principal with interest subsidy; none where the county has not confirmed it
     */
    public BigDecimal subsidisedPrincipal() {
        return disbursedOn != null && !Boolean.TRUE.equals(subsidised) ? BigDecimal.valueOf(0, 2) : covered;
    }

    /**
     * @return what the risk compensation fund would pay now: repayments count towards the part that it does not cover first
     */
    public BigDecimal compensable() {
        return outstanding().min(covered.subtract(compensated));
    }
}
