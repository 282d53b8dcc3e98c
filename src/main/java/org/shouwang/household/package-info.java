/** The register of households: their members, income, risks and history. */
@DatabaseTables(
        own = {"household", "household_mark", "household_status_change", "labour_change", "person_lookup",
                "registered_person", "survey", "survey_amount", "survey_guarantee", "survey_member", "survey_risk",
                "watched_person"},
        reads = {"case_file", "region"})
package org.shouwang.household;

import org.shouwang.shared.DatabaseTables;
