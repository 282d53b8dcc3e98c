/** The pages and the API of webhooks. */
package org.shouwang.outbox.web;
