/** The tasks and other elements of the process of public notices. */
package org.shouwang.notice.process;
