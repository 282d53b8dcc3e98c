/**
 * Prepares an installation at its start (groups, rights, the first administrator), and watches over its database and its keys.
 */
package org.shouwang.setup;
