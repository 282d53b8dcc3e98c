/** Writing tables as files, and exports that take so long that a user has to wait for them. */
package org.shouwang.export;
