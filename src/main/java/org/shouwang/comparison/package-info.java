/** The departments' data sets, and the findings when a household is compared with them. */
package org.shouwang.comparison;
