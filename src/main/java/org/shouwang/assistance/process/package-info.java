/** The steps of assistance planning inside the engine. */
package org.shouwang.assistance.process;
