/** Microloans for households (LN-1 to LN-6), from the application to the last repayment. */
package org.shouwang.microloan;
