/** The addresses of this part. */
package org.shouwang.notice.web;
