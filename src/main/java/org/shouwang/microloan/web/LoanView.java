package org.shouwang.microloan.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.shouwang.microloan.LoanRecords;
import org.shouwang.microloan.LoanSchedule;
import org.shouwang.microloan.LoanStatus;
import org.shouwang.microloan.Purpose;

/**
 * A loan as other systems see it; the borrower is known by the household. Amounts in yuan.
 *
 * @param loanNo                its number
 * @param householdNo           the household
 * @param villageCode           its village, 12 digits
 * @param bankCode              the bank
 * @param status                how it stands today
 * @param statusText            the same as people read it
 * @param purpose               what it is for
 * @param purposeText           the same as people read it
 * @param termMonths            the term agreed at first, months
 * @param principal             what was applied for, from the disbursement on what was disbursed
 * @param subsidisedPrincipal   the part of it with interest subsidy
 * @param unsubsidisedPrincipal the rest of it
 * @param outstanding           what is owed of the principal, nothing before the disbursement
 * @param repaid                what was repaid of the principal
 * @param compensated           what the risk compensation fund has paid
 * @param annualRate            per cent a year, or null before the disbursement
 * @param appliedOn             the day of the application
 * @param disbursedOn           the day of the disbursement, or null
 * @param dueOn                 the last day of the term, the extension included, or null
 * @param overdueDays           for how many days something has been owed beyond the due day
 * @param overdueAmount         what is owed beyond the due day
 * @param extensions            how often it was renewed or extended, 0 or 1
 * @param extension             the renewal or extension, or null
 * @param closedOn              the day on which it was repaid or compensated, or null
 * @param repayments            what was repaid, oldest first
 * @param schedule              what is due when, empty before the disbursement
 * @param useChecks             where the money went, oldest first
 * @param findings              what is or was wrong with its use, oldest first
 */
record LoanView(String loanNo, String householdNo, String villageCode, String bankCode, LoanStatus status, String statusText,
                Purpose purpose, String purposeText, int termMonths, BigDecimal principal, BigDecimal subsidisedPrincipal,
                BigDecimal unsubsidisedPrincipal, BigDecimal outstanding, BigDecimal repaid, BigDecimal compensated,
                BigDecimal annualRate, LocalDate appliedOn, LocalDate disbursedOn, LocalDate dueOn, long overdueDays,
                BigDecimal overdueAmount, int extensions, LoanRecords.Extension extension, LocalDate closedOn,
                List<LoanRecords.Repayment> repayments, List<LoanSchedule.Instalment> schedule,
                List<LoanRecords.UseCheck> useChecks, List<LoanRecords.Finding> findings) {
}
