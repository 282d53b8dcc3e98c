/** Public notices in the village: posting, objections, end. */
package org.shouwang.notice;
