/** The register of departments: their codes, names and other names. */
@DatabaseTables(own = "department")
package org.shouwang.department;

import org.shouwang.shared.DatabaseTables;
