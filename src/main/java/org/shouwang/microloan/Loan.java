package org.shouwang.microloan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A microloan, from the application on. Amounts are in yuan with two decimals.
 *
 * @param id           the loan's id, by which lists are ordered
 * @param loanNo       the loan's number, which is the number of its case
 * @param householdId  the household's id
 * @param householdNo  the household's number
 * @param villageCode  the village's code, 12 digits
 * @param countyCode   the county's code, 6 digits
 * @param bankCode     the group of the bank
 * @param borrowerName the name of the member who borrows
 * @param borrowerId   the borrower's identity number
 * @param purpose      the purpose of the loan
 * @param termMonths   the term in months that was agreed at first
 * @param appliedOn    the day of the application
 * @param stored       the status as it is stored, which does not depend on the day
 * @param principal    the amount applied for; from the disbursement on, the amount disbursed
 * @param covered      the part of the principal within the limit of subsidy and risk compensation (LN-3)
 * @param subsidised   whether the county confirmed the subsidy; null before it decided
 * @param annualRate   the rate in percent a year, or null before the disbursement
 * @param disbursedOn  the day of the disbursement, or null
 * @param dueOn        the due day, with a renewal or extension counted in; null before the disbursement
 * @param repaid       the principal that was repaid
 * @param compensated  the amount that the risk compensation fund has paid
 * @param extensions   the number of renewals and extensions, 0 or 1 (LN-4)
 * @param closedOn     the day on which the loan was repaid or compensated, or null
 * @param unusedSince  the day since when the loan is known to be unused, or null
 */
public record Loan(long id, String loanNo, long householdId, String householdNo, String villageCode, String countyCode,
                   String bankCode, String borrowerName, String borrowerId, Purpose purpose, int termMonths,
                   LocalDate appliedOn, LoanStatus stored, BigDecimal principal, BigDecimal covered, Boolean subsidised,
                   BigDecimal annualRate, LocalDate disbursedOn, LocalDate dueOn, BigDecimal repaid, BigDecimal compensated,
                   int extensions, LocalDate closedOn, LocalDate unusedSince) {

    /** Returns the loan's status on a day. It does not depend on any background job. */
    public LoanStatus status(LocalDate today) {
        return stored == LoanStatus.DISBURSED && overdueDays(today) > 0 ? LoanStatus.OVERDUE : stored;
    }

    /**
     * @return the principal that is still owed; 0 before the disbursement
     */
    public BigDecimal outstanding() {
        return disbursedOn == null ? BigDecimal.valueOf(0, 2) : principal.subtract(repaid).subtract(compensated);
    }

    /**
     * @return the number of days for which the loan has been overdue on a day; 0 if it is not overdue
     */
    public long overdueDays(LocalDate today) {
        return outstanding().signum() == 0 || !today.isAfter(dueOn) ? 0 : ChronoUnit.DAYS.between(dueOn, today);
    }

    /**
     * @return the principal that is overdue on a day
     */
    public BigDecimal overdueAmount(LocalDate today) {
        return overdueDays(today) > 0 ? outstanding() : BigDecimal.valueOf(0, 2);
    }

    /**
     * @return the part of the principal with interest subsidy; 0 for a disbursed loan whose subsidy the county has not
     *     confirmed
     */
    public BigDecimal subsidisedPrincipal() {
        return disbursedOn != null && !Boolean.TRUE.equals(subsidised) ? BigDecimal.valueOf(0, 2) : covered;
    }

    /**
     * @return the amount that the risk compensation fund would pay now; repayments count first towards the part that the fund
     *     does not cover
     */
    public BigDecimal compensable() {
        return outstanding().min(covered.subtract(compensated));
    }
}
