/** Decides many cases of one step at once, each through the door and in a transaction of its own. */
@DatabaseTables(own = {"batch", "batch_item"})
package org.shouwang.batch;

import org.shouwang.shared.DatabaseTables;
