/** Writing tables as files, and exports that take so long that a user has to wait for them. */
@DatabaseTables(own = {"export", "export_chunk"})
package org.shouwang.export;

import org.shouwang.shared.DatabaseTables;
