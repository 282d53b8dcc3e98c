package org.shouwang.microloan.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.shouwang.microloan.Loan;
import org.shouwang.microloan.LoanRecords;
import org.shouwang.microloan.LoanSchedule;
import org.shouwang.shared.AdjustableClock;
import org.springframework.stereotype.Component;

/** Puts together the view of a loan. */
@Component
class LoanViews {

    private final LoanRecords records;
    private final AdjustableClock clock;

    LoanViews(LoanRecords records, AdjustableClock clock) {
        this.records = records;
        this.clock = clock;
    }

    LoanView of(Loan loan) {
        LocalDate today = clock.today();
        List<LoanRecords.Repayment> repayments = records.repaymentsOf(loan);
        return new LoanView(loan.loanNo(), loan.householdNo(), loan.villageCode(), loan.bankCode(), loan.status(today),
                loan.status(today).title(), loan.purpose(), loan.purpose().title(), loan.termMonths(), loan.principal(),
                loan.subsidisedPrincipal(), loan.principal().subtract(loan.subsidisedPrincipal()), loan.outstanding(),
                loan.repaid(), loan.compensated(), loan.annualRate(), loan.appliedOn(), loan.disbursedOn(), loan.dueOn(),
                loan.overdueDays(today), loan.overdueAmount(today), loan.extensions(),
                records.extensionOf(loan).orElse(null), loan.closedOn(), repayments, schedule(loan, repayments, today),
                records.useChecksOf(loan), records.findingsOf(loan));
    }

    private static List<LoanSchedule.Instalment> schedule(Loan loan, List<LoanRecords.Repayment> repayments, LocalDate today) {
        if (loan.disbursedOn() == null) {
            return List.of();
        }
        List<LoanSchedule.Payment> payments = new ArrayList<>();
        repayments.forEach(each -> payments.add(new LoanSchedule.Payment(each.paidOn(), each.amount())));
        if (loan.compensated().signum() > 0) {
            payments.add(new LoanSchedule.Payment(loan.closedOn(), loan.compensated()));
        }
        return LoanSchedule.of(loan.principal(), loan.annualRate(), loan.disbursedOn(), loan.dueOn(), payments, today);
    }
}
