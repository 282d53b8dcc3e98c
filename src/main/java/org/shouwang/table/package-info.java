/**
 * Tables that people hand in: xlsx, xls or csv in any usual encoding. One reader reads all of them within limits, and drops
 * nothing without saying so.
 */
package org.shouwang.table;
