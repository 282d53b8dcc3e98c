/** What administrators look after without SQL: users with their posts, and villages. */
@DatabaseTables(reads = {"act_id_group", "act_id_membership", "act_id_user", "case_file", "household", "locked_account", "region"})
package org.shouwang.administration;

import org.shouwang.shared.DatabaseTables;
