/**
 * What policy sets anew: dated parameters, the working calendar and the decision tables, and whom a change would concern (ADR 0056).
 */
@DatabaseTables(own = {"policy_parameter", "policy_parameter_name", "policy_parameter_withdrawn", "table_change"},
        reads = {"case_file", "table_answer"})
package org.shouwang.policy;

import org.shouwang.shared.DatabaseTables;
