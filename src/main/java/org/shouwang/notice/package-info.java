/** Public notices in the villages: their posting, the objections to them, and their end. */
@DatabaseTables(own = {"notice", "notice_entry", "objection"})
package org.shouwang.notice;

import org.shouwang.shared.DatabaseTables;
