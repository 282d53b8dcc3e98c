package org.shouwang.microloan.process;

import java.util.List;
import java.util.Map;
import org.shouwang.casefile.FormRows;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.household.Household;
import org.shouwang.household.Households;
import org.shouwang.household.MonitoringStatus;
import org.shouwang.microloan.Loan;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Puts a household whose loan is overdue before its village as a risk clue; a monitored one is watched already (LN-6). */
@Component
class LoanClues {

    /** Stands for the product itself where a case needs somebody who began it. */
    private static final String PRODUCT = "系统";

    private static final Logger LOG = LoggerFactory.getLogger(LoanClues.class);

    private final Households households;
    private final ProcessDoor door;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    LoanClues(Households households, ProcessDoor door, CurrentUsers users, AdjustableClock clock) {
        this.households = households;
        this.door = door;
        this.users = users;
        this.clock = clock;
    }

    /**
     * @param loan a loan that has just become overdue
     */
    void raise(Loan loan) {
        Household household = households.get(loan.householdId());
        if (household.status() == MonitoringStatus.MONITORED) {
            return;
        }
        CurrentUser county = new CurrentUser(PRODUCT, PRODUCT, List.of(new Post(Role.COUNTY, loan.countyCode()).group()));
        users.actAs(county, () -> {
            try {
                door.start("monitoring-identification", Map.of("source", "DEPARTMENT_WARNING", "foundOn", clock.today().toString(),
                        "villageCode", household.villageCode(), "headName", household.headName(), "headIdNumber",
                        household.headIdNumber(), "riskDescription", "小额信贷 " + loan.loanNo() + " 逾期，未还本金 "
                                + FormRows.money(loan.outstanding()) + "，请核实有无返贫致贫风险", "externalReference", loan.loanNo()));
            } catch (ConflictException alreadyLookedAt) {
                LOG.debug("The household of {} is in a case already", loan.loanNo());
            }
        });
    }
}
