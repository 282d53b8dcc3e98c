/** Microloans for households (LN-1 to LN-6), from the application to the last repayment. */
@DatabaseTables(
        own = {"loan_extension", "loan_finding", "loan_ineligible", "loan_refusal", "loan_repayment", "loan_use_check",
                "micro_loan"},
        reads = {"household", "region", "task_decision"})
package org.shouwang.microloan;

import org.shouwang.shared.DatabaseTables;
