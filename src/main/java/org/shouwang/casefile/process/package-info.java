/** The withdrawal and the next steps of cases inside the engine. */
package org.shouwang.casefile.process;
