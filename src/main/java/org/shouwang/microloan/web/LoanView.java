package org.shouwang.microloan.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.shouwang.microloan.LoanRecords;
import org.shouwang.microloan.LoanSchedule;
import org.shouwang.microloan.LoanStatus;
import org.shouwang.microloan.Purpose;

/**
 * A loan as other systems see it, without the borrower's name and identity number. Amounts are in yuan.
 *
 * @param loanNo                the loan's number
 * @param householdNo           the household's number
 * @param villageCode           the village's code, 12 digits
 * @param bankCode              the bank's group
 * @param status                the loan's status today
 * @param statusText            the Chinese name of the status
 * @param purpose               the purpose of the loan
 * @param purposeText           the Chinese name of the purpose
 * @param termMonths            the term in months that was agreed at first
 * @param principal             the amount applied for; from the disbursement on, the amount disbursed
 * @param subsidisedPrincipal   the part of the principal with interest subsidy
 * @param unsubsidisedPrincipal the part of the principal without interest subsidy
 * @param outstanding           the principal that is owed; 0 before the disbursement
 * @param repaid                the principal that was repaid
 * @param compensated           the amount that the risk compensation fund has paid
 * @param annualRate            the rate in percent a year, or null before the disbursement
 * @param appliedOn             the day of the application
 * @param disbursedOn           the day of the disbursement, or null
 * @param dueOn                 the due day, with a renewal or extension counted in, or null before the disbursement
 * @param overdueDays           the number of days for which the loan has been overdue
 * @param overdueAmount         the principal that is overdue
 * @param extensions            the number of renewals and extensions, 0 or 1
 * @param extension             the renewal or extension, or null
 * @param closedOn              the day on which the loan was repaid or compensated, or null
 * @param repayments            the repayments, oldest first
 * @param schedule              the schedule; empty before the disbursement
 * @param useChecks             the use checks, oldest first
 * @param findings              the findings about the loan's use, oldest first
 */
record LoanView(String loanNo, String householdNo, String villageCode, String bankCode, LoanStatus status, String statusText,
                Purpose purpose, String purposeText, int termMonths, BigDecimal principal, BigDecimal subsidisedPrincipal,
                BigDecimal unsubsidisedPrincipal, BigDecimal outstanding, BigDecimal repaid, BigDecimal compensated,
                BigDecimal annualRate, LocalDate appliedOn, LocalDate disbursedOn, LocalDate dueOn, long overdueDays,
                BigDecimal overdueAmount, int extensions, LoanRecords.Extension extension, LocalDate closedOn,
                List<LoanRecords.Repayment> repayments, List<LoanSchedule.Instalment> schedule,
                List<LoanRecords.UseCheck> useChecks, List<LoanRecords.Finding> findings) {
}
