package org.shouwang.microloan.process;

import java.util.Set;
import org.shouwang.engine.StepFact;
import org.shouwang.microloan.LoanRecords;
import org.shouwang.microloan.LoanStatus;
import org.shouwang.microloan.Loans;
import org.shouwang.shared.AdjustableClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the table of steps asks about a loan (LN-1, LN-5, LN-6). */
@Configuration(proxyBeanMethods = false)
class LoanStepFacts {

    private final Loans loans;
    private final AdjustableClock clock;

    LoanStepFacts(Loans loans, AdjustableClock clock) {
        this.loans = loans;
        this.clock = clock;
    }

    /** The bank has agreed and has not paid yet. */
    @Bean
    StepFact loanApproved() {
        return status("loanApproved", Set.of(LoanStatus.APPROVED));
    }

    /** Something is owed. */
    @Bean
    StepFact loanDisbursed() {
        return status("loanDisbursed", Set.of(LoanStatus.DISBURSED, LoanStatus.OVERDUE));
    }

    /** Something is owed beyond the due day. */
    @Bean
    StepFact loanOverdue() {
        return status("loanOverdue", Set.of(LoanStatus.OVERDUE));
    }

    /** The finding that the step is about is not cleared yet. */
    @Bean
    StepFact findingOpen(LoanRecords records) {
        return new StepFact("findingOpen", (loanNo, reference) -> records.findingsOf(loans.get(loanNo)).stream()
                .anyMatch(finding -> Long.valueOf(finding.id()).equals(reference) && finding.clearedOn() == null));
    }

    private StepFact status(String name, Set<LoanStatus> statuses) {
        return new StepFact(name, (loanNo, reference) ->
                loans.find(loanNo).filter(loan -> statuses.contains(loan.status(clock.today()))).isPresent());
    }
}
