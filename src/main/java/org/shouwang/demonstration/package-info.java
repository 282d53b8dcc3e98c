/** The demonstration: made-up households and staff, the history of their cases, and a clock that can be moved. */
package org.shouwang.demonstration;
