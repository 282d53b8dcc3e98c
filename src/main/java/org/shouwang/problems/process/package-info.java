/** The steps of problems inside the engine. */
package org.shouwang.problems.process;
