/**
 * Risk elimination (风险消除), risk rollback (风险回退) and look-back (回头看): a household's risks are marked as gone, a wrong mark is
 * taken back, and eliminated households are visited again (EL-1 to EL-4).
 */
@DatabaseTables(
        own = {"elimination_proposal", "elimination_proposal_run", "look_back", "look_back_check",
                "look_back_check_new_risk", "look_back_following", "look_back_household", "look_back_region",
                "risk_check", "risk_check_amount", "risk_check_answer", "risk_check_guarantee",
                "risk_check_new_risk", "risk_check_unmet"},
        reads = {"case_file", "household", "household_status_change", "region", "task_decision"})
package org.shouwang.elimination;

import org.shouwang.shared.DatabaseTables;
