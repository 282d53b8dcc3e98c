package org.shouwang.shared;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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

    private static final String BETWEEN = ",";
    /** The most cursors that an address carries along. */
    private static final int MOST_PASSED = 50;

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
     * @return the name of the parameter with the cursors of the pages that were turned
     */
    public String trailKey() {
        return key + "Trail";
    }

    /**
     * Returns the cursors of the pages between the first page and the next one, for a list that does not know its way back.
     *
     * @param trail   the trail that came with the page, as {@link #trailKey()}; null or blank if there was none
     * @param current the cursor of the page; null or blank for the first page
     * @return the trail of the next page, of the last pages if there were many; empty if it begins there
     */
    public String onwards(String trail, String current) {
        if (current == null || current.isBlank()) {
            return "";
        }
        List<String> passed = new ArrayList<>(passed(trail));
        passed.add(current);
        return String.join(BETWEEN, passed.subList(Math.max(0, passed.size() - MOST_PASSED), passed.size()));
    }

    /**
     * @param trail the trail that came with the page
     * @return the cursor of the page before; null if that is the first page, or the way back is not known
     */
    public String backTo(String trail) {
        List<String> passed = passed(trail);
        return passed.isEmpty() ? null : passed.get(passed.size() - 1);
    }

    /**
     * @param trail the trail that came with the page
     * @return the trail of the page before
     */
    public String backwards(String trail) {
        List<String> passed = passed(trail);
        return passed.isEmpty() ? "" : String.join(BETWEEN, passed.subList(0, passed.size() - 1));
    }

    private static List<String> passed(String trail) {
        return trail == null || trail.isBlank() ? List.of()
                : Arrays.stream(trail.split(BETWEEN)).filter(cursor -> !cursor.isBlank()).limit(MOST_PASSED).toList();
    }

    /**
     * @param cursor the cursor of a page, or null for the first page
     * @param trail  the trail of that page
     * @return the address of the page
     */
    public String address(String cursor, String trail) {
        return trail.isEmpty() ? address(cursor) : with(trailKey(), trail).address(cursor);
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
        return under(path, cursor);
    }

    /**
     * @param cursor the cursor of a page
     * @return the address that answers with the page's list alone, or null if there is none
     */
    public String partAddress(String cursor) {
        return part == null ? null : under(part, cursor);
    }

    private String under(String base, String cursor) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(base);
        Map<String, String> values = new LinkedHashMap<>(fields);
        if (cursor != null) {
            values.put(key, cursor);
        }
        values.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(values).toUriString();
    }
}
