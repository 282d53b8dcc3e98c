/** Lists of cases with a number and a day: what a township hands in, proposes and announces, and what a county reports. */
@DatabaseTables(own = {"case_list", "case_list_item"}, reads = {"case_file", "open_task", "region"})
package org.shouwang.caselist;

import org.shouwang.shared.DatabaseTables;
