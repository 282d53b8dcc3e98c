/** Forms and the parts they share, put together by the build. */
package org.shouwang.forms;
