package org.shouwang.microloan.process;

import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.LimitRule;
import org.shouwang.microloan.LoanParameters;
import org.shouwang.microloan.LoanRecords;
import org.shouwang.microloan.Loans;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.springframework.stereotype.Component;

/** The dates that the model {@code micro-loan} reads (LN-5, LN-6). Days begin at midnight in Asia/Shanghai. */
@Component
public class LoanDates {

    private final Loans loans;
    private final LoanRecords records;
    private final LoanParameters parameters;
    private final Deadlines deadlines;
    private final AdjustableClock clock;

    LoanDates(Loans loans, LoanRecords records, LoanParameters parameters, Deadlines deadlines, AdjustableClock clock) {
        this.loans = loans;
        this.records = records;
        this.parameters = parameters;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /**
     * @return the end of the day on which the open use check of a loan is due
     */
    public Date useCheckDue(DelegateExecution execution) {
        return Date.from(ChinaTime.endOf(useCheck(execution).dueOn()));
    }

    /**
     * @return the moment from which the open use check of a loan is nearly due
     */
    public Date useCheckWarning(DelegateExecution execution) {
        return Date.from(useCheck(execution).warnAt());
    }

    /**
     * @return the moment from which the next use check of a loan can be done; it has as many days as the first check had
     */
    public Date useCheckOpens(DelegateExecution execution) {
        List<LoanRecords.UseCheck> checks = records.useChecksOf(loans.get(execution.getProcessBusinessKey()));
        LocalDate due = checks.get(checks.size() - 1).dueOn();
        return Date.from(ChinaTime.startOf(due.minusDays(parameters.on(clock.today()).firstCheckDays())));
    }

    /**
     * @return the moment at which the bank has to try again to recover an overdue loan
     */
    public Date nextRecovery(DelegateExecution execution) {
        LocalDate today = clock.today();
        return Date.from(ChinaTime.startOf(today.plusDays(parameters.on(today).recoveryDays())));
    }

    private Limit useCheck(DelegateExecution execution) {
        return deadlines.find(execution.getProcessBusinessKey(), LimitRule.LOAN_USE_CHECK).orElseThrow();
    }
}
