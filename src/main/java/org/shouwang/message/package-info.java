/** The message box: what posts are told, and who of them has read it. */
package org.shouwang.message;
