/**
 * The double assignment of problems (问题双交办). Problems that assessments found go to departments and county at once, are
 * verified on each line and are struck off only then (DA-1, DA-3 to DA-5, DA-7). A problem belongs to a round, whose days are
 * kept here; the city's work on a round is in {@code rounds}.
 */
@DatabaseTables(
        own = {"line_report", "problem", "problem_change", "problem_finding", "problem_import_draft", "problem_line",
                "recheck", "rectification_round", "round_calendar", "unit_mapping"},
        reads = {"household", "region"})
package org.shouwang.problems;

import org.shouwang.shared.DatabaseTables;
