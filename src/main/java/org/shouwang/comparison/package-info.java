/** Departments' data sets, and what comparing a household with them finds. */
package org.shouwang.comparison;
