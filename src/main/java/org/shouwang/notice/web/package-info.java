/** The pages and addresses of public notices. */
package org.shouwang.notice.web;
