/** The addresses of this part. */
package org.shouwang.message.web;
