/** The forms with the parts that they share, which the build composes. */
package org.shouwang.forms;
