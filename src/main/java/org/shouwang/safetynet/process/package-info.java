/** The steps of the safety net inside the engine. */
package org.shouwang.safetynet.process;
