/** The message box: messages to posts, and which of their holders have read them. */
@DatabaseTables(own = {"message", "message_read"}, reads = "case_file")
package org.shouwang.message;

import org.shouwang.shared.DatabaseTables;
