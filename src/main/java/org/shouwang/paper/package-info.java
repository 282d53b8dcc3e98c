/** Papers: Word templates are filled in with what is on record, and each paper that was made is kept as it was. */
@DatabaseTables(own = {"paper", "paper_version"}, reads = {"case_file", "region"})
package org.shouwang.paper;

import org.shouwang.shared.DatabaseTables;
