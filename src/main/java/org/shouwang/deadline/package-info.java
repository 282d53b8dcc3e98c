/** Limits (时限): their due days, how they are met or missed, extensions, reminders and urging. */
package org.shouwang.deadline;
