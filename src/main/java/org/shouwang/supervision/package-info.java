/** The figures and lists of limits for supervisors. This package reads the tables of all packages and writes none. */
@DatabaseTables(reads = DatabaseTables.ALL)
package org.shouwang.supervision;

import org.shouwang.shared.DatabaseTables;
