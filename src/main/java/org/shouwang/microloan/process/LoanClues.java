package org.shouwang.microloan.process;

import java.util.List;
import java.util.Map;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.household.Household;
import org.shouwang.household.Households;
import org.shouwang.household.MonitoringStatus;
import org.shouwang.household.WatchedPersons;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.microloan.Loan;
import org.shouwang.microloan.LoanStatus;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Decimals;
import org.springframework.stereotype.Component;

/** Makes the household of an overdue loan a risk clue for its village. A monitored household is watched already (LN-6). */
@Component
class LoanClues {

    /** The name that stands for the product itself as the user who began a case. */
    private static final String PRODUCT = "系统";

    private final Households households;
    private final WatchedPersons watched;
    private final ProcessDoor door;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    LoanClues(Households households, WatchedPersons watched, ProcessDoor door, CurrentUsers users, AdjustableClock clock) {
        this.households = households;
        this.watched = watched;
        this.door = door;
        this.users = users;
        this.clock = clock;
    }

    /**
     * Begins the case in the caller's transaction, unless the household is monitored or has a case already, or the loan is no
     * longer overdue.
     *
     * @param loan a loan that was found overdue
     * @throws RuntimeException if the case cannot begin now; the caller has to roll the whole transaction back
     */
    void raise(Loan loan) {
        Household household = households.get(loan.householdId());
        if (loan.status(clock.today()) != LoanStatus.OVERDUE || household.status() == MonitoringStatus.MONITORED
                || watched.caseOf(household.headIdNumber()).isPresent()) {
            return;
        }
        CurrentUser county = new CurrentUser(PRODUCT, PRODUCT, List.of(new Post(Role.COUNTY, loan.countyCode()).group()));
        String risk = "小额信贷 " + loan.loanNo() + " 逾期，未还本金 " + Decimals.money(loan.outstanding()) + "，请核实有无返贫致贫风险";
        users.actAs(county, () -> door.start(MonitoringIdentificationProcess.KEY, Map.of("source", "DEPARTMENT_WARNING", "foundOn",
                clock.today().toString(), "villageCode", household.villageCode(), "headName", household.headName(),
                "headIdNumber", household.headIdNumber(), "riskDescription", risk, "externalReference", loan.loanNo())));
    }
}
