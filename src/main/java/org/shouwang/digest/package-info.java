/** Tells each user once a day how many tasks are due and overdue. */
@DatabaseTables(
        own = {"digest_channel", "digest_day", "digest_delivery"},
        reads = {"act_id_group", "act_id_membership", "act_id_user", "locked_account", "open_task"})
package org.shouwang.digest;

import org.shouwang.shared.DatabaseTables;
