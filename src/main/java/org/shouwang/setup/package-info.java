/** Prepares an installation at its start: groups, rights, the first administrator, and the demonstration. */
package org.shouwang.setup;
