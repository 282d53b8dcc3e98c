package org.shouwang.web;

import java.util.Set;

/**
 * One entry of the bar on top of every page, Tasklist's and the other webapps' too.
 *
 * @param name    as people read it
 * @param address where it leads
 * @param parts   the parts of the product it stands for, as pages name theirs
 * @param unread  how many unread messages stand behind it, such as 3 or 99+, or null for none
 */
public record NavigationItem(String name, String address, Set<String> parts, String unread) {

    NavigationItem(String name, String address, String... parts) {
        this(name, address, Set.of(parts), null);
    }
}
