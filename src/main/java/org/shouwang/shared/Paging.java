package org.shouwang.shared;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The links by which people turn the pages of a list, for the fragment {@code parts :: paging}.
 *
 * @param path     the address of the list
 * @param fields   the other parameters of the list, without those that are null or blank
 * @param key      the name of the parameter with the cursor
 * @param begun    whether this is another page than the first
 * @param previous the cursor of the page before, or null
 * @param next     the cursor of the next page, or null
 * @param anchor   the element to which an address leads, or empty for the head of the page
 * @param part     the address that answers with the list alone, for the script that exchanges it, or null
 */
public record Paging(String path, Map<String, String> fields, String key, boolean begun, String previous, String next,
                     String anchor, String part) {

    /**
     * Makes the links of a list.
     *
     * @param path   the address of the list
     * @param cursor the cursor of the page that is shown; null or blank for the first page
     * @param page   the page that is shown
     */
    public static Paging of(String path, String cursor, Page<?> page) {
        return new Paging(path, Map.of(), "cursor", cursor != null && !cursor.isBlank(), page.previousCursor(), page.nextCursor(),
                "", null);
    }

    /**
     * Adds a parameter of the list.
     *
     * @param name  the parameter's name
     * @param value the parameter's value; null or blank if it is not set
     * @return the links with this parameter
     */
    public Paging with(String name, Object value) {
        if (value == null || value.toString().isBlank()) {
            return this;
        }
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put(name, value.toString());
        return new Paging(path, all, key, begun, previous, next, anchor, part);
    }

    /**
     * Renames the parameter with the cursor.
     *
     * @param name the parameter's name
     * @return the links with this name
     */
    public Paging by(String name) {
        return new Paging(path, fields, name, begun, previous, next, anchor, part);
    }

    /**
     * Adds an anchor.
     *
     * @param element the id of the element to which an address leads
     * @return the links with this anchor
     */
    public Paging at(String element) {
        return new Paging(path, fields, key, begun, previous, next, "#" + element, part);
    }

    /**
     * Adds the address by which a script exchanges the list.
     *
     * @param address the address that answers with the list alone
     * @return the links with this address
     */
    public Paging partly(String address) {
        return new Paging(path, fields, key, begun, previous, next, anchor, address);
    }

    /**
     * @return whether the list is the result of a search; names must not stand in addresses, since browsers and proxies keep
     *     those
     */
    public boolean isPosted() {
        return fields.containsKey("q");
    }

    /**
     * @return whether there is another page than the one that is shown
     */
    public boolean isNeeded() {
        return begun || next != null;
    }

    /**
     * @param cursor the cursor of a page, or null for the first page
     * @return the address of the page
     */
    public String address(String cursor) {
        return address(path, cursor);
    }

    /**
     * @param cursor the cursor of a page
     * @return the address that answers with the page's list alone, or null if there is none
     */
    public String partAddress(String cursor) {
        return part == null ? null : address(part, cursor);
    }

    private String address(String base, String cursor) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(base);
        Map<String, String> values = new LinkedHashMap<>(fields);
        if (cursor != null) {
            values.put(key, cursor);
        }
        values.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(values).toUriString();
    }
}
