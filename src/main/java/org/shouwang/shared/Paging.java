package org.shouwang.shared;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * How people turn the pages of a list, for the fragment {@code parts :: paging}.
 *
 * @param path     the address of the list
 * @param fields   what else the list is asked for, without what is null or blank
 * @param key      the parameter that tells where a page begins
 * @param begun    whether this is another page than the first
 * @param previous where the page before is found, or null
 * @param next     where the next page begins, or null
 * @param anchor   the element to which an address leads, or empty for the head of the page
 * @param part     the address that answers with the list alone, for the script that exchanges it; null where there is none
 */
public record Paging(String path, Map<String, String> fields, String key, boolean begun, String previous, String next,
                     String anchor, String part) {

    /**
     * @param path   the address of the list
     * @param cursor where the page that is shown begins; null or blank for the first
     * @param page   the page that is shown
     * @return how its pages are turned
     */
    public static Paging of(String path, String cursor, Page<?> page) {
        return new Paging(path, Map.of(), "cursor", cursor != null && !cursor.isBlank(), page.previousCursor(), page.nextCursor(),
                "", null);
    }

    /**
     * @param name  a parameter of the list
     * @param value its value; null or blank where it is not asked for
     * @return the same with this parameter
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
     * @param name the parameter that tells where a page begins
     * @return the same with this parameter
     */
    public Paging by(String name) {
        return new Paging(path, fields, name, begun, previous, next, anchor, part);
    }

    /**
     * @param element the id of the element to which an address leads
     * @return the same with this anchor
     */
    public Paging at(String element) {
        return new Paging(path, fields, key, begun, previous, next, "#" + element, part);
    }

    /**
     * @param address the address that answers with the list alone
     * @return the same, whose list is exchanged by a script
     */
    public Paging partly(String address) {
        return new Paging(path, fields, key, begun, previous, next, anchor, address);
    }

    /**
     * @return whether somebody searches: names do not belong in addresses, since browsers and proxies keep those
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
     * @param cursor where a page begins, or null for the first
     * @return its address
     */
    public String address(String cursor) {
        return address(path, cursor);
    }

    /**
     * @param cursor where a page begins
     * @return the address that answers with its list alone, or null where there is none
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
