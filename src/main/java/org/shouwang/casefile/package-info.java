/** The parts that all cases share, whatever their process: file, status, steps, notice and withdrawal. */
@DatabaseTables(
        own = {"case_file", "case_link", "shown_id_numbers"},
        reads = {"act_id_group", "act_ru_execution", "act_ru_identitylink", "act_ru_task", "act_ru_variable", "deadline",
                "household", "open_task", "problem", "problem_line", "rectification_round", "region"})
package org.shouwang.casefile;

import org.shouwang.shared.DatabaseTables;
