/** Accountability (问责): townships are ranked each quarter, and a person decides what follows for the last of them (DA-6). */
@DatabaseTables(
        own = {"accountability_step", "township_indicator", "township_ranking"},
        reads = {"case_file", "deadline", "household", "household_status_change", "loan_extension", "loan_repayment",
                "micro_loan", "problem", "problem_finding", "problem_line", "recheck", "region", "task_decision"})
package org.shouwang.accountability;

import org.shouwang.shared.DatabaseTables;
