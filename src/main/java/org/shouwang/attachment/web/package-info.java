/** The pages and addresses of files. */
package org.shouwang.attachment.web;
