/** The lint of procedures, and their registration at the start. It alone outside {@code engine} reads models. */
package org.shouwang.procedure.lint;
