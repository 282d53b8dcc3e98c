/** The desk (办件台): the open tasks of a user's posts as lists, and the figures of what is to do. */
@DatabaseTables(own = {"open_task", "task_filter"},
        reads = {"act_id_group", "act_id_user", "case_file", "problem", "rectification_round", "region"})
package org.shouwang.desk;

import org.shouwang.shared.DatabaseTables;
