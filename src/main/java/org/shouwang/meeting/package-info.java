/**
 * Village meetings (村级研判会): a village weighs its households together, and the minutes with all decisions are one record (ID-4,
 * step 3; EL-2; SN-2). That a village did not weigh is a fault that the documents name (G23 part 3, §1.3.4).
 */
@DatabaseTables(own = {"meeting", "meeting_item", "meeting_minutes"}, reads = {"task_decision"})
package org.shouwang.meeting;

import org.shouwang.shared.DatabaseTables;
