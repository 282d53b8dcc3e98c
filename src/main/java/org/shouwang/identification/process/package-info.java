/** The tasks and other elements of the process of identification. */
package org.shouwang.identification.process;
