/** What colleagues do for each other: leave with a substitute, handing over, taking back, notes, copies and phrases. */
@DatabaseTables(own = {"case_copy", "case_note", "phrase"})
package org.shouwang.colleague;

import org.shouwang.shared.DatabaseTables;
