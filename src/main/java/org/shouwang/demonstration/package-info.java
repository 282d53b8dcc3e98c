/** The demonstration: made-up households and staff, the history of their cases, and a clock that can be moved. */
@DatabaseTables(own = "demo_clock", reads = {"act_ru_job", "deadline", "micro_loan"})
package org.shouwang.demonstration;

import org.shouwang.shared.DatabaseTables;
