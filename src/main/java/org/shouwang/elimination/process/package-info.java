/** The steps and jobs of eliminations, rollbacks and look-backs inside the engine. */
package org.shouwang.elimination.process;
