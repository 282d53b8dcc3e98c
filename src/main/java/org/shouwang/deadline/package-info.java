/** Statutory limits: when they are due, met and overdue. */
package org.shouwang.deadline;
