package org.shouwang.microloan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.shouwang.household.HouseholdChapter;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Decimals;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The chapter about loans on the page of a household. It warns of loans that are overdue or not yet repaid, and of findings
 * about their use (LN-5, LN-6).
 */
@Component
@Order(40)
class LoanChapter implements HouseholdChapter {

    private final Loans loans;
    private final LoanRecords records;
    private final AdjustableClock clock;

    LoanChapter(Loans loans, LoanRecords records, AdjustableClock clock) {
        this.loans = loans;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "loans";
    }

    @Override
    public String title() {
        return "贷款";
    }

    @Override
    public List<Line> of(long householdId) {
        return loans.ofHousehold(householdId).stream().map(loan -> new Line(
                loan.disbursedOn() == null ? loan.appliedOn() : loan.disbursedOn(),
                loan.loanNo() + " " + loan.status(clock.today()).title(), detail(loan), "/loans/" + loan.loanNo())).toList();
    }

    private static String detail(Loan loan) {
        String text = loan.purpose().title() + "，" + Decimals.money(loan.principal()) + "，" + loan.termMonths() + " 个月";
        return loan.outstanding().signum() == 0 ? text
                : text + "，未还本金 " + Decimals.money(loan.outstanding()) + "，到期日 " + loan.dueOn();
    }

    @Override
    public List<String> warningsOf(long householdId) {
        LocalDate today = clock.today();
        List<String> warnings = new ArrayList<>();
        for (Loan loan : loans.ofHousehold(householdId)) {
            if (loan.overdueDays(today) > 0) {
                warnings.add("小额信贷 " + loan.loanNo() + " 已逾期 " + loan.overdueDays(today) + " 天，未还本金 "
                        + Decimals.money(loan.outstanding()) + "，请核实有无返贫致贫风险");
            } else if (loan.outstanding().signum() > 0) {
                warnings.add("小额信贷 " + loan.loanNo() + " 尚未还清，未还本金 " + Decimals.money(loan.outstanding()) + "，到期日 "
                        + loan.dueOn());
            }
            records.findingsOf(loan).stream().filter(finding -> finding.clearedOn() == null).forEach(finding ->
                    warnings.add(finding.title() + "：小额信贷 " + loan.loanNo() + "，" + finding.openedOn() + " 发现，尚未销号"));
        }
        return warnings;
    }
}
