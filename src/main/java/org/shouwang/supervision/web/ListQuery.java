package org.shouwang.supervision.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.shouwang.shared.Page;
import org.shouwang.shared.Paging;
import org.shouwang.supervision.LimitQuery;
import org.shouwang.supervision.RuleChoices;
import org.springframework.web.util.UriComponentsBuilder;

/** A {@link LimitQuery} as the address of a page contains it. Values that are null or blank are left out of the address. */
record ListQuery(String region, String state, String rule, String sort, String find) {

    LimitQuery asked() {
        return new LimitQuery(region, state, rule, sort, find);
    }

    /**
     * Returns a query for the limits of cases if the user has chosen no rule and searches for nothing. A search covers all
     * limits.
     */
    ListQuery orCases() {
        return rule == null && find == null ? new ListQuery(region, state, RuleChoices.CASES, sort, null) : this;
    }

    public ListQuery withRegion(String code) {
        return new ListQuery(code, state, rule, sort, find);
    }

    /** Returns a query for all limits of a state and a rule, without the text of the search. */
    public ListQuery only(String stateCode, String ruleName) {
        return new ListQuery(region, stateCode, ruleName, sort, null);
    }

    /** Returns the address of a page about this list. */
    public String at(String path) {
        return at(path, "cursor", null);
    }

    /** Returns the address of a page about this list with one more parameter. */
    public String at(String path, String name, String value) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("region", region);
        values.put("state", state);
        values.put("rule", rule);
        values.put("sort", sort);
        values.put("find", find);
        values.put(name, value);
        values.values().removeIf(text -> text == null || text.toString().isBlank());
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        values.keySet().forEach(key -> address.queryParam(key, "{" + key + "}"));
        return address.encode().buildAndExpand(values).toUriString();
    }

    /** Returns the links by which the pages of this list are turned, on the page or by its script. */
    Paging turning(Page<?> page) {
        return Paging.of("/supervision", page.previousCursor(), page).with("region", region).with("state", state).with("rule", rule)
                .with("sort", sort).with("find", find).at("list").partly("/supervision/list");
    }
}
