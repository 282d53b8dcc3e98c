/** Events for other systems, stored with the work that causes them, and the webhooks that deliver them. */
@DatabaseTables(own = {"outbox_event", "webhook_delivery", "webhook_subscription"})
package org.shouwang.outbox;

import org.shouwang.shared.DatabaseTables;
