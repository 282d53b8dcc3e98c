/**
 * What limits, messages and urgings are about. Modules that have such subjects, as cases and problems are, offer them here; whoever
 * tells people of them does not know which modules there are.
 */
package org.shouwang.subject;
