/** Limits (时限): their due days, how they are met or missed, extensions, reminders and urging. */
@DatabaseTables(
        own = {"calendar_day", "calendar_entry", "calendar_notice", "deadline", "deadline_count", "deadline_count_change", "deadline_escalation", "deadline_extension", "deadline_standing", "urging"})
package org.shouwang.deadline;

import org.shouwang.shared.DatabaseTables;
