/** Assistance (帮扶): the person responsible for a household, the plan for the household, and the results (AS-1 to AS-4). */
@DatabaseTables(
        own = {"assistance_plan", "assistance_plan_fault", "assistance_plan_measure", "household_measure",
                "household_measure_record", "household_visit", "measure_catalogue", "measure_development",
                "official", "official_version", "responsibility"},
        reads = "region")
package org.shouwang.assistance;

import org.shouwang.shared.DatabaseTables;
