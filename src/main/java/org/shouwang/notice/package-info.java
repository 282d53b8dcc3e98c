/** Public notices in the villages: their posting, the objections to them, and their end. */
package org.shouwang.notice;
