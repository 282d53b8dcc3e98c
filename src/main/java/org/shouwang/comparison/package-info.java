/** The departments' data sets, and the findings when a household is compared with them. */
@DatabaseTables(own = {"comparison", "comparison_dataset", "comparison_dataset_row", "comparison_finding"})
package org.shouwang.comparison;

import org.shouwang.shared.DatabaseTables;
