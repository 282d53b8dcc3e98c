/** What other systems are told: events written with what happened, and webhooks that carry them out. */
package org.shouwang.outbox;
