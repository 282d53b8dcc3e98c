/**
 * The city's work on a round (整改轮次): when the counties have verified the problems, the city draws samples, re-checks them and
 * issues the circular (DA-2).
 */
@DatabaseTables(
        own = {"sample_draw", "sample_item", "sample_unit"},
        reads = {"act_id_group", "deadline", "problem", "problem_line", "recheck", "region"})
package org.shouwang.rounds;

import org.shouwang.shared.DatabaseTables;
