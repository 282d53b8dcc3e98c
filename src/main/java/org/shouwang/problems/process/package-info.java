/** What this part does inside the engine. */
package org.shouwang.problems.process;
