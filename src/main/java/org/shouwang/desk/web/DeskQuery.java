package org.shouwang.desk.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.shouwang.desk.TaskQuery;
import org.shouwang.shared.Page;
import org.shouwang.shared.Paging;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A {@link TaskQuery} as the address of the list contains it, where the text that is searched for is encrypted ({@code find}).
 * Values that are null or blank are left out of the address.
 */
record DeskQuery(String process, String task, String region, String state, String due, String dueFrom, String dueBefore, String find,
                 String sort) {

    /** The address of the list. */
    static final String LIST = "/tasks";

    /** Returns the query with the text that is searched for. */
    TaskQuery searching(String text) {
        return new TaskQuery(process, task, region, state, due, dueFrom, dueBefore, text, sort);
    }

    DeskQuery withFind(String sealed) {
        return new DeskQuery(process, task, region, state, due, dueFrom, dueBefore, sealed, sort);
    }

    /** Returns the same list for the other last days. */
    public DeskQuery dueIn(String days) {
        return new DeskQuery(process, task, region, null, days, null, null, find, sort);
    }

    /** Returns the process and the task as the form's field for the step names them; empty if neither is chosen. */
    public String step() {
        return process == null || process.isBlank() ? "" : task == null || task.isBlank() ? process : process + "/" + task;
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("process", process);
        values.put("task", task);
        values.put("region", region);
        values.put("state", state);
        values.put("due", due);
        values.put("dueFrom", dueFrom);
        values.put("dueBefore", dueBefore);
        values.put("find", find);
        values.put("sort", sort);
        values.values().removeIf(text -> text == null || text.isBlank());
        return values;
    }

    /** Tells whether the list has a condition. */
    public boolean isGiven() {
        return !values().isEmpty() && !values().keySet().equals(Set.of("sort"));
    }

    /** Returns the address of a page about this list. */
    public String at(String path) {
        return at(path, "cursor", null);
    }

    /** Returns the address of a page about this list with one more parameter. */
    public String at(String path, String name, String value) {
        Map<String, Object> values = new LinkedHashMap<>(values());
        if (value != null && !value.isBlank()) {
            values.put(name, value);
        }
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        values.keySet().forEach(key -> address.queryParam(key, "{" + key + "}"));
        return address.encode().buildAndExpand(values).toUriString();
    }

    /** Returns the links by which the pages of this list are turned. */
    Paging turning(String cursor, Page<?> page) {
        Paging paging = Paging.of(LIST, cursor, page);
        for (Map.Entry<String, String> value : values().entrySet()) {
            paging = paging.with(value.getKey(), value.getValue());
        }
        return paging.at("list");
    }
}
