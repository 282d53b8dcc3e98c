/** The dates and delegates of limits inside the engine. */
package org.shouwang.deadline.process;
