/** The addresses of this part. */
package org.shouwang.outbox.web;
