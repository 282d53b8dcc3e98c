/** The steps and jobs of microloans inside the engine. */
package org.shouwang.microloan.process;
