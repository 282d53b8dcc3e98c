package org.shouwang.supervision.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.shouwang.supervision.LimitQuery;
import org.shouwang.supervision.RuleChoice;
import org.springframework.web.util.UriComponentsBuilder;

/** A {@link LimitQuery} as it stands in an address; what is null or blank is left out there. */
record ListQuery(String region, String state, String rule, String sort, String find) {

    LimitQuery asked() {
        return new LimitQuery(region, state, rule, sort, find);
    }

    /** Cases first, where nobody has chosen: what was searched for is found wherever it is. */
    ListQuery orCases() {
        return rule == null && find == null ? new ListQuery(region, state, RuleChoice.CASES.code(), sort, null) : this;
    }

    public ListQuery withRegion(String code) {
        return new ListQuery(code, state, rule, sort, find);
    }

    /** Everything in these states, without what was searched for before. */
    public ListQuery only(String stateCode, String ruleName) {
        return new ListQuery(region, stateCode, ruleName, sort, null);
    }

    /** The address of something about this list. */
    public String at(String path) {
        return at(path, "cursor", null);
    }

    /** The same with one parameter more. */
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
}
