package org.shouwang.web;

import java.util.Set;

/**
 * An entry of the bar on top of every page, also of Tasklist and the other webapps.
 *
 * @param name    the entry's text in Chinese
 * @param address the address to which the entry leads
 * @param parts   the parts of the product for which the entry is marked as the current one; pages name their part
 * @param unread  the number of unread messages, such as 3 or 99+; null for none
 * @param rare    whether the entry stands under 更多, so that the others fit into one line
 */
public record NavigationItem(String name, String address, Set<String> parts, String unread, boolean rare) {

    NavigationItem(String name, String address, String... parts) {
        this(name, address, Set.of(parts), null, false);
    }

    static NavigationItem rare(String name, String address, String... parts) {
        return new NavigationItem(name, address, Set.of(parts), null, true);
    }
}
