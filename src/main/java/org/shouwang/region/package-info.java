/** The regions: the city, its counties, townships and villages. */
@DatabaseTables(own = "region")
package org.shouwang.region;

import org.shouwang.shared.DatabaseTables;
