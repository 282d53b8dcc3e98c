package org.shouwang.microloan.process;

import java.util.Optional;
import org.shouwang.engine.StepFact;
import org.shouwang.microloan.LoanRecords;
import org.shouwang.microloan.LoanStatus;
import org.shouwang.microloan.Loans;
import org.shouwang.shared.AdjustableClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The facts about a loan that the table of steps asks for (LN-1, LN-5, LN-6). */
@Configuration(proxyBeanMethods = false)
class LoanStepFacts {

    private final Loans loans;
    private final AdjustableClock clock;

    LoanStepFacts(Loans loans, AdjustableClock clock) {
        this.loans = loans;
        this.clock = clock;
    }

    /** The fact that the bank has agreed and has not disbursed yet. */
    @Bean
    StepFact loanApproved() {
        return StepFact.standing("loanApproved", this::status, LoanStatus.APPROVED);
    }

    /** The fact that the loan is disbursed and principal is owed. */
    @Bean
    StepFact loanDisbursed() {
        return StepFact.standing("loanDisbursed", this::status, LoanStatus.DISBURSED, LoanStatus.OVERDUE);
    }

    /** The fact that the loan is overdue. */
    @Bean
    StepFact loanOverdue() {
        return StepFact.standing("loanOverdue", this::status, LoanStatus.OVERDUE);
    }

    /** The fact that the finding that the step concerns is not cleared yet. */
    @Bean
    StepFact findingOpen(LoanRecords records) {
        return new StepFact("findingOpen", (loanNo, reference) -> records.findingsOf(loans.get(loanNo)).stream()
                .anyMatch(finding -> Long.valueOf(finding.id()).equals(reference) && finding.clearedOn() == null));
    }

    private Optional<LoanStatus> status(String loanNo, Long reference) {
        return loans.find(loanNo).map(loan -> loan.status(clock.today()));
    }
}
