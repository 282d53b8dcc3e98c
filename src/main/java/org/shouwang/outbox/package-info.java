/** Events for other systems, stored with the work that causes them, and the webhooks that deliver them. */
package org.shouwang.outbox;
