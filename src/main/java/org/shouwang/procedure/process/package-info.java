/** The part of the kit that reads the models of procedures. */
package org.shouwang.procedure.process;
