/** The message box: messages to posts, and which of their holders have read them. */
package org.shouwang.message;
