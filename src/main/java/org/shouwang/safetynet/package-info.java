/** The safety net (整户无劳动能力兜底保障户): households without any labour that live on social security (rules SN-1, SN-2). */
@DatabaseTables(own = {"safety_net_check", "safety_net_check_member", "safety_net_check_unmet", "safety_net_filing"})
package org.shouwang.safetynet;

import org.shouwang.shared.DatabaseTables;
